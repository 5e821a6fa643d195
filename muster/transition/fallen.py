"""Courses that fell through or were moved, and vacancies that closed: whom it concerns, and where.

For use inside a unit of work that reaches everybody whom it concerns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.people.signing import accounts_of
from muster.transition.models import (
    Candidacy,
    CoursePlace,
    PartnerTask,
    PlaceFact,
    SchoolCourse,
    StepRow,
    TrackRow,
    WrongQuestion,
)
from muster.transition.partnering import states_of
from muster.transition.rules.candidacies import AWAIT_AN_ANSWER
from muster.transition.rules.places import OVER, Act, Stage
from muster.transition.rules.reminding import FRESH
from muster.transition.schooling import place_states


@dataclass(frozen=True, slots=True)
class Fallen:
    """A course on which a case stands that does not take place, or `now` on other days."""

    title: str
    now: tuple[date, date] | None


def of_offers(at: Instant) -> Iterator[tuple[AccountId, UUID, str]]:
    """Yield who is told of what fell through, was moved or closed lately: account, about, step.

    Whoever holds a place or asked for it; whoever has their case, where it stands on that school;
    whoever asked for a vacancy that closed before they were answered; and whoever has the case of
    somebody who reported a question.
    """
    places = _places(at)
    asked = _asked(at)
    people = accounts_of({one.person_id for one in [*places, *asked]})
    owners = _standing_on(places)
    for one, step in places.items():
        for account in (people.get(PersonId(one.person_id)), owners.get(one.id)):
            if account is not None:
                yield account, one.id, step
    for one in asked:
        if PersonId(one.person_id) in people:
            yield people[PersonId(one.person_id)], one.id, "closed"
    yield from _reported(at)


def _reported(at: Instant) -> Iterator[tuple[AccountId, UUID, str]]:
    """Yield whose case it is of whoever reported lately that a partner asked what it may not."""
    rows = WrongQuestion.objects.filter(at__gt=at - FRESH).values_list("person_id", "id")
    people = {person for person, _key in rows}
    cases = TrackRow.objects.filter(person_id__in=people, ended_at=None, owner__isnull=False)
    owners = dict(cases.values_list("person_id", "owner"))
    for person, key in rows:
        if person in owners:
            yield AccountId(owners[person]), key, "reported"


def _places(at: Instant) -> dict[CoursePlace, str]:
    """Return the places of which something is to be told, each with the occasion."""
    gone = PlaceFact.objects.filter(act=Act.WITHDRAWN.value, at__gt=at - FRESH)
    rows = CoursePlace.objects.select_related("course").defer("sealed")
    told = dict.fromkeys(rows.filter(id__in=gone.values("place_id")), "withdrawn")
    moved = list(rows.filter(course__moved_at__gt=at - FRESH, course__closed_at=None))
    states = place_states([one.id for one in moved])
    held = [one for one in moved if states[one.id].stage not in OVER]
    return told | {one: f"moved {one.course.begins} {one.course.ends}" for one in held}


def _asked(at: Instant) -> list[Candidacy]:
    """Return who asked for a vacancy that closed lately and owes them an answer."""
    rows = list(Candidacy.objects.filter(vacancy__closed_at__gt=at - FRESH).defer("sealed"))
    states = states_of([one.id for one in rows])
    return [one for one in rows if states[one.id].stage in AWAIT_AN_ANSWER]


def _standing_on(places: Collection[CoursePlace]) -> dict[UUID, AccountId]:
    """Return, by place, whose case it is where the case waits for a task of that very school."""
    people = {one.person_id for one in places}
    given = _given(people)
    cases = TrackRow.objects.filter(person_id__in=people, ended_at=None, owner__isnull=False)
    owners = dict(cases.values_list("person_id", "owner"))
    return {
        one.id: AccountId(owners[one.person_id])
        for one in places
        if one.person_id in owners and (one.person_id, one.partner_id) in given
    }


def _given(people: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return, by person and partner, for what tasks that are not done a case waits."""
    waits = StepRow.objects.filter(person_id__in=list(people), ended_at=None)
    rows = PartnerTask.objects.filter(task_id__in=waits.values("task_id"))
    return set(rows.values_list("person_id", "partner_id"))


def fallen_for(person: PersonId) -> tuple[Fallen, ...]:
    """Return what fell through or was moved of courses on which somebody's case stands."""
    schools = {partner for _person, partner in _given([person])}
    rows = list(
        CoursePlace.objects.filter(person_id=person, partner_id__in=schools)
        .select_related("course")
        .defer("sealed")
    )
    states = place_states([one.id for one in rows])
    found = []
    for one in rows:
        course: SchoolCourse = one.course
        if states[one.id].stage is Stage.WITHDRAWN:
            found.append(Fallen(course.title, None))
        elif states[one.id].stage not in OVER and course.moved_at is not None:
            found.append(Fallen(course.title, (course.begins, course.ends)))
    return tuple(found)
