"""Who gets which seat: two ways over the same arcs, one stable, one with the greatest total.

An arc says that a person could take a seat of a group: how far it is from what they wish (`wish`,
less is better to them), where they stand among those who want it (`rank`, less is before), and what
it is worth to all (`benefit`, above 0).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Arcs:
    """Columns of one length: the person, the group, and the three figures of each arc.

    People and groups are numbered from 0; wishes and ranks are at least 0 and below 2 ** 20.
    """

    person: Numbers
    group: Numbers
    wish: Numbers
    rank: Numbers
    benefit: Numbers

    def without(self, struck: Numbers) -> Arcs:
        """Return the arcs but those at these places."""
        kept = np.ones(len(self.person), dtype=bool)
        kept[struck] = False
        return Arcs(
            self.person[kept], self.group[kept], self.wish[kept], self.rank[kept],
            self.benefit[kept],
        )  # fmt: skip


def by_person(people: int, arcs: Arcs) -> tuple[Numbers, list[int]]:
    """Return the order of arcs by person and wish, and where each person's begin."""
    order = np.argsort((arcs.person << 40) | (arcs.wish << 20) | arcs.group, kind="stable")
    begins = np.searchsorted(arcs.person[order], np.arange(people + 1)).tolist()
    return order, begins


def stable(people: int, seats: Sequence[int], arcs: Arcs) -> list[int]:
    """Return each person's group, NOWHERE without one, so that nobody has reason to object.

    Deferred acceptance (Gale and Shapley 1962): everybody asks for what they wish most; a group
    keeps those who stand first and sends the rest on. The outcome is the best for the people that
    any stable one is, and does not depend on who asks first.
    """
    order, begins = by_person(people, arcs)
    group, rank = arcs.group[order].tolist(), arcs.rank[order].tolist()
    held: list[list[tuple[int, int]]] = [[] for _seat in seats]
    following = begins[:-1]
    asking = list(range(people - 1, -1, -1))
    while asking:
        person = asking.pop()
        place, end = following[person], begins[person + 1]
        while place < end:
            wanted, mine = group[place], (-rank[place], -person)
            place += 1
            line = held[wanted]
            if len(line) < seats[wanted]:
                heappush(line, mine)
                break
            # The one on top is whoever stands last among those who have a seat.
            if line and mine > line[0]:
                asking.append(-heapreplace(line, mine)[1])
                break
        following[person] = place
    found = [NOWHERE] * people
    for number, line in enumerate(held):
        for _rank, person in line:
            found[-person] = number
    return found


def best_total(people: int, seats: Sequence[int], arcs: Arcs) -> list[int]:
    """Return each person's group so that the benefits together are as great as can be.

    A minimum-cost flow (OR-tools): one unit from each person, by an arc or past every group.
    """
    if not len(arcs.person):
        return [NOWHERE] * people
    from ortools.graph.python import min_cost_flow  # it takes longer to load than most pages last

    flow = min_cost_flow.SimpleMinCostFlow()
    sink = people + len(seats)
    everybody, groups = np.arange(people), np.arange(len(seats))
    tails = np.concatenate([arcs.person, people + groups, everybody])
    heads = np.concatenate([people + arcs.group, np.full(len(seats) + people, sink)])
    room = np.concatenate(
        [np.ones(len(arcs.person)), np.maximum(np.asarray(seats), 0), np.ones(people)]
    )
    costs = np.concatenate([-arcs.benefit, np.zeros(len(seats) + people)])
    flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32), heads.astype(np.int32), room.astype(np.int64),
        costs.astype(np.int64),
    )  # fmt: skip
    nodes = np.arange(sink + 1, dtype=np.int32)
    supplies = np.zeros(sink + 1, dtype=np.int64)
    supplies[:people], supplies[sink] = 1, -people
    flow.set_nodes_supplies(nodes, supplies)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise ArithmeticError(f"the flow was not solved: {status}")
    taken: Any = flow.flows(np.arange(len(arcs.person), dtype=np.int32))
    found = [NOWHERE] * people
    for place in np.flatnonzero(np.asarray(taken)).tolist():
        found[int(arcs.person[place])] = int(arcs.group[place])
    return found


def objections(seats: Sequence[int], arcs: Arcs, found: Sequence[int]) -> Iterator[int]:
    """Yield the places of the arcs that block: person and group would both rather have each other.

    The person wishes it more than what they have, and the group has a free seat, or has given one
    to somebody who stands behind them.
    """
    has: dict[int, int] = {}
    last: dict[int, tuple[int, int]] = {}
    used = [0] * len(seats)
    columns = (arcs.person.tolist(), arcs.group.tolist(), arcs.wish.tolist(), arcs.rank.tolist())
    for person, group, wish, rank in zip(*columns, strict=True):
        if found[person] == group:
            has[person] = wish
            used[group] += 1
            last[group] = max(last.get(group, (-1, -1)), (rank, person))
    for place, (person, group, wish, rank) in enumerate(zip(*columns, strict=True)):
        if person in has and (has[person], found[person]) <= (wish, group):
            continue
        free = used[group] < seats[group]
        if free or (group in last and (rank, person) < last[group]):
            yield place
