"""The way to an occupation: courses, licences and jobs on the way, after what service counts for.

Occupations are nodes. From where somebody stands, or from a job that they could have on the way, an
edge leads to another occupation by a lesson (a course or a way in) and the licences that are
missing. A lesson is shorter for whoever brings some of what it teaches. Three chains are looked
for: the cheapest, the fastest, and the one on which the most is earned meanwhile. Every number that
is no fact of the catalogue is a choice of ours and stands on this page.
"""

from __future__ import annotations

import enum
import heapq
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from muster.transition.rules.guidance import rarity

RECOGNISED, RECOGNISED_LONG, LONG = 0.6, 0.25, 24
"""So much of a lesson at most is spared by what somebody brings; less where it takes two years."""
STONE = 12  # months in a job on the way
HELPS = 0.15  # so much more of the target's skills a job must bring to be a stepping stone
LICENCE_COST = 1
WITH_THE_LESSON = 18  # months from which on a lesson brings the licences along
MOST_STEPS = 3
_PAY_UNKNOWN = 0.5


class Aim(enum.StrEnum):
    """What a chain is the best at."""

    CHEAPEST = "cheapest"
    FASTEST = "fastest"
    BEST_PAID = "best-paid"


class Sort(enum.StrEnum):
    """What a step of a chain is."""

    LESSON = "lesson"
    LICENCE = "licence"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something that opens an occupation: its key, months, how dear it is (0 free), paid or not."""

    key: str
    months: float
    cost: int
    paid: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An occupation as the graph has it; `pay` is from 0 to 1 among all, None where not known.

    `licences` are those it asks for, each with the months on the way to it.
    """

    code: str
    skills: frozenset[str]
    licences: Mapping[str, int]
    pay: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is and its key, its months once `spared` is off, its cost, whether paid.

    `code` is the occupation that it leads to, or that is worked in.
    """

    sort: Sort
    key: str
    code: str
    months: float
    cost: int
    paid: bool
    spared: float = 0.0


@dataclass(frozen=True, slots=True)
class Chain:
    """A whole way, its steps in their order."""

    steps: tuple[Step, ...]

    @property
    def months(self) -> float:
        return sum(one.months for one in self.steps)

    @property
    def cost(self) -> int:
        return sum(one.cost for one in self.steps)

    @property
    def unpaid(self) -> float:
        """How many months of it bring no income."""
        return sum(one.months for one in self.steps if not one.paid)


Lessons = Callable[[str], Sequence[Lesson]]
"""What opens an occupation, by its code: the catalogue's way in, and courses that schools offer."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Occupations with what they ask for, and what opens each."""

    places: Mapping[str, Place]
    lessons: Lessons

    def ways(
        self, target: str, skills: Collection[str], licences: Collection[str]
    ) -> dict[Aim, Chain]:
        """Return the best chain for each aim, from what somebody brings; {} for no place here."""
        if target not in self.places:
            return {}
        weight = rarity(self.places.values())
        return {
            aim: _search(self, target, frozenset(skills), frozenset(licences), aim, weight)
            for aim in Aim
        }


def _search(
    graph: Graph,
    target: str,
    skills: frozenset[str],
    licences: frozenset[str],
    aim: Aim,
    weight: Mapping[str, float],
) -> Chain:
    """Return the chain of the least price by Dijkstra's way, over jobs that help to the target."""
    price_of = _PRICES[aim]
    stones = [START, *_stones(graph, target, skills, weight), target]
    best = {START: 0.0}
    found: dict[str, Chain] = {START: Chain(())}
    waiting = [(0.0, 0, START)]
    while waiting:
        price, count, here = heapq.heappop(waiting)
        if here == target:
            return found[here]
        if price > best[here] or count >= MOST_STEPS:
            continue
        brought = skills if here == START else skills | graph.places[here].skills
        held = licences if here == START else licences | graph.places[here].licences.keys()
        for there in stones:
            if there in (START, here):
                continue
            steps = _edge(graph, here, there, brought, held, target, weight, price_of)
            after = price + sum(map(price_of, _priced(graph, steps)))
            if after < best.get(there, math.inf):
                best[there] = after
                found[there] = Chain((*found[here].steps, *steps))
                heapq.heappush(waiting, (after, count + 1, there))
    raise LookupError(target)  # an occupation that nothing opens is a fault of the catalogue


