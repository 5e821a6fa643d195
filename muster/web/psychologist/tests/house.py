"""A battalion with a psychologist, two companies, and people who answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.test import Client

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help, submit
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import now
from muster.policy.queries import in_force
from tests.houses import account_with, enlist, make_unit
from tests.journeys.sessions import session_for

DAY = timedelta(days=1)


@dataclass(frozen=True)
class House:
    """The battalion `unit` with its companies, and the account of its psychologist."""

    unit: UnitId
    first: UnitId
    second: UnitId
    account: AccountId

    @property
    def by(self) -> Viewer:
        return Viewer(self.account, UNIT_PSYCHOLOGIST, (self.unit,))

    def enlists(self, number: str, surname: str, given: str, **more: str) -> PersonId:
        return enlist(self.first, number=number, surname=surname, given=given, **more)

    def answers(
        self,
        person: PersonId,
        *values: int,
        instrument: str = "phq-9",
        days_ago: float = 0,
        follow_up: str | None = None,
        language: str = "en",
    ):
        """Let a person answer the items of `instrument` in their order; return the sitting."""
        from muster.instruments.packs import pack

        at: datetime = now() - days_ago * DAY
        items = [item.code for item in pack(instrument).specification.items]
        made = new_id()
        submit(
            person=person, sitting=made, campaign=new_id(), window="", instrument=instrument,
            language=language, mode="live",
            values=dict(zip(items, values, strict=False)), sex=None, follow_up=follow_up,
            answered_at=at, profile=in_force(), by=self.by, at=at,
        )  # fmt: skip
        return made

    def asks(self, person: PersonId, *, urgent: bool = False, days_ago: float = 0) -> None:
        """Let a person ask to talk."""
        at = now() - days_ago * DAY
        ask_for_help(person=person, request=new_id(), urgent=urgent, by=self.by, at=at)


def make_house() -> House:
    """Make the battalion; its psychologist signs in as dr.hnat."""
    unit = make_unit("7")
    first, second = make_unit("7.1", unit), make_unit("7.2", unit)
    return House(unit, first, second, account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"))


def signed_in(account: AccountId, language: str = "en") -> Client:
    """Return a browser in which `account` is signed in, and has just shown so once more."""
    client = Client(headers={"accept-language": language})
    name, value = session_for(account, again=True)
    client.cookies[name] = value
    return client


def journal_of(key: str) -> list[tuple[list | None, object]]:
    """Return the people of each entry of a door, as a superuser of the journal sees them."""
    from django.db import connection

    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    with unit_of_work(Standing(Audience.AUDITOR)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT people, person_id FROM journal_entry WHERE command = %s ORDER BY id", [key]
        )
        return cursor.fetchall()
