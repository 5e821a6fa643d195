"""Groups of programmes: those that were held in two halves of a year, those ahead, and who waits.

Everybody in them came by a door of their own: nothing here says what anybody has. How those who
took part have done since follows from what they answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import COORDINATOR
from muster.config.demonstration.building import Building, Progress
from muster.kernel.time import Instant

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.kernel.ids import PersonId
    from muster.programmes.queries.board import SessionLine
    from muster.programmes.rules.enrolments import Event

SLEEP, SKILLS = "sleep-course", "stress-skills"
HELD_DAYS_AGO, HELD_SEATS = 63, 10
AHEAD = ((SLEEP, 1, 9, 8), (SLEEP, 2, 12, 8), (SLEEP, 4, 23, 6), (SKILLS, 3, 6, 14))
"""Groups to come: the programme, the battalion, in how many days, how many places."""
WAITING = {SLEEP: 36, SKILLS: 14}
"""Sixty wait, with the ten whom care put on a list."""
STAYS_AWAY = 0.14  # of sessions (ours)
LANGUAGE = "ru"
PAST_SEATS = 12
# How many of each battalion began the sleep course in the last half of a year that is over, and in
# the one before it: those who scored high before. Command reads no cell of the second but its sum.
PAST = ({1: 48, 2: 32}, {2: 24})
LEAVES = 5  # of each group one in so many leaves after two sessions
WEEKS_AHEAD_OF_END = 9


def offer_programmes(building: Building, progress: Progress) -> None:
    """Hold groups in the past, count what came of them, open others, and let people wait."""
    from muster.access.permissions import Permission

    by = building.viewer(COORDINATOR, Permission.KEEP_GROUPS, building.now)
    dice = np.random.default_rng(building.seed + 7)
    people = _drawn(building, dice)
    _hold_past(building, by, dice)
    progress(1, 4)
    member = building.cast.member.person
    some = [member, *(next(people) for _seat in range(HELD_SEATS - 1))]
    _bring_in(building, by, some, dice, building.now - timedelta(days=HELD_DAYS_AGO))
    progress(2, 4)
    for programme, battalion, days, seats in AHEAD:
        _open(building, by, programme, battalion, seats, building.now + timedelta(days=days))
    progress(3, 4)
    for programme, count in WAITING.items():
        for place in range(count):
            since = building.now - timedelta(days=int(dice.integers(1, 34)))
            own = programme == SKILLS and place == 0
            _let_wait(iter([member]) if own else people, programme, since)
    _tend(building)
    progress(4, 4)
    building.count("waiting for a place", sum(WAITING.values()))


def _drawn(building: Building, dice: np.random.Generator) -> Iterator[PersonId]:
    """Yield people of the brigade in a drawn order, nobody twice, and not the member."""
    numbers, member = sorted(building.known), building.cast.member.person
    for place in dice.permutation(len(numbers)).tolist():
        person = building.known[numbers[place]].person
        if person != member:
            yield person


def _hold_past(building: Building, by: Viewer, dice: np.random.Generator) -> None:
    """Bring in the groups of the last two halves of a year, and count what came of them."""
    from muster.access.accounts import watch
    from muster.care.commands.outcomes import count_outcomes
    from muster.people.formation import root_units
    from muster.programmes.rules.outcomes import Half

    half = Half.before(building.now.date())
    halves = (half, Half.before(half.first))
    for one, shares in zip(halves, PAST, strict=True):
        first = one.after - timedelta(weeks=WEEKS_AHEAD_OF_END)
        people = [
            somebody.person
            for battalion, count in shares.items()
            for somebody in building.cast.in_need(battalion, first, count)
        ]
        for start in range(0, len(people), PAST_SEATS - 2):
            some = people[start : start + PAST_SEATS - 2]
            _bring_in(building, by, some, dice, _noon(first + timedelta(days=start // PAST_SEATS)))
    by = watch(root_units())
    for one in reversed(halves):
        at = min(_noon(one.after + timedelta(days=1)), building.now)
        building.count("outcomes", count_outcomes(by=by, at=at))


def _noon(day: date) -> Instant:
    return datetime.combine(day, time(12), ZoneInfo("UTC"))


def _bring_in(
    building: Building,
    by: Viewer,
    people: list[PersonId],
    dice: np.random.Generator,
    first: Instant,
) -> None:
    """Bring in a whole group of the sleep course with everybody's part in it, all at once."""
    from muster.config.demonstration.commands import bring_past_parts
    from muster.programmes.bringing import Brought
    from muster.programmes.enrolling import ANYWHERE
    from muster.programmes.queries.board import group_whole

    before = first - timedelta(days=20)
    group = _open(building, by, SLEEP, 2, PAST_SEATS, first, at=before)
    sessions = group_whole(group=group, by=by, at=building.now).sessions
    parts = [
        Brought(
            one, SLEEP, LANGUAGE, ANYWHERE,
            tuple(_part(group, sessions, before, dice, leaves=place % LEAVES == 1)),
        )
        for place, one in enumerate(people)
    ]  # fmt: skip
    bring_past_parts(parts=parts, before=before, by=by, at=building.now)