START = ""
"""Where somebody stands now."""


def _stones(
    graph: Graph, target: str, skills: frozenset[str], weight: Mapping[str, float]
) -> Iterator[str]:
    """Yield the jobs that bring enough more of what the target asks for to help on to it."""
    wanted = graph.places[target].skills
    now = covered(wanted, skills, weight)
    for code, place in graph.places.items():
        if code != target and covered(wanted, skills | place.skills, weight) >= now + HELPS:
            yield code


def covered(wanted: Collection[str], held: Collection[str], weight: Mapping[str, float]) -> float:
    """Return how much of the skills that are wanted is held, the rarer the more, from 0 to 1."""
    whole = sum(weight.get(one, 0.0) for one in wanted)
    return sum(weight.get(one, 0.0) for one in wanted if one in held) / whole if whole else 1.0


def _edge(
    graph: Graph,
    here: str,
    there: str,
    brought: frozenset[str],
    held: frozenset[str],
    target: str,
    weight: Mapping[str, float],
    price_of: Callable[[tuple[Step, float]], float],
) -> tuple[Step, ...]:
    """Return the steps from one place to another: the best lesson, licences, and work there."""
    place = graph.places[there]
    share = covered(place.skills, brought, weight)

    def by(lesson: Lesson) -> tuple[Step, ...]:
        most = RECOGNISED_LONG if lesson.months >= LONG else RECOGNISED
        spared = min(share, most)
        months = round(lesson.months * (1 - spared), 1)
        step = Step(Sort.LESSON, lesson.key, there, months, lesson.cost, lesson.paid, spared)
        missing = () if lesson.months >= WITH_THE_LESSON else sorted(place.licences.keys() - held)
        return (
            step,
            *(
                Step(Sort.LICENCE, one, there, place.licences[one], LICENCE_COST, paid=False)
                for one in missing
            ),
        )

    ways = [by(lesson) for lesson in graph.lessons(there)]
    steps = min(ways, key=lambda way: sum(map(price_of, _priced(graph, way))))
    if there != target:
        steps = (*steps, Step(Sort.WORK, there, there, STONE, 0, paid=True))
    return steps


def _priced(graph: Graph, steps: Sequence[Step]) -> list[tuple[Step, float]]:
    """Return the steps, each with what the occupation pays that it leads to."""
    return [
        (one, _PAY_UNKNOWN if (pay := graph.places[one.code].pay) is None else pay) for one in steps
    ]


def _cheap(one: tuple[Step, float]) -> float:
    step, _pay = one
    return 1000.0 * step.cost + (0.5 if not step.paid else 0.05) * step.months


def _fast(one: tuple[Step, float]) -> float:
    return one[0].months + 0.01 * one[0].cost


def _paid(one: tuple[Step, float]) -> float:
    """What is not earned meanwhile: all of it while unpaid, some of it in a job that pays less."""
    step, pay = one
    return step.months * ((0.6 - 0.4 * pay) if step.paid else 1.0) + 0.1 * step.cost


_PRICES: Mapping[Aim, Callable[[tuple[Step, float]], float]] = {
    Aim.CHEAPEST: _cheap,
    Aim.FASTEST: _fast,
    Aim.BEST_PAID: _paid,
}


def together(ways: Mapping[Aim, Chain]) -> list[tuple[tuple[Aim, ...], Chain]]:
    """Return the chains, each once, with everything that it is the best at."""
    found: dict[Chain, list[Aim]] = {}
    for aim, chain in ways.items():
        found.setdefault(chain, []).append(aim)
    return [(tuple(aims), chain) for chain, aims in found.items()]
