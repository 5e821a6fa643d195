"""Several requests at once: who goes where, so that most are served, and at what price.

A minimum-cost flow from requests over posts to seats: whole, exact and quick, so it needs no time
limit; the posts considered for each request are limited instead. Serving one more person always
outweighs every distance and every cost.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from ortools.graph.python import min_cost_flow

from muster.people.rules.fitting import Option, Way

MOST_OPTIONS = 60
"""So many posts are considered for each request, the nearest; more would change little."""
_UNKNOWN_KM = 1_000
_SCALE = 10


class Aim(enum.StrEnum):
    """What counts once as many as possible are served."""

    NEAREST = "nearest"
    CHEAPEST = "cheapest"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Placing:
    """Who goes where under one aim: by the request, the option; `km` and `cost` are sums.

    `longest` is the longest way that anybody has. Distances that are not known are left out.
    """

    aim: Aim
    chosen: Mapping[UUID, Option]
    km: float
    cost: int
    longest: float

    @property
    def served(self) -> int:
        return len(self.chosen)


def placings(
    options: Mapping[UUID, Sequence[Option]], seats: Mapping[UUID, int]
) -> dict[Aim, Placing]:
    """Return the best placing under each aim; `seats` are the vacant seats by the post.

    A vacant seat is given once, and a partner swaps once.
    """
    return {aim: place(options, seats, aim) for aim in Aim}


def place(options: Mapping[UUID, Sequence[Option]], seats: Mapping[UUID, int], aim: Aim) -> Placing:
    """Return the best placing under one aim."""
    requests = sorted(options, key=str)
    arcs = [
        (row, option) for row, one in enumerate(requests) for option in options[one][:MOST_OPTIONS]
    ]
    if not arcs:
        return Placing(aim, {}, 0.0, 0, 0.0)
    taken = _flow(len(requests), arcs, seats, aim)
    chosen = {requests[row]: option for row, option in taken}
    ways = [one.km for one in chosen.values() if one.km is not None]
    return Placing(
        aim, chosen, round(sum(ways), 1), sum(one.cost for one in chosen.values()),
        max(ways, default=0.0),
    )  # fmt: skip


def weight(option: Option, aim: Aim) -> int:
    """Return what an option weighs under an aim, a whole number; a kilometre is like a post-day."""
    km = round(_SCALE * (_UNKNOWN_KM if option.km is None else option.km))
    cost = _SCALE * option.cost
    if aim is Aim.NEAREST:
        return km
    return cost if aim is Aim.CHEAPEST else km + cost


def seat_of(option: Option) -> tuple[Way, UUID]:
    """Return what an option uses up: a seat of the post, or the one who swaps."""
    if option.partner is None:
        return Way.VACANT, option.post
    return Way.SWAP, option.partner


def _flow(
    count: int, arcs: Sequence[tuple[int, Option]], seats: Mapping[UUID, int], aim: Aim
) -> list[tuple[int, Option]]:
    """Return the arcs that a cheapest largest flow uses."""
    places: dict[tuple[Way, UUID], int] = defaultdict(lambda: count + len(places))
    heads = [places[seat_of(option)] for _row, option in arcs]
    weights = [weight(option, aim) for _row, option in arcs]
    capacity = [seats.get(key[1], 0) if key[0] is Way.VACANT else 1 for key in places]
    source, sink = count + len(places), count + len(places) + 1
    unserved = (max(weights) + 1) * (count + 1)
    # The arcs themselves, the requests from the source, the seats to the sink, and who stays.
    tails = [*(row for row, _one in arcs), *[source] * count, *places.values(), *range(count)]
    ends = [*heads, *range(count), *[sink] * len(places), *[sink] * count]
    most = [1] * len(arcs) + [1] * count + capacity + [1] * count
    costs = [*weights, *[0] * (count + len(places)), *[unserved] * count]
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        *(np.array(one, dtype=np.int64) for one in (tails, ends, most, costs))
    )
    solver.set_node_supply(source, count)
    solver.set_node_supply(sink, -count)
    if solver.solve() != solver.OPTIMAL:
        raise ArithmeticError("a flow that always exists was not found")
    flows = solver.flows(np.arange(len(arcs)))
    return [arc for arc, flow in zip(arcs, flows, strict=True) if flow]
