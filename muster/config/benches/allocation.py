"""Seats given to people: the room's two ways beside the textbook's and beside OR-tools alone."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from heapq import heappush, heappushpop
from typing import Any
from uuid import UUID

import numpy as np

from muster.config.benches.cases import Case

PEOPLE, GROUPS, SEATS, WISHES = 10_000, 1_500, 8, 20
RUNS = 5
UNITS = 75


def allocation() -> Iterator[Case]:
    """Measure both ways over the same invented people and groups; rates are people a second.

    Two yardsticks run in turn with ours: deferred acceptance as a textbook writes it, over
    dictionaries and lists, and OR-tools' flow alone, fed from the same columns. Ours is held
    against the faster of the two.
    """
    from muster.kernel.seating import best_total, objections, stable

    seekers, groups = _invented()
    start = time.perf_counter()
    arcs = _arcs(seekers, groups)
    making = time.perf_counter() - start
    seats = [SEATS] * GROUPS
    ways: dict[str, Callable[[], Any]] = {
        "stable": lambda: stable(PEOPLE, seats, arcs),
        "total": lambda: best_total(PEOPLE, seats, arcs),
        "textbook": lambda: textbook(PEOPLE, seats, arcs),
        "flow": lambda: bare_flow(PEOPLE, seats, arcs),
    }
    seconds: dict[str, list[float]] = defaultdict(list)
    said: dict[str, Any] = {}
    for _run in range(RUNS):
        for name, way in ways.items():
            start = time.perf_counter()
            said[name] = way()
            seconds[name].append(time.perf_counter() - start)
    if said["stable"] != said["textbook"] or list(objections(seats, arcs, said["stable"])):
        raise RuntimeError("the two deferred acceptances differ")
    took = {name: statistics.median(runs) for name, runs in seconds.items()}
    faster = min(took["textbook"], took["flow"])
    note = (
        f"{PEOPLE:,} people, {GROUPS * SEATS:,} places, {len(arcs.person):,} arcs, which took "
        f"{making:.2f} s to make; textbook {took['textbook']:.3f} s, flow {took['flow']:.3f} s"
    )
    yardstick = "the faster of deferred acceptance and OR-tools' flow"
    for name in ("stable", "total"):
        yield Case(
            f"allocation, {name}", PEOPLE / took[name], yardstick, PEOPLE / faster,
            "≥ 0.5", RUNS, note,
        )  # fmt: skip


def textbook(people: int, seats: list[int], arcs: Any) -> list[int]:
    """Deferred acceptance as it is taught: lists of wishes, and each group's waiting line."""
    wishes: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    columns = (arcs.person.tolist(), arcs.group.tolist(), arcs.wish.tolist(), arcs.rank.tolist())
    for person, group, wish, rank in zip(*columns, strict=True):
        wishes[person].append((wish, group, rank))
    for one in wishes.values():
        one.sort(reverse=True)
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    asking = list(wishes)
    while asking:
        person = asking.pop()
        if not wishes[person]:
            continue
        _wish, group, rank = wishes[person].pop()
        if len(lines[group]) < seats[group]:
            heappush(lines[group], (-rank, -person))
        else:
            asking.append(-heappushpop(lines[group], (-rank, -person))[1])
    found = [-1] * people
    for group, line in lines.items():
        for _rank, person in line:
            found[-person] = group
    return found


def bare_flow(people: int, seats: list[int], arcs: Any) -> int:
    """OR-tools' minimum-cost flow over the same arcs, its answer left where it is."""
    from ortools.graph.python import min_cost_flow

    flow = min_cost_flow.SimpleMinCostFlow()
    sink = people + len(seats)
    every, groups = np.arange(people), np.arange(len(seats))
    rest = np.full(people + len(seats), sink)
    room = np.concatenate([np.ones(len(arcs.person)), np.asarray(seats), np.ones(people)])
    flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([arcs.person, people + groups, every]).astype(np.int32),
        np.concatenate([people + arcs.group, rest]).astype(np.int32),
        room.astype(np.int64),
        np.concatenate([-arcs.benefit, np.zeros(len(rest))]).astype(np.int64),
    )
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[:people], supplies[sink] = 1, -people
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the flow was not solved")
    return int(flow.optimal_cost())


def _arcs(seekers: list[Any], groups: list[Any]) -> Any:
    from muster.programmes.rules.allocation import arcs_of

    return arcs_of(seekers, groups)


def _invented() -> tuple[list[Any], list[Any]]:
    """Invent people and groups in a force of so many battalions."""
    from muster.programmes.rules.allocation import Seats, Seeker
    from muster.programmes.rules.enrolments import Priority

    dice = np.random.default_rng(4)
    top, units = UUID(int=1), [UUID(int=10 + one) for one in range(UNITS)]
    draws = zip(
        dice.integers(0, UNITS, PEOPLE).tolist(), dice.integers(1, 4, PEOPLE).tolist(),
        dice.integers(0, 300, PEOPLE).tolist(), dice.random(PEOPLE).tolist(), strict=True,
    )  # fmt: skip
    seekers = [
        Seeker(
            UUID(int=10_000 + number), UUID(int=100_000 + number), Priority(priority), waited,
            "female" if sex < 0.2 else "male", "ru", 1, True, False, (units[unit], top),
        )
        for number, (unit, priority, waited, sex) in enumerate(draws)
    ]  # fmt: skip
    groups = [
        Seats(
            UUID(int=1_000 + number), SEATS, "ru", "", False, (units[number % UNITS], top),
            int(dice.integers(1, 200)),
        )
        for number in range(GROUPS)
    ]  # fmt: skip
    return seekers, sorted(groups, key=lambda one: (one.begins, one.key))
