"""The plan of the year: which team sees which unit in which week, and where there are too few.

Needs come from windows, supply from teams' weeks. Nothing here is random, so the same needs and
teams give the same plan. It is made in three steps:

1. Every need, the one with the least room to move first, goes as a whole to the team and week that
   its work loads least. That is how people plan: a unit is seen in one go where it can be.
2. What did not fit whole is spread over weeks and teams with room left.
3. What is still left is tried by moving others out of the way (augmenting paths, Ford and Fulkerson
   1956), so that what is finally said to be short could not have been placed by any plan.

Sittings and interviews are two kinds of work with a capacity each; they are planned one after the
other, interviews in the weeks of the same window.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Need:
    """Work that falls due: so many sittings and interviews of one unit, in some weeks of the year.

    `first_week` and `last_week` are included. `needs` are the qualifications that a team must have
    among its members. `key` names the need in the plan.
    """

    key: str
    unit: str
    first_week: int
    last_week: int
    sittings: int
    interviews: int
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Crew:
    """One team as the planner sees it: whom it serves, what it can do, and its capacity by week.

    `sittings` and `interviews` give the capacity of each week of the plan, from week 0 on.
    """

    key: str
    serves: frozenset[str]
    able: frozenset[str]
    sittings: Sequence[int]
    interviews: Sequence[int]

    def suits(self, need: Need) -> bool:
        """Does this team serve the unit, and has it what the need asks for?"""
        return need.unit in self.serves and need.needs <= self.able


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of one need, given to one team in one week."""

    need: str
    team: str
    week: int
    sittings: int
    interviews: int


@dataclass(frozen=True, slots=True)
class Short:
    """What of one need nobody can do. `no_team` says that no team serves the unit or is able to."""

    need: str
    sittings: int
    interviews: int
    no_team: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything placed, in the order of weeks, and everything that is short."""

    placed: tuple[Placed, ...]
    short: tuple[Short, ...]

    def load(self) -> dict[tuple[str, int], tuple[int, int]]:
        """Return each team's sittings and interviews by week; weeks without work are left out."""
        found: dict[tuple[str, int], tuple[int, int]] = {}
        for one in self.placed:
            sittings, interviews = found.get((one.team, one.week), (0, 0))
            found[one.team, one.week] = (sittings + one.sittings, interviews + one.interviews)
        return found


Cell = tuple[str, int]  # a team and a week


@dataclass
class _Work:
    """One kind of work while it is being planned: amounts by need, capacities by team and week."""

    amounts: Mapping[str, int]
    cells: Mapping[str, Sequence[Cell]]
    capacity: Mapping[Cell, int]
    given: dict[str, dict[Cell, int]] = field(default_factory=lambda: defaultdict(dict))
    used: dict[Cell, int] = field(default_factory=lambda: defaultdict(int))

    def left(self, need: str) -> int:
        return self.amounts[need] - sum(self.given[need].values())

    def room(self, cell: Cell) -> int:
        return self.capacity[cell] - self.used[cell]

    def give(self, need: str, cell: Cell, amount: int) -> None:
        given = self.given[need].get(cell, 0) + amount
        if given:
            self.given[need][cell] = given
        else:
            self.given[need].pop(cell, None)
        self.used[cell] += amount

    def share(self, cell: Cell, more: int) -> float:
        """Return how full a cell would be with so much more, 1.0 for full."""
        return (self.used[cell] + more) / self.capacity[cell] if self.capacity[cell] else 2.0


def plan_year(needs: Sequence[Need], crews: Sequence[Crew]) -> Plan:
    """Return the plan; no team's capacity of a week is exceeded, and what is left over is said."""
    order = _order(needs)
    suited = {need.key: [crew for crew in crews if crew.suits(need)] for need in needs}
    sittings = _planned(
        order,
        suited,
        {need.key: need.sittings for need in needs},
        {c.key: c.sittings for c in crews},
    )
    interviews = _planned(
        order, suited, {n.key: n.interviews for n in needs}, {c.key: c.interviews for c in crews},
        near=sittings,
    )  # fmt: skip
    placed = [
        Placed(need.key, team, week, sittings.given[need.key].get((team, week), 0),
               interviews.given[need.key].get((team, week), 0))
        for need in order
        for team, week in sittings.given[need.key].keys() | interviews.given[need.key].keys()
    ]  # fmt: skip
    short = (
        Short(n.key, sittings.left(n.key), interviews.left(n.key), not suited[n.key]) for n in order
    )
    return Plan(
        tuple(sorted(placed, key=lambda one: (one.week, one.team, one.need))),
        tuple(one for one in short if one.sittings or one.interviews),
    )


def _order(needs: Sequence[Need]) -> list[Need]:
    """Return the needs with the least room to move first: few weeks, an early end, much work."""
    return sorted(
        needs,
        key=lambda n: (n.last_week - n.first_week, n.last_week, -n.sittings, -n.interviews, n.key),
    )


