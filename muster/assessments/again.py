"""Who is asked the same again because a plan is measured by it; for use inside a unit of work.

Nobody but the person and their clinicians learns of it: it is in no campaign, on no list of
command's, and on no page that others see. Who asks is a room above; here it is an opaque cause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.assessments.answered import (
    Answered,
    Attended,
    Wanted,
    answered_by,
    attended_by,
)
from muster.assessments.models import AskedAgain
from muster.assessments.rules.again import WINDOW, days_before, stretch_of
from muster.assessments.rules.windows import Standing, Stretch, first_counting, standing_of
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendars_of
from muster.people.postings import units_of
from muster.people.serving import serving
from muster.policy.queries import in_force


@dataclass(frozen=True, slots=True)
class Again:
    """What somebody is asked again: the days, how they stand, and what of it was answered when."""

    id: UUID
    instruments: tuple[str, ...]
    stretch: Stretch
    standing: Standing
    answered: dict[str, date]
    calendar: Calendar

    @property
    def left(self) -> tuple[str, ...]:
        return tuple(one for one in self.instruments if one not in self.answered)

    @property
    def done_on(self) -> date | None:
        """The day on which the last of it was answered; None where something is left."""
        return None if self.left else max(self.answered.values())


def ask_again(
    person: PersonId,
    cause: UUID,
    instruments: Sequence[str],
    review_on: date,
    *,
    by: AccountId,
    at: Instant,
) -> None:
    """Ask somebody these instruments again before their review; it takes an earlier one's place.

    Where no day is left before the review, nothing is asked.
    """
    days = days_before(review_on, calendars_of([person])[person].local_date(at))
    asked = list(instruments) if days is not None else []
    if not asked and _latest(person, cause) is None:
        return
    opens, closes = days or (review_on, review_on)
    AskedAgain.objects.create(
        person_id=person, cause=cause, instruments=asked, opens_on=opens, closes_on=closes,
        asked_at=at, asked_by=by,
    )  # fmt: skip


def ask_no_more(person: PersonId, cause: UUID, *, by: AccountId, at: Instant) -> None:
    """Ask nothing more for this cause."""
    before = _latest(person, cause)
    if before is not None:
        AskedAgain.objects.create(
            person_id=person, cause=cause, instruments=[], opens_on=before.opens_on,
            closes_on=before.closes_on, asked_at=at, asked_by=by,
        )  # fmt: skip


def asked_again(people: Collection[PersonId], at: Instant) -> Iterator[tuple[PersonId, Again]]:
    """Yield what each of these people is asked again, whatever became of it; who has left is not.

    Who declined is done with it, as with any other window.
    """
    rows = _asked(people)
    if not rows:
        return
    found = serving({PersonId(row.person_id) for row in rows}, at, lives=False)
    calendars, late_for = calendars_of(list(found)), in_force().campaigns.late_for
    wanted = Wanted(tuple({one for row in rows for one in row.instruments}))
    answers, attended = answered_by(found, calendars, wanted), attended_by(found)
    for row in rows:
        person = PersonId(row.person_id)
        if person not in found:
            continue
        stretch = stretch_of(row.opens_on, row.closes_on, late_for)
        days = _answered(row, stretch, answers.get(person, ()))
        declined = _ended(attended.get(person, {}), row.id, stretch)
        done = declined if days.keys() < set(row.instruments) else max(days.values())
        yield person, Again(
            row.id, tuple(row.instruments), stretch,
            standing_of(
                stretch, [done] if done else [], calendars[person].local_date(at)
            ),
            days, calendars[person],
        )  # fmt: skip


def again_for(person: PersonId, cause: UUID, at: Instant) -> Again | None:
    """Return what somebody is asked again for this cause; None where it is nothing."""
    row = _latest(person, cause)
    found = asked_again([person], at) if row is not None and row.instruments else ()
    return next((one for _person, one in found if row is not None and one.id == row.id), None)


def units_asked_again() -> set[UnitId]:
    """Return the units in which somebody is asked again."""
    people = AskedAgain.objects.values_list("person_id", flat=True).distinct()
    return set(units_of(PersonId(one) for one in people).values())


def _asked(people: Collection[PersonId]) -> list[AskedAgain]:
    """Return the latest of each cause; those that ask nothing are left out."""
    latest: dict[tuple[UUID, UUID], AskedAgain] = {}
    for row in AskedAgain.objects.filter(person_id__in=list(people)).order_by("id"):
        latest[row.person_id, row.cause] = row
    return [row for row in latest.values() if row.instruments]


def _latest(person: PersonId, cause: UUID) -> AskedAgain | None:
    return AskedAgain.objects.filter(person_id=person, cause=cause).order_by("-id").first()


def _answered(row: AskedAgain, stretch: Stretch, given: Sequence[Answered]) -> dict[str, date]:
    found = {
        key: first_counting(stretch, (one.day for one in given if one.instrument == key))
        for key in row.instruments
    }
    return {key: day for key, day in found.items() if day is not None}


def _ended(
    attended: dict[tuple[UUID, str, int], Attended], asked: UUID, stretch: Stretch
) -> date | None:
    """Return the day that declining counts on, within the window if need be."""
    fact = attended.get((asked, WINDOW, 1))
    if fact is None or not fact.ends_it:
        return None
    return min(max(fact.day, stretch.opens), stretch.counts_until)
