"""A house in which people are asked: a battalion with its psychologist on duty, and a campaign."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

PSYCHOLOGIST = "psychologist"
UNIT = "1"
WINDOW = timedelta(days=20)


@dataclass(frozen=True, slots=True)
class Asked:
    """People who may answer now: each with the account with which they sign in."""

    campaign: UUID
    window: str
    psychologist: Any
    accounts: dict[Any, Any]  # the person's id: the account's


def asked_house(home: Path, people: int, *instruments: str) -> Asked:
    """Bring `people` into one unit, and ask all of them `instruments` from today."""
    from muster.access.accounts import viewer_named
    from muster.access.permissions import Permission
    from muster.assessments.queries import due_for
    from muster.kernel.time import now

    unit = _unit(home)
    _enlist(home, people)
    _psychologist(unit)
    _numbers_and_duties(unit)
    campaign = _campaign(unit, instruments)
    accounts = _accounts(unit)
    by = viewer_named(PSYCHOLOGIST, to=Permission.READ_DUE, at=now())
    due = due_for(person=next(iter(accounts)), by=by, at=now())
    return Asked(campaign, due[0].window, by, accounts)


def _operator(to: Any) -> Any:
    from muster.access.accounts import OPERATOR, viewer_named
    from muster.kernel.time import now

    return viewer_named(OPERATOR, to=to, at=now())


def _listed(path: Path, columns: Any, rows: list[dict[str, str]]) -> Any:
    """Return rows as a list that came in a file."""
    from muster.kernel.sheets import open_sheet
    from muster.people.rules.files import arrived

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return arrived(open_sheet(path), columns)


def _unit(home: Path) -> Any:
    from muster.access.permissions import Permission
    from muster.kernel.time import now
    from muster.people.commands.units import import_units
    from muster.people.formation import Formation
    from muster.people.rules.unit_list import UNITS
    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    row = {"Код подразделения": UNIT, "Наименование": "Батальон", "Вид": "батальон"}
    came = _listed(home / "units.csv", UNITS, [row])
    by = _operator(Permission.SHAPE_UNITS)
    import_units(arrived=came, chosen=None, confirm=True, by=by, at=now())
    with unit_of_work(Standing(Audience.ADMINISTRATOR, by.units)):
        found = Formation.read().units
    return next(one.id for one in found.values() if one.code == UNIT)


def _enlist(home: Path, people: int) -> None:
    from muster.access.permissions import Permission
    from muster.kernel.time import now
    from muster.people.commands.rosters import import_roster
    from muster.people.rules.roster_columns import ROSTER

    rows = [
        {
            "Личный номер": f"Б-{number:06}", "Фамилия": "Вымышленный", "Имя": "Олег", "Пол": "М",
            "Код подразделения": UNIT, "Телефон": f"+7912{number:07}",
        }
        for number in range(people)
    ]  # fmt: skip
    came = _listed(home / "asked.csv", ROSTER, rows)
    by = _operator(Permission.IMPORT_PEOPLE)
    report = import_roster(arrived=came, chosen=None, confirm=True, by=by, at=now())
    if report.added != people:
        raise RuntimeError(f"{report.added} of {people} people were entered")


def _psychologist(unit: Any, name: str = PSYCHOLOGIST) -> None:
    from muster.access.commands import give_role
    from muster.access.permissions import Permission
    from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
    from muster.kernel.time import now

    for role in (UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM):
        give_role(
            account=name, role=role.key, unit=unit, until=now() + timedelta(days=30),
            by=_operator(Permission.GIVE_ROLE), at=now(),
        )  # fmt: skip


def _numbers_and_duties(unit: Any) -> None:
    """Let nothing keep a campaign closed: numbers that answer, duties held, channels tested."""
    from muster.access.permissions import Permission
    from muster.kernel.time import now
    from muster.people.commands.channels import acknowledge_test, test_channels
    from muster.people.commands.keeping import give_duty
    from muster.people.duty import DutyRole
    from muster.policy.commands import add_crisis_number, verify_crisis_number
    from muster.policy.queries import in_force

    by, at, day = _operator(Permission.VERIFY_CRISIS_NUMBER), now(), timedelta(days=1)
    for kind in dict.fromkeys(one.code for one in in_force().crisis.numbers):
        add_crisis_number(
            kind=kind, number="112", name_en="", name_ru="", unit=None, invented=False, by=by,
            at=at,
        )  # fmt: skip
        verify_crisis_number(code=kind, by=by, at=at)
    holders = []
    for role in DutyRole:  # the deputy is for when the first fails, so each is somebody else
        _psychologist(unit, f"duty-{role.value}")
        holders.append(_viewer(Permission.TEST_CHANNELS, f"duty-{role.value}"))
        give_duty(
            unit=unit, role=role, account=holders[-1].account, starts=at - day, ends=at + day,
            by=_operator(Permission.KEEP_ROSTER), at=at,
        )  # fmt: skip
    test_channels(unit=unit, by=_operator(Permission.TEST_CHANNELS), at=at)
    for holder in holders:
        acknowledge_test(by=holder, at=at)


def _viewer(to: Any, name: str = PSYCHOLOGIST) -> Any:
    from muster.access.accounts import viewer_named
    from muster.kernel.time import now

    return viewer_named(name, to=to, at=now())


def _campaign(unit: Any, instruments: tuple[str, ...]) -> UUID:
    from muster.access.permissions import Permission
    from muster.assessments.commands import Asking, open_campaign, prepare_campaign
    from muster.assessments.rules.windows import Dated
    from muster.kernel.time import now

    today = now().date()
    window = Dated(today - timedelta(days=1), today + WINDOW)
    by = _viewer(Permission.OPEN_CAMPAIGN)
    asking = Asking("Autumn", (unit,), instruments, windows=(window,))
    campaign: UUID = prepare_campaign(asking=asking, by=by, at=now())
    open_campaign(campaign=campaign, by=by, at=now())
    return campaign


def _accounts(unit: Any) -> dict[Any, Any]:
    from muster.access.permissions import Permission
    from muster.kernel.time import now
    from muster.people.commands.signing import link_account
    from muster.people.serving import people_of
    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    by = _operator(Permission.LINK_ACCOUNT)
    with unit_of_work(Standing(Audience.ADMINISTRATOR, by.units)):
        people = list(people_of((unit,), now()))
    return {one: link_account(person=one, account=None, by=by, at=now()) for one in people}


def session_of(account: Any) -> tuple[str, str]:
    """Return the name and value of a session cookie, as signing in as `account` leaves it."""
    from django.conf import settings
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )
    from django.contrib.sessions.backends.db import SessionStore

    user = get_user_model().objects.get(pk=account)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["device"], session["began"], session["seen"] = "own", time.time(), time.time()
    session.save()
    return settings.SESSION_COOKIE_NAME, str(session.session_key)


@contextmanager
def served(home: Path, workers: int = 1) -> Iterator[str]:
    """Run `muster serve` for the house, and yield its address."""
    import socket
    import subprocess
    import sys
    from urllib.request import urlopen

    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    address = f"http://localhost:{port}"
    line = [sys.executable, "-m", "muster.config.main", "serve", "--port", str(port)]
    log = (home / "served.log").open("w")
    line += ["--workers", str(workers)]
    process = subprocess.Popen(line, stdout=log, stderr=log)  # noqa: S603 — our own words
    try:
        for _try in range(1200):  # two minutes, for a machine that has much else to do
            try:
                with urlopen(f"{address}/health", timeout=5):  # noqa: S310 — loopback
                    break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError("the service did not come up")
        yield address
    finally:
        process.terminate()
        process.wait(30)
        log.close()
