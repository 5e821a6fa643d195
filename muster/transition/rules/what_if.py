"""What would change if an office worked otherwise: a simulation on the office's own real times.

Cases come as they came, with the gaps that lay between real ones, and each takes the times of a
real case, step by step, drawn whole so that what belongs together stays together. A case waits
until a caseworker has room for it, and takes that room until its person begins work: an office has
room for as many at once as it was ever seen to carry. The office as it is and as it would be get
the same cases, so the difference is no chance; ten runs give it an interval.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt
from statistics import fmean, median, quantiles, stdev
from typing import Any
from uuid import UUID

import simpy

from muster.kernel.time import Instant
from muster.transition.rules.process import A_DAY, Visit

RUNS, CASES = 10, 1_000
T_95 = 2.262
"""Student's t for ten runs, at 95 %."""
WAITS, WORKS = "opened", "following"
"""The step in which a case waits for a caseworker, and the one in which its person works."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from: finished cases, their steps' days, gaps, hands, and room.

    `profiles` are, by case, the days of each step between the acceptance and the first day of work;
    `handling` the days that the quickest tenth took to be accepted; `observed` the real median.
    """

    profiles: tuple[Mapping[str, float], ...]
    gaps: tuple[float, ...]
    workers: int
    room: int
    busy: int
    waiting: int
    handling: float
    observed: float
    since: Instant
    until: Instant


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked: more caseworkers, a step left out, two steps at once, more people coming."""

    workers: int = 0
    without: str = ""
    together: tuple[str, ...] = ()
    intake: float = 1.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean of ten runs and its interval at 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Answer:
    """Days from the opening to the first day of work, and days of waiting for a caseworker."""

    median: Estimate
    most: Estimate
    wait: Estimate


@dataclass(frozen=True, slots=True)
class Compared:
    """The office as it is, as it would be, and the difference, each on the same cases."""

    now: Answer
    then: Answer
    difference: Answer
    cases: int = RUNS * CASES


def source_of(visits: Sequence[Visit], at: Instant, *, least: int) -> Source | None:
    """Return what a simulation stands on; None where fewer than `least` cases came to work."""
    by_case: dict[UUID, list[Visit]] = defaultdict(list)
    for one in visits:
        if not one.task:
            by_case[one.case].append(one)
    cases = [_Case(sorted(own, key=lambda one: one.began)) for own in by_case.values()]
    done = [one for one in cases if one.worked is not None and one.accepted is not None]
    openings = sorted(one.opened for one in cases)
    if len(done) < least or len(openings) < least:
        return None
    workers = {one.owner for own in by_case.values() for one in own if one.owner and not one.ended}
    accepted = sorted(one.wait for one in done)
    room, busy = _room(cases, at)
    return Source(
        tuple(one.profile for one in done),
        tuple((after - before) / A_DAY for before, after in pairwise(openings)),
        max(1, len(workers)), max(1, room), busy,
        sum(one.accepted is None and one.over is None for one in cases),
        accepted[len(accepted) // 10], median(one.whole for one in done),
        openings[0], at,
    )  # fmt: skip


@dataclass
class _Case:
    """One real case, read from its steps in order."""

    steps: list[Visit]
    profile: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        self.profile = defaultdict(float)
        for one in self.steps:
            if one.key == WORKS:
                break
            if one.key != WAITS and one.ended is not None:
                self.profile[one.key] += (one.ended - one.began) / A_DAY

    @property
    def opened(self) -> Instant:
        return self.steps[0].began

    @property
    def accepted(self) -> Instant | None:
        return next((one.began for one in self.steps if one.key != WAITS), None)

    @property
    def worked(self) -> Instant | None:
        return next((one.began for one in self.steps if one.key == WORKS), None)

    @property
    def over(self) -> Instant | None:
        """When it took no room any more: its person worked, or it ended."""
        return self.worked or self.steps[-1].ended

    @property
    def wait(self) -> float:
        return ((self.accepted or self.opened) - self.opened) / A_DAY

    @property
    def whole(self) -> float:
        return ((self.worked or self.opened) - self.opened) / A_DAY


def _room(cases: Sequence[_Case], at: Instant) -> tuple[int, int]:
    """Return the most cases that were carried at once, and how many are now."""
    turns: list[tuple[Instant, int]] = []
    for one in cases:
        if one.accepted is not None:
            turns += [(one.accepted, 1)] + ([(one.over, -1)] if one.over else [])
    carried = most = 0
    for _when, more in sorted(turns):
        carried += more
        most = max(most, carried)
    return most, carried


def compare(source: Source, change: Change, *, seed: int = 1) -> Compared:
    """Run both offices on the same cases; shapes: ten runs of a thousand cases each."""
    now, then = [], []
    for run in range(RUNS):
        cases = list(_cases(source, random.Random(seed + run)))
        now.append(_run(source, Change(), cases))
        then.append(_run(source, change, cases))
    apart = [
        tuple(b - a for a, b in zip(one, other, strict=True))
        for one, other in zip(now, then, strict=True)
    ]
    return Compared(_answer(now), _answer(then), _answer(apart))


Drawn = tuple[float, Mapping[str, float]]
Figures = tuple[float, ...]
Acts = Generator[simpy.Event, Any, None]


def _cases(source: Source, dice: random.Random) -> Iterator[Drawn]:
    """Yield the cases of a run: the gap before each, and a real case's days by step.

    First those that are carried or wait today: drawn likewise, and part of the way through.
    """
    for _one in range(source.busy):
        part = dice.random()
        yield 0.0, {key: days * part for key, days in dice.choice(source.profiles).items()}
    for _one in range(source.waiting):
        yield 0.0, dice.choice(source.profiles)
    for _one in range(CASES):
        yield dice.choice(source.gaps), dice.choice(source.profiles)


def _run(source: Source, change: Change, cases: Sequence[Drawn]) -> Figures:
    """Let the cases go through an office; return median, nine tenths, and the mean wait, in days.

    Who was there already makes the queue, and is not counted.
    """
    room = round(source.room * (source.workers + change.workers) / source.workers)
    office = simpy.Environment()
    hands = simpy.Resource(office, capacity=max(1, room))
    there = len(cases) - CASES
    lasted: list[float] = []
    waited: list[float] = []

    def one(days: float, counts: bool) -> Acts:
        came = office.now
        if counts:
            yield office.timeout(source.handling)
        with hands.request() as asked:
            yield asked
            begun = office.now
            yield office.timeout(days)
        if counts:
            lasted.append(office.now - came)
            waited.append(begun - came)

    def coming() -> Acts:
        for number, (gap, steps) in enumerate(cases):
            if gap:
                yield office.timeout(gap / change.intake)
            office.process(one(_days(steps, change), number >= there))

    office.process(coming())
    office.run()
    return median(lasted), quantiles(lasted, n=10)[-1], fmean(waited)


def _days(steps: Mapping[str, float], change: Change) -> float:
    """Return how long a case takes room, as changed: without a step, or with two at once."""
    left = {key: days for key, days in steps.items() if key != change.without}
    total = sum(left.values())
    together = [left[key] for key in change.together if key in left]
    return total - (sum(together) - max(together) if together else 0.0)


def _answer(runs: Sequence[Figures]) -> Answer:
    return Answer(*(_estimate([run[place] for run in runs]) for place in range(3)))


def _estimate(values: Sequence[float]) -> Estimate:
    middle, spread = fmean(values), T_95 * stdev(values) / sqrt(len(values))
    return Estimate(middle, middle - spread, middle + spread)
