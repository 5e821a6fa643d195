"""A roster lands once, whoever sends it at the same time, and all of it or nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.sheets import open_sheet
from muster.people.commands.rosters import import_roster
from muster.people.commands.units import found_force
from muster.people.models import Person, Placement
from muster.people.reports import RosterReport
from muster.people.rules.files import arrived
from muster.people.rules.roster_columns import ROSTER
from muster.people.tests.conftest import MONDAY
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.database

SENDERS = 12
IMPORTER = """
import sys, time
import django; django.setup()
from uuid import UUID
from pathlib import Path
from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.people.tests.conftest import MONDAY
from muster.people.tests.test_landing_once import send

def stop(stage, done, total):
    if stage == "write" and done:
        print("writing", flush=True)
        time.sleep(60)

send(Path(sys.argv[1]), Viewer(new_id(), ADMINISTRATOR, (UUID(sys.argv[2]),)), stop)
"""


def send(path: Path, by: Viewer, progress=lambda stage, done, total: None) -> RosterReport:
    """Read a roster and import it, confirmed."""
    came = arrived(open_sheet(path), ROSTER)
    return import_roster(
        arrived=came, chosen=None, confirm=True, progress=progress, by=by, at=MONDAY
    )


@pytest.fixture
def officer(committed) -> Viewer:
    """The administrator of a force of one unit, truly committed."""
    unit = UnitId(new_id())
    by = Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))
    found_force(unit=unit, code="F", name="Force", zone="UTC", country="", by=by, at=MONDAY)
    return by


@pytest.fixture
def roster(tmp_path) -> Path:
    """An invented roster of 6,000."""
    path = tmp_path / "roster.csv"
    rows = (f"A-{number:06},Ivanov,Petr,F" for number in range(6_000))
    path.write_text("Service number,Surname,Given name,Unit code\n" + "\n".join(rows))
    return path


def written(by: Viewer) -> tuple[int, int]:
    with unit_of_work(Standing(Audience.ADMINISTRATOR, by.units)):
        return Person.objects.count(), Placement.objects.count()


def test_one_roster_sent_by_many_at_once_lands_once(officer, tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("Service number,Surname,Given name,Unit code\nA-1001,Ek,Ann,F\nA-1002,Ek,Ib,F")

    def one(_number: int) -> RosterReport:
        try:
            return send(path, officer)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(SENDERS) as crowd:
        reports = list(crowd.map(one, range(SENDERS)))
    assert sorted(report.added for report in reports) == [0] * (SENDERS - 1) + [2]
    assert sum(report.repeated for report in reports) == SENDERS - 1
    assert written(officer) == (2, 2)


def test_rosters_that_overlap_do_not_double_anybody(officer, tmp_path):
    head = "Service number,Surname,Given name,Unit code\n"
    paths = []
    for number in range(6):
        path = tmp_path / f"{number}.csv"
        path.write_text(head + f"A-1001,Ek,Ann,F\nB-{number:04},Ek,Ib,F\n")
        paths.append(path)

    def one(path: Path) -> int:
        try:
            return send(path, officer).added
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(paths)) as crowd:
        assert sum(crowd.map(one, paths)) == 7
    assert written(officer) == (7, 7)


def test_an_import_that_is_killed_leaves_nothing_and_can_be_sent_again(committed, officer, roster):
    environment = {
        **os.environ, **committed.as_environment(),
        "DJANGO_SETTINGS_MODULE": "muster.config.settings",
    }  # fmt: skip
    command = (sys.executable, "-c", IMPORTER, str(roster), str(officer.units[0]))
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as importer:
        assert importer.stdout.readline() == "writing\n"
        os.kill(importer.pid, signal.SIGKILL)
    assert written(officer) == (0, 0)
    assert send(roster, officer).added == 6_000
    assert written(officer) == (6_000, 6_000)