def _planned(
    order: Sequence[Need],
    suited: Mapping[str, Sequence[Crew]],
    amounts: Mapping[str, int],
    capacity: Mapping[str, Sequence[int]],
    near: _Work | None = None,
) -> _Work:
    cells = {
        need.key: [
            (crew.key, week)
            for week in range(need.first_week, need.last_week + 1)
            for crew in suited[need.key]
            if 0 <= week < len(capacity[crew.key])
        ]
        for need in order
    }
    weeks = {(team, week): most for team, row in capacity.items() for week, most in enumerate(row)}
    work = _Work(amounts, cells, weeks)
    for need in order:
        _whole(work, need.key, {} if near is None else near.given[need.key])
    for need in order:
        _spread(work, need.key)
    for need in order:
        while work.left(need.key) and _move_others(work, need.key):
            pass
    return work


def _whole(work: _Work, need: str, near: Mapping[Cell, int]) -> None:
    """Give a need whole to the cell that it loads least; first to one where its sittings are."""
    amount = work.left(need)
    fits = [cell for cell in work.cells[need] if work.room(cell) >= amount]
    if amount and fits:
        best = min(fits, key=lambda c: (c not in near, work.share(c, amount), c[1], c[0]))
        work.give(need, best, amount)


def _spread(work: _Work, need: str) -> None:
    """Fill what room there is, the emptiest weeks first."""
    for cell in sorted(work.cells[need], key=lambda c: (-work.room(c), c[1], c[0])):
        amount = min(work.left(need), work.room(cell))
        if amount > 0:
            work.give(need, cell, amount)


def _move_others(work: _Work, need: str) -> bool:
    """Place some of a need by moving others along a shortest chain of cells; False: impossible."""
    came: dict[Cell, tuple[Cell, str] | None] = dict.fromkeys(work.cells[need])
    waiting = deque(came)
    while waiting:
        cell = waiting.popleft()
        if work.room(cell) > 0:
            _shift(work, need, cell, came)
            return True
        for other, given in work.given.items():
            if other == need or not given.get(cell):
                continue
            for target in work.cells[other]:
                if target not in came:
                    came[target] = (cell, other)
                    waiting.append(target)
    return False


def _shift(
    work: _Work, need: str, last: Cell, came: Mapping[Cell, tuple[Cell, str] | None]
) -> None:
    """Move the others along the chain that ends in `last`, and place what that makes room for."""
    chain: list[tuple[Cell, str, Cell]] = []
    cell, step = last, came[last]
    while step is not None:
        before, other = step
        chain.append((before, other, cell))
        cell, step = before, came[before]
    amount = min([work.left(need), work.room(last), *(work.given[o][b] for b, o, _target in chain)])
    for before, other, target in chain:
        work.give(other, target, amount)
        work.give(other, before, -amount)
    work.give(need, cell, amount)


def more_weeks_needed(short: Iterable[Short], sittings: int, interviews: int) -> int:
    """Return how many weeks of one member, with these capacities a week, the shortfall comes to.

    A member's sittings and interviews of a week are done side by side, so the larger counts.
    """
    listed = list(short)
    lacking = [
        -(-sum(one.sittings for one in listed) // sittings) if sittings else 0,
        -(-sum(one.interviews for one in listed) // interviews) if interviews else 0,
    ]
    return max(lacking)


def first_monday(year: int) -> date:
    """Return the Monday of the year's first ISO week: the one that holds 4 January."""
    return date.fromisocalendar(year, 1, 1)


def weeks_of(year: int) -> int:
    """Return how many ISO weeks the year has: 52 or 53."""
    return (first_monday(year + 1) - first_monday(year)).days // DAYS_OF_A_WEEK


def monday_of(year: int, week: int) -> date:
    """Return the Monday of a week of the plan, counted from 0."""
    return first_monday(year) + timedelta(weeks=week)


def week_of(year: int, day: date) -> int:
    """Return the week of the plan that a day falls in; below 0 or past the end outside the year."""
    return (day - first_monday(year)).days // DAYS_OF_A_WEEK


@dataclass(frozen=True, slots=True)
class Span:
    """One person's days of one window, both included."""

    opens: date
    closes: date


def together(spans: Iterable[Span]) -> list[tuple[Span, int]]:
    """Gather windows that share a day into as few groups as will do; how many people are in each.

    A group's days are those on which everybody in it can be seen. Sorting by the last day and
    taking everybody whose window has opened by then is the least number of groups (the classic
    stabbing of intervals).
    """
    groups: list[tuple[Span, int]] = []
    for one in sorted(spans, key=lambda span: (span.closes, span.opens)):
        if groups and one.opens <= groups[-1][0].closes:
            held, count = groups[-1]
            groups[-1] = (Span(max(held.opens, one.opens), held.closes), count + 1)
        else:
            groups.append((one, 1))
    return groups
