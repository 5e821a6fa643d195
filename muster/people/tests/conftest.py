"""Viewers and a small invented formation for this room's tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from muster.access.news import News
from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.sheets import open_sheet
from muster.people.commands.rosters import import_roster
from muster.people.commands.units import found_force, import_units
from muster.people.models import Unit
from muster.people.reports import RosterReport
from muster.people.rules.files import arrived
from muster.people.rules.headings import Vocabulary
from muster.people.rules.roster_columns import ROSTER
from muster.people.rules.unit_list import UNITS
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FORMATION = """\
Unit code,Name in English,Kind of unit,Parent unit code
1,First brigade,brigade,
1/1,First battalion,battalion,1
1/1/1,First company,company,1/1
1/1/2,Second company,company,1/1
2,Second brigade,brigade,
2/1,Third battalion,battalion,2
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write a text as a file of its own and return its path."""

    def _write(text: str) -> Path:
        path = tmp_path / f"{new_id()}.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def opened(path: Path, vocabulary: Vocabulary = ROSTER):
    """Read a file as a command takes it."""
    return arrived(open_sheet(path), vocabulary)


@pytest.fixture
def force(db, write) -> Viewer:
    """An administrator of an invented force of two brigades, Moscow time."""
    unit = UnitId(new_id())
    by = Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))
    found_force(
        unit=unit, code="F", name="Invented force", zone="Europe/Moscow", country="RU", by=by,
        at=MONDAY,
    )  # fmt: skip
    report = import_units(
        arrived=opened(write(FORMATION), UNITS), chosen=None, confirm=True, by=by, at=MONDAY
    )
    assert report.refused == 0
    return by


@pytest.fixture
def unit_ids(force) -> dict[str, UnitId]:
    """Every unit's id by its code."""
    with unit_of_work(Standing(Audience.ADMINISTRATOR, force.units)):
        return {unit.code: UnitId(unit.id) for unit in Unit.objects.all()}


@pytest.fixture
def administrator_of(unit_ids) -> Callable[[str], Viewer]:
    """Make an administrator for one unit."""
    return lambda code: Viewer(AccountId(new_id()), ADMINISTRATOR, (unit_ids[code],))


@pytest.fixture
def psychologist_of(unit_ids) -> Callable[[str], Viewer]:
    """Make a unit psychologist for one unit."""
    return lambda code: Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (unit_ids[code],))


@pytest.fixture
def take_in(force, write) -> Callable[..., RosterReport]:
    """Import a roster given as text, confirmed unless told otherwise."""

    def _take_in(text: str, *, by: Viewer = force, at=MONDAY, confirm: bool = True):
        return import_roster(
            arrived=opened(write(text)), chosen=None, confirm=confirm, by=by, at=at
        )

    return _take_in


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Callable[[News, Callable[..., None]], None]:
    """Let a test hear a room's news beside whoever else does, until the test is over."""

    def listen(news: News, listener: Callable[..., None]) -> None:
        monkeypatch.setattr(news, "_listeners", {**news._listeners, "test": listener})

    return listen
