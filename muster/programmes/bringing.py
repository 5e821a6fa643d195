"""Parts in programmes brought in whole, many at once; inside a unit of work.

What happened is held against the rules step by step, exactly as if it happened now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from muster.kernel.ids import AccountId, PersonId, new_ids
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.programmes.folding import Standing, columns_of
from muster.programmes.models import Enrolment, EnrolmentFact, EnrolmentRow
from muster.programmes.rules.enrolments import Act, Event, Priority, refusal, state_of
from muster.programmes.seats import open_group, take


@dataclass(frozen=True, slots=True)
class Brought:
    """One person's part: what they asked for through its own door, and all that happened."""

    person: PersonId
    programme: str
    language: str
    furthest: int
    events: tuple[Event, ...]


def bring(parts: Sequence[Brought], *, by: AccountId, before: Instant) -> int:
    """Write these parts as they stand; their groups had not begun `before`. Return how many.

    Refused where something happened that may not, and where a group has not so many seats.
    """
    for one in parts:
        for place in range(1, len(one.events)):
            problem = refusal(state_of(one.events[:place]), one.events[place].act)
            if problem is not None:
                raise Refused(problem)
    made = [
        Enrolment(
            id=key, person_id=one.person, programme=one.programme, priority=Priority.ROUTINE.value,
            language=one.language, furthest=one.furthest, asked_at=one.events[0].at, asked_by=by,
            by_oneself=True,
        )
        for key, one in zip(new_ids(len(parts)), parts, strict=True)
    ]  # fmt: skip
    Enrolment.objects.bulk_create(made)
    EnrolmentFact.objects.bulk_create(
        EnrolmentFact(
            enrolment=row, person_id=row.person_id, act=event.act.value, at=event.at, done_by=by,
            group_id=event.group, session_id=event.session, reason=event.reason, due_at=event.due,
        )
        for row, one in zip(made, parts, strict=True)
        for event in one.events
    )  # fmt: skip
    calendars = calendars_of([one.person for one in parts])
    again = in_force().path.waiting_rescreen
    EnrolmentRow.objects.bulk_create(
        EnrolmentRow(
            enrolment_id=row.id, person_id=one.person, programme=row.programme,
            priority=row.priority, asked_by=by, by_oneself=True,
            offer_due=calendars[one.person].due(row.asked_at, again),
            **columns_of(Standing(row, state_of(one.events))),
        )
        for row, one in zip(made, parts, strict=True)
    )  # fmt: skip
    for group, count in _seats(parts).items():
        take(open_group(group, before), count, before)
    return len(made)


def _seats(parts: Sequence[Brought]) -> Counter[UUID]:
    return Counter(
        event.group
        for one in parts
        for event in one.events
        if event.act is Act.PLACED and event.group is not None
    )