def _part(
    group: UUID,
    sessions: Sequence[SessionLine],
    before: Instant,
    dice: np.random.Generator,
    *,
    leaves: bool,
) -> Iterator[Event]:
    """Yield one person's part: asked, placed, came or stayed away, and completed or left."""
    from muster.programmes.offered import catalogue
    from muster.programmes.rules.enrolments import Act, Event

    asked = before + timedelta(days=2)
    yield Event(Act.ASKED, asked, due=asked + timedelta(days=14))
    yield Event(Act.PLACED, asked, group)
    came, enough = 0, catalogue().programmes[SLEEP].dose.completes_after
    for one in sessions:
        if leaves and one.number > 2:
            yield Event(Act.LEFT, one.starts, reason="duty-conflict")
            return
        away = came > 0 and dice.random() < STAYS_AWAY
        came += not away
        yield Event(Act.MISSED if away else Act.CAME, one.ends, group, session=one.session)
        if came >= enough:
            yield Event(Act.COMPLETED, one.ends)
            return


def _open(
    building: Building,
    by: Viewer,
    programme: str,
    battalion: int,
    seats: int,
    first: Instant,
    *,
    at: Instant | None = None,
) -> UUID:
    from muster.kernel.ids import new_id
    from muster.programmes.commands.groups import Opening, open_group
    from muster.programmes.offered import catalogue

    dose = catalogue().programmes[programme].dose
    starts = first.replace(hour=16, minute=0, second=0, microsecond=0)
    sessions = tuple(starts + timedelta(days=7 * number) for number in range(dose.sessions))
    opening = Opening(programme, "Classroom 4", LANGUAGE, seats, sessions, dose.minutes[1])
    group, unit = new_id(), building.unit(f"{formation.BRIGADE}-{battalion}")
    open_group(unit=unit, group=group, opening=opening, by=by, at=at or building.now)
    return group


def _let_wait(people: Iterator[PersonId], programme: str, since: Instant) -> None:
    """Let the next of these people book whom care did not put on the list already."""
    from muster.kernel.problems import Refused
    from muster.programmes.problems import ALREADY

    for person in people:
        try:
            _book(person, programme, None, since)
        except Refused as refusal:
            if refusal.problem.code != ALREADY.code:
                raise
        else:
            return


def _book(person: PersonId, programme: str, group: UUID | None, at: Instant) -> UUID:
    """Let a person book, as they would on their own phone."""
    from muster.kernel.ids import new_id
    from muster.programmes.commands.places import book
    from muster.programmes.enrolling import Wish

    return book(
        person=person, enrolment=new_id(), programme=programme, group=group, wish=Wish(LANGUAGE),
        by=_themselves(person), at=at,
    )  # fmt: skip


def _themselves(person: PersonId) -> Viewer:
    from muster.access.roles import MEMBER
    from muster.access.viewers import Viewer
    from muster.kernel.ids import AccountId, new_id

    return Viewer(AccountId(new_id()), MEMBER, person=person)


def _tend(building: Building) -> None:
    """Let the watch say who is where in line, whom to contact, and to whom to offer another way."""
    from muster.access.accounts import watch
    from muster.programmes.commands.tending import tend_waiting

    tend_waiting(by=watch((building.unit(formation.BRIGADE),)), at=building.now)
