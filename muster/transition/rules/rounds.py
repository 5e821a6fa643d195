"""A round: a job fair or an intake of school places, given all at once to everybody who asked.

Both sides say what they would rather have. Two ways of giving are worked out over the same wishes:
one to which nobody has reason to object, one with the greatest total. Of a vacancy, some places may
be kept for people of a quota; they are asked for before the open ones.

Two people may ask together: a couple wants one region, unit mates one partner. With such pairs no
way need exist to which nobody objects (Roth 1984), so pairs are seated first, by the wish that is
best for both and that both partners would grant; where there is none, each is seated alone. How
many still have reason to object is counted over everybody, and said.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from muster.kernel.seating import NOWHERE, Arcs, best_total, objections, stable


class Tie(enum.StrEnum):
    """What two people who ask together want to have alike."""

    COUPLE = "couple"
    MATE = "mate"


@dataclass(frozen=True, slots=True)
class Seats:
    """A vacancy of the round; `reserved` of its `places` are kept for people of the quota."""

    key: str
    partner: str
    region: str
    places: int
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who asked; `wishes` are vacancies, the dearest first. `worth` is how well each suits
    them, 0 to 1000, by which partners rank them; among equals the earlier stand first.
    """

    key: str
    wishes: tuple[str, ...]
    worth: Mapping[str, int]
    quota: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who ask together."""

    one: str
    other: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who gets which vacancy ("" for none), what it amounts to, and how many object.

    `wishes` counts who got their first wish, their second, and so on. `pairs` counts those pairs
    that got what they asked for together.
    """

    given: Mapping[str, str]
    placed: int
    total: int
    objections: int
    wishes: tuple[int, ...]
    pairs: int


@dataclass(frozen=True, slots=True)
class Round:
    """Both ways, and who would gain or lose if the second were taken instead of the first."""

    stable: Outcome
    best: Outcome
    gain: tuple[str, ...]
    lose: tuple[str, ...]


def held(seats: Sequence[Seats], comers: Sequence[Comer], pairs: Sequence[Pair]) -> Round:
    """Work both ways out. Raises ValueError where a wish or a pair names what is not there."""
    fair = _Fair(seats, comers, pairs)
    first = fair.outcome(stable(len(comers), fair.room, fair.tied()))
    second = fair.outcome(best_total(len(comers), fair.room, fair.tied()))
    changes = {one.key: fair.step(one, second) - fair.step(one, first) for one in comers}
    gain = tuple(key for key, change in changes.items() if change < 0)
    lose = tuple(key for key, change in changes.items() if change > 0)
    return Round(first, second, gain, lose)


class _Fair:
    """A round as arcs: each vacancy is two groups, its reserved places and its open ones."""

    def __init__(
        self, seats: Sequence[Seats], comers: Sequence[Comer], pairs: Sequence[Pair]
    ) -> None:
        self.seats, self.comers, self.pairs = seats, comers, pairs
        self.place = {one.key: number for number, one in enumerate(seats)}
        self.who = {one.key: number for number, one in enumerate(comers)}
        self.room = [count for one in seats for count in (one.reserved, one.places - one.reserved)]
        for pair in pairs:
            if pair.one not in self.who or pair.other not in self.who or pair.one == pair.other:
                raise ValueError(f"{pair.one!r} and {pair.other!r} are no two who asked")
        rows = np.array(list(self._rows()), np.int64).reshape(-1, 5)
        self.arcs = Arcs(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], rows[:, 4])

    def _rows(self) -> Iterator[tuple[int, int, int, int, int]]:
        for number, comer in enumerate(self.comers):
            for wish, key in enumerate(comer.wishes):
                if key not in self.place:
                    raise ValueError(f"{comer.key!r} wishes {key!r}, which is not in the round")
                worth = min(max(comer.worth.get(key, 0), 0), 1000)
                before = (1000 - worth) * 1000 + min(number, 999)
                benefit = worth + 1000 // (wish + 1) + 1
                group = 2 * self.place[key]
                if comer.quota and self.seats[self.place[key]].reserved:
                    yield number, group, 2 * wish, before, benefit
                yield number, group + 1, 2 * wish + 1, before, benefit

    def tied(self) -> Arcs:
        """Return the arcs with each pair left only what both get together, where they can."""
        arcs = self.arcs
        for pair in self.pairs:
            for kept in self._together(pair):
                tried = self._only(arcs, kept)
                found = stable(len(self.comers), self.room, tried)
                if all(found[person] // 2 == place for person, place in kept.items()):
                    arcs = tried
                    break
        return arcs

    def _together(self, pair: Pair) -> Iterator[dict[int, int]]:
        """Yield where both could be together, by person: what is dearest to both first."""
        one, other = self.who[pair.one], self.who[pair.other]
        options = [
            (mine + theirs, max(mine, theirs), {one: self.place[a], other: self.place[b]})
            for mine, a in enumerate(self.comers[one].wishes)
            for theirs, b in enumerate(self.comers[other].wishes)
            if self._alike(a, b, pair.tie)
        ]
        for _sum, _worst, kept in sorted(options, key=lambda option: option[:2]):
            yield kept

    def _alike(self, a: str, b: str, tie: Tie) -> bool:
        one, other = self.seats[self.place[a]], self.seats[self.place[b]]
        if tie is Tie.COUPLE:
            return one.region.casefold() == other.region.casefold()
        return one.partner == other.partner

    def _only(self, arcs: Arcs, kept: Mapping[int, int]) -> Arcs:
        struck = [
            number
            for number, (person, group) in enumerate(
                zip(arcs.person.tolist(), arcs.group.tolist(), strict=True)
            )
            if person in kept and group // 2 != kept[person]
        ]
        return arcs.without(np.array(struck, np.int64)) if struck else arcs

    def outcome(self, found: Sequence[int]) -> Outcome:
        """Say what an outcome amounts to; objections are counted over everybody's own wishes."""
        given = {
            comer.key: "" if place == NOWHERE else self.seats[place // 2].key
            for comer, place in zip(self.comers, found, strict=True)
        }
        most = max((len(one.wishes) for one in self.comers), default=0)
        counts = [0] * most
        total = 0
        for comer in self.comers:
            if given[comer.key]:
                wish = comer.wishes.index(given[comer.key])
                counts[wish] += 1
                total += comer.worth.get(given[comer.key], 0)
        blocking = {
            (int(self.arcs.person[at]), int(self.arcs.group[at]) // 2)
            for at in objections(self.room, self.arcs, found)
            if found[int(self.arcs.person[at])] // 2 != int(self.arcs.group[at]) // 2
            or found[int(self.arcs.person[at])] == NOWHERE
        }
        together = sum(
            bool(given[one.one] and given[one.other])
            and self._alike(given[one.one], given[one.other], one.tie)
            for one in self.pairs
        )
        return Outcome(given, sum(map(bool, given.values())), total, len(blocking), tuple(counts),
                       together)  # fmt: skip

    def step(self, comer: Comer, outcome: Outcome) -> int:
        """Return how far what somebody gets is from their first wish; none is farther than all."""
        got = outcome.given[comer.key]
        return comer.wishes.index(got) if got else len(comer.wishes)
