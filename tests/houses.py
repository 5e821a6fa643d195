"""Units and people for tests of rooms that may not touch those tables themselves."""

from __future__ import annotations

import csv
import tempfile
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from muster.access.accounts import account_named
from muster.access.commands import give_role
from muster.access.roles import ADMINISTRATOR, CASEWORKER, NEWCOMER, UNIT_PSYCHOLOGIST, Role
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.sheets import open_sheet
from muster.kernel.time import Calendar, Instant, now
from muster.people.commands.channels import acknowledge_test, test_channels
from muster.people.commands.keeping import give_duty
from muster.people.commands.rosters import import_roster
from muster.people.commands.signing import link_account
from muster.people.duty import DutyRole, on_duty
from muster.people.models import Person, Unit, UnitTurn
from muster.people.rules.files import arrived
from muster.people.rules.roster_columns import ROSTER
from muster.people.signing import accounts_of
from muster.transition.commands.newcomers import take_in
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

ZONE = "Europe/Kyiv"


def local_day(at: Instant | None = None) -> date:
    """Return what day it is, or was at an instant, where the invented units are."""
    return Calendar(ZONE).local_date(at or now())


def late_evening() -> Instant:
    """Return half past ten of tomorrow evening, UTC: where the invented units are, a day later."""
    tomorrow = now().astimezone(UTC).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(22, 30), UTC)


def make_unit(
    code: str, parent: UnitId | None = None, *, kind: str = "", zone: str = ZONE
) -> UnitId:
    """Make a unit, one that keeps Kyiv's time unless another zone is named."""
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        made = Unit.objects.create(
            key=code,
            code=code,
            name_en=code,
            name_ru=code,
            parent_id=parent,
            zone=zone,
            kind=kind,
        )
        UnitTurn.objects.create(unit_id=made.id, since=date(2020, 1, 1), parent_id=parent)
    return UnitId(made.id)


def psychologist_of(unit: UnitId) -> Viewer:
    return Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (unit,))


def administrator_of(unit: UnitId) -> Viewer:
    return Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))


def account_with(role: Role, unit: UnitId, name: str) -> AccountId:
    """Make an account `name` that holds `role` for `unit` and all below it for a month."""
    by, at = administrator_of(unit), now()
    until = at + timedelta(days=30)
    give_role(account=name, role=role.key, unit=unit, until=until, by=by, at=at)
    with unit_of_work(Standing(Audience.PLATFORM)):
        return account_named(name)


def may_answer(name: str, unit: UnitId, since: Instant) -> AccountId:
    """Make an account that may answer alerts of `unit` for a month from `since` on."""
    give_role(
        account=name, role=UNIT_PSYCHOLOGIST.key, unit=unit, until=since + timedelta(days=30),
        by=administrator_of(unit), at=since,
    )  # fmt: skip
    with unit_of_work(Standing(Audience.PLATFORM)):
        return account_named(name)


def account_of_person(person: PersonId, unit: UnitId) -> AccountId:
    """Give a person of `unit` an account of their own, under a drawn name."""
    return link_account(person=person, account=None, by=administrator_of(unit), at=now())


def enlist(unit: UnitId, *, number: str, surname: str, given: str, **more: str) -> PersonId:
    """Bring one invented person into `unit` by a roster of one row; `more` are its headings.

    enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Sex="male", Phone="+380…")
    """
    by, at = administrator_of(unit), now()
    with unit_of_work(Standing(Audience.ADMINISTRATOR, by.units)):
        code = Unit.objects.get(id=unit).code
    row = {
        "Service number": number, "Surname": surname, "Given name": given, "Unit code": code, **more
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, row)
            writer.writeheader()
            writer.writerow(row)
        listed = arrived(open_sheet(path), ROSTER)
        report = import_roster(arrived=listed, chosen=None, confirm=True, by=by, at=at)
    assert not report.problems, report.problems
    with unit_of_work(Standing(Audience.ADMINISTRATOR, by.units)):
        return PersonId(Person.objects.order_by("-id").first().id)


def newcomer_to(unit: UnitId, name: str = "Остап") -> PersonId:
    """Let an office of `unit` take in somebody who never served here."""
    who, by = PersonId(new_id()), Viewer(AccountId(new_id()), CASEWORKER, (unit,))
    take_in(newcomer=who, name=name, mail="", language="ru", by=by, at=now())
    return who


def viewer_of_newcomer(who: PersonId) -> Viewer:
    """Return somebody whom an office took in as they read their own pages."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        return Viewer(accounts_of([who])[who], NEWCOMER, person=who)


def takes_duty(account: AccountId, unit: UnitId, role: DutyRole = DutyRole.CLINICIAN) -> None:
    """Give an account a duty for `unit` and all below it, from yesterday until tomorrow."""
    at, day = now(), timedelta(days=1)
    give_duty(
        unit=unit, role=role, account=account, starts=at - day, ends=at + day,
        by=administrator_of(unit), at=at,
    )  # fmt: skip


def channels_tested(unit: UnitId, at: Instant | None = None) -> None:
    """Let a test reach everybody on duty for `unit`: each says on their screen that they see it."""
    at = at or now()
    test_channels(unit=unit, by=administrator_of(unit), at=at)
    with unit_of_work(Standing(Audience.ADMINISTRATOR, (unit,))):
        holders = {duty.account for duty in on_duty(unit, at).values()}
    for holder in holders:
        acknowledge_test(by=Viewer(holder, UNIT_PSYCHOLOGIST, (unit,)), at=at)
