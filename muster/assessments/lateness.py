"""Who stands on command's list of those late, and for what; for use inside a unit of work.

Only windows of whole units are in it, and of those the first stage. A name goes on the list by the
count of the hour (`commands.turnout`) and off it in the very unit of work in which the person
begins, answers, declines or is excused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db import connection

from muster.assessments.answered import Came
from muster.assessments.due import Stood, standings_of
from muster.assessments.models import Answering, Attendance, LateName
from muster.assessments.rules.turnout import Column, column_of
from muster.assessments.terms import Ordered, open_campaigns
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendars_of
from muster.people.rules.moves import Details
from muster.vault.sealing import pad, unpad
from muster.vault.trips import Filled, Statement
from muster.vault.work import current
from muster.vault.zones import Audience

TABLE = "assessments_latename"
_LISTED = Statement(
    f'SELECT campaign_id, "window" FROM {TABLE} WHERE person_id = $1 AND gone_at IS NULL'
)
_WIDTHS = (256, 512, 1_280)  # only names of a length that is seldom met need another

WindowKey = tuple[UUID, str]
"""A campaign and the key of one of its windows."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One person in one whole-unit window, and the column in which command counts them."""

    person: PersonId
    stood: Stood
    column: Column

    @property
    def window(self) -> WindowKey:
        return self.stood.campaign, self.stood.window


def whole_unit_campaigns(at: Instant) -> list[Ordered]:
    """Return the open campaigns of which command may know who is late."""
    return [one for one in open_campaigns(at) if one.whole_unit]


def counted(
    people: Collection[PersonId], at: Instant, campaigns: list[Ordered]
) -> Iterator[Counted]:
    """Yield these people with every whole-unit window that concerns them today."""
    if not campaigns:
        return
    stood, begun = standings_of(people, at, campaigns), _begun(people)
    for person, windows in stood.items():
        for one in windows:
            if not one.whole_unit:
                continue
            days = begun.get((person, one.campaign, one.window), ())
            first = min((day for day in days if one.opens <= day <= one.counts_until), default=None)
            column = column_of(one.standing, closes=one.closes, begun=first)
            if column is not None:
                yield Counted(person, one, column)


def lateness_asked(person: PersonId) -> Filled:
    """Return what `settle_lateness` asks first, to be asked ahead."""
    return _LISTED.of(person)


def settle_lateness(person: PersonId, at: Instant) -> None:
    """Take a person off command's list where they are no longer late; called after every change."""
    listed = set(current().ask(_LISTED, person))
    if not listed:
        return
    standing = LateName.objects.filter(person_id=person, gone_at=None)
    late = {
        one.window
        for one in counted([person], at, whole_unit_campaigns(at))
        if one.column is Column.LATE
    }
    # Whoever answers does not write what command reads: the house does, of this person alone.
    with current().acting_as(Audience.CLINICIAN):
        for campaign, window in listed - late:
            standing.filter(campaign_id=campaign, window=window).update(
                gone_at=at, name=None, came=True
            )


def empty_list(campaign: UUID, at: Instant) -> None:
    """Take everybody off command's list for a campaign that is closed; inside its closing."""
    standing = LateName.objects.filter(campaign_id=campaign, gone_at=None)
    take_off(standing.values_list("id", flat=True), at)


def take_off(late_names: Iterable[UUID], at: Instant) -> None:
    """Empty these lines of the list: they are no longer late, or the window counts no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET gone_at = %s, name = NULL WHERE id = ANY(%s)",
            [at, list(late_names)],
        )


def plain_name(details: Details) -> bytes:
    """Return a rank and names as they are sealed, at one width."""
    plain = msgspec.msgpack.encode((details.rank, " ".join(filter(None, details.names))))
    width = next((one for one in _WIDTHS if len(plain) <= one - 2), _WIDTHS[-1])
    return pad(plain, width)


def from_plain_name(plain: bytes) -> tuple[str, str]:
    """Undo `plain_name`: rank and names."""
    return msgspec.msgpack.decode(unpad(plain), type=tuple[str, str])


def _begun(people: Collection[PersonId]) -> Mapping[tuple[PersonId, UUID, str], set[date]]:
    """Return on which days people began to answer, or came to do so, by campaign and window."""
    calendars = calendars_of(list(people))
    found: dict[tuple[PersonId, UUID, str], set[date]] = defaultdict(set)
    begun = Answering.objects.filter(person_id__in=people)
    for person, campaign, window, started in begun.values_list(
        "person_id", "campaign_id", "window", "started_at"
    ):
        day = calendars.get(PersonId(person), Calendar()).local_date(started)
        found[PersonId(person), campaign, window].add(day)
    came = Attendance.objects.filter(person_id__in=people, state=Came.CAME.value, stage=1)
    for person, campaign, window, day in came.values_list(
        "person_id", "campaign_id", "window", "day"
    ):
        found[PersonId(person), campaign, window].add(day)
    return found
