"""The process as it really runs: which step follows which, how long each takes, where it waits.

A few lines of our own: the graph of steps that directly follow one another, with times on them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from muster.kernel.time import Instant
from muster.transition.rules.durations import Span, Times, times

A_DAY = timedelta(days=1)
A_MONTH = 365.25 / 12
LOOKED_BACK = 182
"""Over how many days the pace is reckoned by which what waits is worked off. Our choice."""
GREW_BY, GREW_LEAST, GREW_IN = 1.2, 5, timedelta(days=28)
"""A queue has grown that is a fifth longer than four weeks ago, and by five at least; ours."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A step of a case as measured; `agency` is the partner by name, "" for the office's own."""

    case: UUID
    key: str
    hand: str
    agency: str
    began: Instant
    due: Instant | None
    ended: Instant | None
    again: int = 0
    task: bool = False
    owner: UUID | None = None
    reason: str = ""

    def days(self, at: Instant) -> float:
        return ((self.ended or at) - self.began) / A_DAY

    def over(self, at: Instant) -> float:
        """Return by how many days it exceeds its standard, 0 where it does not."""
        return 0.0 if self.due is None else max(0.0, ((self.ended or at) - self.due) / A_DAY)


@dataclass(frozen=True, slots=True)
class Node:
    """A step of the process: how often, how many go on, are late, were done anew, and how long.

    `lost` is the days beyond the standard, of all its visits together.
    """

    key: str
    visits: int
    open: int
    late: int
    again: int
    times: Times | None
    lost: float


@dataclass(frozen=True, slots=True)
class Edge:
    """One step directly after another: how often, and within how many days half of the time."""

    before: str
    after: str
    count: int
    median: float | None


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits with somebody: how many, the oldest in days, how many ended a month.

    `months` is how long the pending work would take at that pace; None where nothing ended.
    """

    name: str
    open: int
    late: int
    oldest: float
    a_month: float
    months: float | None
    before: int
    times: Times | None

    @property
    def grew(self) -> bool:
        return grew(self.open, self.before)


@dataclass(frozen=True, slots=True)
class Process:
    """The whole: nodes in the order of the track, edges, queues, and where time is lost most."""

    cases: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    agencies: tuple[Queue, ...]
    owners: tuple[Queue, ...]
    office: Queue
    bottleneck: str | None
    anew: float


def grew(waits: int, before: int) -> bool:
    """Is a queue clearly longer than it was four weeks ago?"""
    return waits >= GREW_LEAST + before and waits > GREW_BY * before


def process(visits: Sequence[Visit], order: Sequence[str], at: Instant, *, least: int) -> Process:
    """Return the process as these visits show it at `at`; times from `least` cases on."""
    by_key: Mapping[str, list[Visit]] = _grouped(visits, lambda one: one.key)
    nodes = tuple(_node(key, by_key[key], at, least) for key in order if key in by_key)
    tasks = [one for one in visits if one.task]
    own = [one for one in visits if not one.task]
    worst = max(nodes, key=lambda one: one.lost, default=None)
    repeated = {one.case for one in visits if one.again}
    cases = {one.case for one in visits}
    agencies = _grouped(tasks, lambda one: one.agency)
    owners = _grouped(own, lambda one: "" if one.owner is None else str(one.owner))
    return Process(
        len(cases), nodes, _edges(own, least),
        _queues(agencies, at, least), _queues(owners, at, least),
        _queue("", _whole(own), at, least),
        None if worst is None or worst.lost <= 0 else worst.key,
        len(repeated) / len(cases) if cases else 0.0,
    )  # fmt: skip


def _grouped(visits: Iterable[Visit], by: Callable[[Visit], str]) -> dict[str, list[Visit]]:
    found: dict[str, list[Visit]] = defaultdict(list)
    for one in visits:
        found[by(one)].append(one)
    return found


def _node(key: str, visits: list[Visit], at: Instant, least: int) -> Node:
    spans = [Span(one.days(at), one.ended is not None) for one in visits]
    return Node(
        key, len(visits), sum(one.ended is None for one in visits),
        sum(one.over(at) > 0 for one in visits), sum(one.again > 0 for one in visits),
        times(spans, least), sum(one.over(at) for one in visits),
    )  # fmt: skip


def _edges(own: Sequence[Visit], least: int) -> tuple[Edge, ...]:
    """Return which of the office's own steps follow which; the days are those of the first."""
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for _case, visits in _grouped(own, lambda one: str(one.case)).items():
        ordered = sorted(visits, key=lambda one: one.began)
        for before, after in pairwise(ordered):
            spans[before.key, after.key].append(Span((after.began - before.began) / A_DAY))
    found = []
    for (before_key, after_key), days in spans.items():
        known = times(days, least)
        median = None if known is None else known.median
        found.append(Edge(before_key, after_key, len(days), median))
    return tuple(sorted(found, key=lambda one: -one.count))


def _whole(own: Sequence[Visit]) -> list[Visit]:
    """Return each case as one visit, from its opening to its end."""
    whole = []
    for visits in _grouped(own, lambda one: str(one.case)).values():
        ended = [one.ended for one in visits]
        last = None if None in ended else max(one for one in ended if one is not None)
        first = min(visits, key=lambda one: one.began)
        late = [one.due for one in visits if one.ended is None and one.due is not None]
        whole.append(
            Visit(first.case, "", first.hand, "", first.began, min(late, default=None), last)
        )
    return whole


def _queues(groups: Mapping[str, list[Visit]], at: Instant, least: int) -> tuple[Queue, ...]:
    found = [_queue(name, visits, at, least) for name, visits in groups.items()]
    return tuple(sorted(found, key=lambda one: (-one.late, -one.open, one.name)))


def _queue(name: str, visits: list[Visit], at: Instant, least: int) -> Queue:
    waits = [one for one in visits if one.ended is None]
    since = at - timedelta(days=LOOKED_BACK)
    ended = sum(one.ended is not None and since < one.ended <= at for one in visits)
    pace = ended / (LOOKED_BACK / A_MONTH)
    then = at - GREW_IN
    before = sum(one.began <= then and (one.ended is None or one.ended > then) for one in visits)
    return Queue(
        name, len(waits), sum(one.over(at) > 0 for one in waits),
        max((one.days(at) for one in waits), default=0.0), pace,
        len(waits) / pace if pace else None, before,
        times((Span(one.days(at), one.ended is not None) for one in visits), least),
    )  # fmt: skip


def reasons(visits: Iterable[Visit], at: Instant) -> list[tuple[str, int]]:
    """Return why steps took longer than their standard, by code, the most frequent first."""
    found = Counter(one.reason or "not-told" for one in visits if one.over(at) > 0)
    return found.most_common()
