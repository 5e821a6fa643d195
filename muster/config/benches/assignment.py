"""Posts for several people at once, beside the bare flow of the same arcs."""

from __future__ import annotations

import time
from uuid import UUID

import numpy as np

from muster.config.benches.cases import Case, in_turn, rate_of
from muster.kernel.ids import PersonId, UnitId
from muster.people.rules.fitting import Demands, Holder, Option, Post, Wanted, Way, options
from muster.people.rules.placing import MOST_OPTIONS, Aim, place, seat_of, weight

REQUESTS, POSTS, RUNS = 400, 600, 5
AIM = "≥ 1/10"
FUNCTIONS = ("weapons", "driving", "night-duty", "height", "machinery", "physical-load")


def assignment() -> Case:
    """Measure from the posts that fit to the best placing; the yardstick is the solver alone."""
    posts, wanted = _invented()
    seats = {one.id: one.vacant for one in posts}
    start = time.perf_counter()
    able = _able(posts, wanted)
    judged = REQUESTS * POSTS / (time.perf_counter() - start)
    served = place(able, seats, Aim.BETWEEN).served
    solve = _bare(able, seats)
    ours, theirs = in_turn(
        lambda: rate_of(lambda: place(able, seats, Aim.BETWEEN), REQUESTS),
        lambda: rate_of(solve, REQUESTS),
        RUNS,
    )
    note = (
        f"{REQUESTS} requests × {POSTS} posts, {judged:,.0f} pairs judged a second; the "
        f"{MOST_OPTIONS} nearest of each placed, {served} served; the yardstick's arcs stand ready"
    )
    return Case("assignment", ours, "OR-tools' flow alone", theirs, AIM, RUNS, note)


def _able(posts: list[Post], wanted: list[Wanted]) -> dict[UUID, list[Option]]:
    return {UUID(int=one.person.int): options(one, posts) for one in wanted}


def _invented() -> tuple[list[Post], list[Wanted]]:
    """Invent posts within 500 km of each other, a fifth of them vacant, and people who ask."""
    dice = np.random.default_rng(7)
    people = iter(range(1, 100_000))

    def some(most: int) -> frozenset[str]:
        drawn = dice.choice(len(FUNCTIONS), size=int(dice.integers(0, most + 1)), replace=False)
        return frozenset(FUNCTIONS[one] for one in drawn)

    posts = []
    for number in range(POSTS):
        lowest = int(dice.integers(1, 5))
        demands = Demands(
            some(2), 0, 0, (float(dice.uniform(48, 51)), float(dice.uniform(30, 36))),
            frozenset(), lowest, lowest + 6, 2, bool(dice.random() < 0.3),
        )  # fmt: skip
        held = 1 if dice.random() < 0.2 else 2
        holders = tuple(Holder(PersonId(UUID(int=next(people))), 4) for _one in range(held))
        unit = UnitId(UUID(int=number % 50 + 1))
        posts.append(Post(UUID(int=10**6 + number), unit, f"post {number}", demands, holders))
    wanted = [
        Wanted(
            PersonId(UUID(int=next(people))), some(3) | {"night-duty"}, int(dice.integers(1, 9)),
            frozenset(), posts[int(dice.integers(POSTS))], int(dice.integers(20, 120)),
        )
        for _one in range(REQUESTS)
    ]  # fmt: skip
    return posts, wanted


def _bare(able: dict[UUID, list[Option]], seats: dict[UUID, int]):
    """Return the solver at work on arcs that stand ready, unserved people among them."""
    from ortools.graph.python import min_cost_flow

    rows = list(able)
    places: dict[tuple[Way, UUID], int] = {}
    arcs = [
        (row, places.setdefault(seat_of(one), len(rows) + len(places)), weight(one, Aim.BETWEEN))
        for row, key in enumerate(rows)
        for one in able[key][:MOST_OPTIONS]
    ]
    source, sink = len(rows) + len(places), len(rows) + len(places) + 1
    dear = (max((one[2] for one in arcs), default=0) + 1) * (len(rows) + 1)
    every = [(*one[:2], 1, one[2]) for one in arcs]
    every += [(source, row, 1, 0) for row in range(len(rows))]
    every += [(row, sink, 1, dear) for row in range(len(rows))]
    every += [
        (node, sink, seats.get(key[1], 0) if key[0] is Way.VACANT else 1, 0)
        for key, node in places.items()
    ]
    columns = [np.array(one, dtype=np.int64) for one in zip(*every, strict=True)]

    def solve() -> None:
        solver = min_cost_flow.SimpleMinCostFlow()
        solver.add_arcs_with_capacity_and_unit_cost(*columns)
        solver.set_node_supply(source, len(rows))
        solver.set_node_supply(sink, -len(rows))
        solver.solve()

    return solve
