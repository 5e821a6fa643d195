"""From people and groups to seats: who could go where, who belongs together, two ways to decide.

What counts for a person: a group of their language, for their sex, no further than they would
travel, and among those the nearest and soonest; one step up the tree of units weighs as much as two
weeks. What counts for a group: clinical priority, then four weeks of waiting, then those who are
near, then the days of waiting. So whoever was passed over stands further ahead the next time.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from muster.kernel.seating import (
    NOWHERE,
    Arcs,
    best_total,
    objections,
    stable,
)
from muster.programmes.rules.enrolments import Priority

A_STEP = 14
"""So many days later is as bad as one step further up the tree of units (ours)."""
BAND = 28
MOST_WISHES = 20
"""So many groups of those a person could join are weighed, the nearest and soonest of them."""
WORTH: Mapping[Priority, int] = {
    Priority.URGENT: 4000, Priority.SOON: 2000, Priority.ROUTINE: 1000,
}  # fmt: skip
"""What a place is worth by priority, before the days of waiting and the way are reckoned (ours)."""
_MOST_DAYS, _MOST_STEPS = 400, 9
_TIE = 2**20
"""Where totals are equal, whoever stands before is seated; this keeps ties below all else."""


class Variant(enum.StrEnum):
    """The two ways to decide."""

    STABLE = "stable"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who waits; `path` is their unit and those above it, the nearest first."""

    key: UUID
    person: UUID
    priority: Priority
    waited: int
    sex: str
    language: str
    furthest: int
    video: bool
    own_sex_only: bool
    path: tuple[UUID, ...]
    together: frozenset[UUID] = frozenset()
    apart: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Seats:
    """A group with free seats; `begins` counts days from today."""

    key: UUID
    free: int
    language: str
    only: str
    video: bool
    path: tuple[UUID, ...]
    begins: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who gets which group, and what it comes to.

    `first` have what they wish most; `objecting` would rather be where somebody sits who stands
    behind them. `parted` wanted to be together and could not; `kept_apart` are seats that were
    passed over because somebody was to be kept apart from somebody.
    """

    variant: Variant
    placed: Mapping[UUID, UUID]
    left: tuple[UUID, ...]
    first: int
    objecting: int
    steps: int
    benefit: int
    parted: int
    kept_apart: int


def propose(seekers: Sequence[Seeker], groups: Sequence[Seats], variant: Variant) -> Proposal:
    """Return who gets which seat; the same people and groups always give the same answer."""
    people = sorted(seekers, key=lambda one: (one.priority, -one.waited, one.key))
    places = sorted(groups, key=lambda one: (one.begins, one.key))
    arcs = arcs_of(people, places)
    seats = [max(one.free, 0) for one in places]
    fixed, parted = _parties(people, arcs, seats)
    singles = arcs.without(np.flatnonzero(np.isin(arcs.person, list(fixed))))
    solve = stable if variant is Variant.STABLE else best_total
    struck = 0
    while True:
        found = solve(len(people), seats, singles)
        for person, group in fixed.items():
            found[person] = group
        clashing = _clashing(people, found, fixed)
        if clashing is None:
            break
        person, group = clashing
        singles = singles.without(
            np.flatnonzero((singles.person == person) & (singles.group == group))
        )
        struck += 1
    return _told(people, places, arcs, singles, seats, found, variant, fixed, parted, struck)


def arcs_of(people: Sequence[Seeker], groups: Sequence[Seats]) -> Arcs:
    """Return who could go where, as columns; of each person's groups the first `MOST_WISHES`.

    `groups` come in the order of their first day.
    """
    below: dict[UUID, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for unit in group.path:
            below[unit].append(number)
    on_video = [number for number, group in enumerate(groups) if group.video]
    rows: list[tuple[int, int, int, int, int]] = []
    for number, one in enumerate(people):
        near = _within_reach(one, below, on_video, groups)
        wishes = sorted((A_STEP * steps + groups[at].begins, at, steps) for at, steps in near)
        for wish, at, steps in wishes[:MOST_WISHES]:
            worth = WORTH[one.priority] + min(one.waited, _MOST_DAYS) - min(wish, 900)
            worth = max(worth, 1) * _TIE + len(people) - number
            rows.append((number, at, min(wish, 2**20 - 1), _rank(one, steps), worth))
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return Arcs(*columns)


def steps_between(own: Sequence[UUID], other: Sequence[UUID]) -> int | None:
    """Return how many steps up from one's own unit the way leads; None where none does."""
    there = set(other)
    return next((step for step, unit in enumerate(own) if unit in there), None)


def _within_reach(
    one: Seeker,
    below: Mapping[UUID, Sequence[int]],
    on_video: Sequence[int],
    groups: Sequence[Seats],
) -> list[tuple[int, int]]:
    """Return the groups somebody could join, each with the steps of the way to it.

    Groups come in the order of their first day, so after `MOST_WISHES` of one step none is better.
    """
    found: dict[int, int] = {}
    roads = [(0, on_video)] if one.video else []
    roads += [(steps, below.get(unit, ())) for steps, unit in enumerate(one.path)]
    for steps, road in roads:
        if steps > one.furthest:
            break
        more = 0
        for at in road:
            if more == MOST_WISHES:
                break
            by_road = road is not on_video and groups[at].video
            if at not in found and not by_road and _fits(one, groups[at]):
                found[at] = steps
                more += 1
    return list(found.items())


