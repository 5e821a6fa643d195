"""Codes for a shared device: whoever is expected gets one, and sits down with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from muster.access import codes
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.rules.codes import SHAPES, CodeKind
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.calendars import calendars_of
from muster.people.cards import cards_of
from muster.people.merges import current_records
from muster.people.serving import people_of
from muster.people.signing import accounts_for
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

MOST = 500
"""People in one list of codes: a company at most, so that no forgotten list opens a brigade."""


@dataclass(frozen=True, slots=True, repr=False)
class Issued:
    """One person's code, to be handed to them; `until` in their unit's own time.

    Has no repr, so that no log shows it.
    """

    person: PersonId
    name: str
    unit_code: str
    code: str
    until: Instant


@command(
    key="people.issue-codes",
    permits=Permission.ISSUE_CODE,
    zone=Zone.IDENTITY,
    says=_("People were given codes for a shared device."),
)
def issue_codes(
    *,
    persons: Unjournalled[Sequence[PersonId]],
    holds: timedelta | None,
    by: Viewer,
    at: Instant,
) -> list[Issued]:
    """Give each of these people a code that lets them in once, for a day's visit at most.

    A code given before and not used is void. `holds` may make them hold for less. Refused as if
    nobody were there where one of them is out of the viewer's reach, and where they are too many.
    """
    return _issued(persons, holds, by, at)


@command(
    key="people.issue-codes-to-unit",
    permits=Permission.ISSUE_CODE,
    zone=Zone.IDENTITY,
    says=_("Everybody in a unit was given a code for a shared device."),
)
def issue_codes_to_unit(*, unit: UnitId, by: Viewer, at: Instant) -> list[Issued]:
    """Give everybody who serves in or below `unit` today such a code; by unit, then by name."""
    issued = _issued(people_of([unit], at), None, by, at)
    return sorted(issued, key=lambda one: (one.unit_code, one.name))


def _issued(
    persons: Sequence[PersonId], holds: timedelta | None, by: Viewer, at: Instant
) -> list[Issued]:
    if len(persons) > MOST:
        raise problems.TOO_MANY_CODES.refused(most=MOST)
    records = current_records(list(dict.fromkeys(persons)))
    cards = cards_of(list(dict.fromkeys(records.values())))
    if len(records) < len(set(persons)) or len(cards) < len(set(records.values())):
        raise NOT_FOUND.refused()
    holders = accounts_for(list(cards))
    given = _drawn(list(holders.values()), holds, by, at)
    note(people=list(cards), codes=len(given))
    longest = SHAPES[CodeKind.KIOSK].holds
    until = at + (longest if holds is None else min(holds, longest))
    zones = {person: ZoneInfo(one.zone) for person, one in calendars_of(list(cards)).items()}
    return [
        Issued(
            person, card.name, card.unit_code, given[holders[person]],
            until.astimezone(zones[person]),
        )
        for person, card in cards.items()
    ]  # fmt: skip


def _drawn(
    accounts: Sequence[AccountId], holds: timedelta | None, by: Viewer, at: Instant
) -> dict[AccountId, str]:
    with current().acting_as(Audience.PLATFORM):
        return codes.issue(accounts, CodeKind.KIOSK, by=by.account, at=at, holds=holds)
