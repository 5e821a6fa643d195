"""Putting somebody on a list, and giving them a place: shared by those who may; inside a command.

`care` hands in the answers to a programme's eligibility codes. They are judged here and not kept:
what stays is that the person is on the list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from muster.access.problems import NOT_FOUND
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.people.cards import cards_of
from muster.programmes import problems
from muster.programmes.clocks import wind
from muster.programmes.folding import Standing, happen, locked
from muster.programmes.models import Enrolment, EnrolmentRow, Group
from muster.programmes.offered import offered
from muster.programmes.rules.enrolments import Act, Priority, Stage
from muster.programmes.rules.programme import Programme
from muster.programmes.seats import open_group, take

ANYWHERE = 9


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wishes of a group: its language, how far it may be, whether video will do."""

    language: str
    furthest: int = ANYWHERE
    video: bool = True
    own_sex_only: bool = False


def programme_of(key: str) -> Programme:
    """Return the programme of this key; Refused where there is none."""
    found = offered(key)
    if found is None:
        raise problems.NO_SUCH_PROGRAMME.refused(key=key)
    return found


def put_on_list(
    person: PersonId,
    enrolment: UUID,
    programme: str,
    *,
    answers: Mapping[str, bool],
    wish: Wish,
    priority: Priority,
    by: AccountId,
    at: Instant,
) -> UUID:
    """Put a person on the list of a programme, as care does; the same id twice changes nothing.

    Refused where a code that the programme asks for was not answered with yes.
    """
    found = programme_of(programme)
    if not all(answers.get(code, False) for code in found.eligibility):
        raise problems.NOT_ELIGIBLE.refused()
    return _ask(person, enrolment, found, wish, priority, by, at, by_oneself=False)


def come_by_door(
    person: PersonId, enrolment: UUID, programme: str, *, wish: Wish, by: AccountId, at: Instant
) -> UUID:
    """Put somebody on a list through the programme's own door; nobody asks why."""
    found = programme_of(programme)
    if not found.self_booking:
        raise problems.NO_DOOR.refused()
    return _ask(person, enrolment, found, wish, Priority.ROUTINE, by, at, by_oneself=True)


def _ask(
    person: PersonId,
    enrolment: UUID,
    programme: Programme,
    wish: Wish,
    priority: Priority,
    by: AccountId,
    at: Instant,
    *,
    by_oneself: bool,
) -> UUID:
    if Enrolment.objects.filter(id=enrolment, person_id=person).exists():
        return enrolment
    if enrolled_in(person, programme.key):
        raise problems.ALREADY.refused()
    made = Enrolment.objects.create(
        id=enrolment, person_id=person, programme=programme.key, priority=priority.value,
        language=wish.language, furthest=wish.furthest, video=wish.video,
        own_sex_only=wish.own_sex_only,
        asked_at=at, asked_by=by, by_oneself=by_oneself,
    )  # fmt: skip
    happen(made, Act.ASKED, by=by, at=at)
    wind(None)  # who is where in line is reckoned by the watch, which alone sees the whole list
    return enrolment


def enrolled_in(person: PersonId, programme: str) -> bool:
    """Does the person wait for this programme, or take part in it?"""
    ended = [one.value for one in Stage if one.ended]
    rows = EnrolmentRow.objects.filter(person_id=person, programme=programme)
    return bool(rows.exclude(stage__in=ended).exists())


def found(person: PersonId, enrolment: UUID) -> Standing:
    """Return a person's enrolment, held; what is not the person's is not there."""
    there = locked(person, enrolment)
    if there is None:
        raise NOT_FOUND.refused()
    return there


def seat(there: Standing, group: UUID, *, by: AccountId, at: Instant) -> Group:
    """Give a place in a group; Refused where the group is full, over, or not for this person."""
    enrolment, place = there.enrolment, open_group(group, at)
    if place.programme != enrolment.programme:
        raise problems.OTHER_PROGRAMME.refused()
    person = PersonId(enrolment.person_id)
    if place.only and sexes_of([person]).get(person) != place.only:
        raise problems.NOT_FOR_THEM.refused()
    happen(there, Act.PLACED, by=by, at=at, group=group)
    take(place, 1, at)
    wind(None)
    return place


def unseat(there: Standing, act: Act, *, by: AccountId, at: Instant, reason: str = "") -> None:
    """Let somebody's place go, by giving it up or by leaving; its seat is free if it can be."""
    group = there.state.group
    happen(there, act, by=by, at=at, reason=reason)
    if group is not None and there.state.stage is Stage.PLACED:
        place = Group.objects.filter(id=group).first()
        if place is not None:
            take(place, -1, at)
    wind(None)


def sexes_of(people: Collection[PersonId]) -> dict[PersonId, str]:
    """Return the sex that the personnel file states, "" where it states none."""
    return {person: card.sex for person, card in cards_of(people).items()}