def _fits(one: Seeker, group: Seats) -> bool:
    if group.free < 1 or group.language != one.language:
        return False
    return group.only == one.sex if one.own_sex_only else group.only in ("", one.sex)


def _rank(one: Seeker, steps: int) -> int:
    """Return where somebody stands for a group: priority, weeks, nearness, days; less is before."""
    waited = min(max(one.waited, 0), _MOST_DAYS)
    band = _MOST_DAYS // BAND - waited // BAND
    return (
        ((one.priority - 1) * (_MOST_DAYS // BAND + 1) + band) * (_MOST_STEPS + 1)
        + min(steps, _MOST_STEPS)
    ) * (_MOST_DAYS + 1) + (_MOST_DAYS - waited)


def _parties(people: Sequence[Seeker], arcs: Arcs, seats: list[int]) -> tuple[dict[int, int], int]:
    """Seat those who belong together, in the order of the most urgent of each; take their seats.

    Returns the group of each such person, and how many parties found no group with room for all:
    its members go on one by one, which is better than not at all.
    """
    wish: dict[int, dict[int, int]] = defaultdict(dict)
    columns = (arcs.person.tolist(), arcs.group.tolist(), arcs.wish.tolist())
    for person, group, much in zip(*columns, strict=True):
        wish[person][group] = much
    fixed: dict[int, int] = {}
    parted = 0
    for party in parties_of(people):
        common = set.intersection(*(set(wish[person]) for person in party))
        fitting = [
            (sum(wish[person][group] for person in party), group)
            for group in common
            if seats[group] >= len(party) and not _apart_from(people, party, group, fixed)
        ]
        if not fitting:
            parted += 1
            continue
        chosen = min(fitting)[1]
        seats[chosen] -= len(party)
        fixed.update(dict.fromkeys(party, chosen))
    return fixed, parted


def parties_of(people: Sequence[Seeker]) -> list[tuple[int, ...]]:
    """Return those who want to be together, each party once, the most urgent party first.

    Whoever is to be kept apart from a member belongs to no party with them.
    """
    numbers = {one.person: number for number, one in enumerate(people)}
    party = list(range(len(people)))
    members: dict[int, set[int]] = {number: {number} for number in party}
    for number, one in enumerate(people):
        for other in sorted(one.together & numbers.keys()):
            mine, theirs = party[number], party[numbers[other]]
            both = members[mine] | members[theirs]
            if mine == theirs or _at_odds(people, both):
                continue
            members[mine] = both
            for moved in members.pop(theirs):
                party[moved] = mine
    found = [tuple(sorted(one)) for one in members.values() if len(one) > 1]
    return sorted(found)


def _at_odds(people: Sequence[Seeker], numbers: set[int]) -> bool:
    persons = {people[number].person for number in numbers}
    return any(people[number].apart & persons for number in numbers)


def _apart_from(
    people: Sequence[Seeker], party: Sequence[int], group: int, fixed: Mapping[int, int]
) -> bool:
    there = {person for person, at in fixed.items() if at == group}
    return _at_odds(people, there | set(party))


def _clashing(
    people: Sequence[Seeker], found: Sequence[int], fixed: Mapping[int, int]
) -> tuple[int, int] | None:
    """Return somebody who sits with whom they are to be kept apart from, and where; None if nobody.

    Of the two the one who stands further back has to look elsewhere; a party stays.
    """
    sits: dict[int, dict[UUID, int]] = defaultdict(dict)
    for number, group in enumerate(found):
        if group != NOWHERE:
            sits[group][people[number].person] = number
    for number in range(len(people) - 1, -1, -1):
        group = found[number]
        if group == NOWHERE:
            continue
        for other in people[number].apart & sits[group].keys():
            free = [one for one in (number, sits[group][other]) if one not in fixed]
            if free:
                return max(free), group
    return None


def _told(
    people: Sequence[Seeker],
    places: Sequence[Seats],
    arcs: Arcs,
    singles: Arcs,
    seats: Sequence[int],
    found: Sequence[int],
    variant: Variant,
    fixed: Mapping[int, int],
    parted: int,
    struck: int,
) -> Proposal:
    best: dict[int, int] = {}
    benefit = steps = first = 0
    placed: dict[UUID, UUID] = {}
    columns = (arcs.person.tolist(), arcs.group.tolist(), arcs.wish.tolist())
    for person, _group, wish in zip(*columns, strict=True):
        best[person] = min(best.get(person, wish), wish)
    worth = arcs.benefit.tolist()
    for place, (person, group, wish) in enumerate(zip(*columns, strict=True)):
        if found[person] != group:
            continue
        placed[people[person].key] = places[group].key
        benefit += worth[place] // _TIE
        first += wish == best[person]
        steps += (wish - places[group].begins) // A_STEP
    alone = [NOWHERE if number in fixed else group for number, group in enumerate(found)]
    blocking = {int(singles.person[at]) for at in objections(seats, singles, alone)}
    left = tuple(one.key for one in people if one.key not in placed)
    return Proposal(variant, placed, left, first, len(blocking), steps, benefit, parted, struck)
