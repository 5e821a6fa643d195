"""The psychologist's pages at two sizes of a force: how slow the slow ones are, beside each other.

Two houses stand at the same time, one of 15,000 people and one of a whole force; the same pages are
asked of both in turn over HTTP, so that a noisy machine disturbs both alike. Each house is a
process of its own, told by lines of JSON what to ask next.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from muster.config.benches.cases import Case

SMALL, FORCE = 15_000, 1_500_000
CLOCKS = 210_000
"""How many clocks run where the page of what is late is measured: fourteen divisions."""
ROUNDS, ASKED = 6, 20
"""How often each page is asked for by each psychologist, in how many rounds."""
REACHES = ("battalion", "brigade", "division", "force")
"""Whom the psychologists serve who ask: 200, 1,000 and 3,000 people in the queue, and everybody."""
AIM = "≥ 1/2"


def queue(people: int = FORCE) -> Iterator[Case]:
    """Measure the queue's page and a person's page; a page's rate is one over its p95."""
    with ExitStack() as houses:
        small, large = (houses.enter_context(_House(size)) for size in (SMALL, _divisions(people)))
        small.answered(), large.answered()
        for page in ("queue", "person"):
            yield _case(page, small, large, _divisions(people))


def late(people: int = CLOCKS) -> Iterator[Case]:
    """Measure the page of what is late, with a case and a running clock for everybody."""
    with ExitStack() as houses:
        small, large = (
            houses.enter_context(_House(size, cases=True)) for size in (SMALL, _divisions(people))
        )
        small.answered(), large.answered()
        yield _case("late", small, large, _divisions(people))


def _divisions(people: int) -> int:
    return max(SMALL, people - people % SMALL)


def _case(page: str, small: _House, large: _House, people: int) -> Case:
    taken: dict[tuple[str, str], list[float]] = {}
    for _round in range(ROUNDS):
        for name, house in (("small", small), ("large", large)):
            for reach in REACHES:
                found = house.ask(page=page, reach=reach, times=ASKED)
                taken.setdefault((name, reach), []).extend(found)
    slow = {key: _p95(found) for key, found in taken.items()}
    ours, theirs = (
        _p95([one for (name, _reach), found in taken.items() if name == size for one in found])
        for size in ("large", "small")
    )
    each = "; ".join(
        f"{reach} {slow['large', reach]:.0f} ms beside {slow['small', reach]:.0f} ms"
        for reach in REACHES
    )
    note = (
        f"p95 {ours:.0f} ms at {people:,} people and {people * 4:,} results, {theirs:.0f} ms at "
        f"{SMALL:,}; by whom the psychologist serves: {each}"
    )
    yardstick = f"the same page at {SMALL:,} people"
    return Case(page, 1000 / ours, yardstick, 1000 / theirs, AIM, ROUNDS * ASKED, note)


def _p95(found: list[float]) -> float:
    return statistics.quantiles(found, n=20, method="inclusive")[-1]


class _House:
    """One house, in a process of its own (benches/asking.py)."""

    def __init__(self, people: int, *, cases: bool = False) -> None:
        self._people, self._cases = people, cases

    def __enter__(self) -> _House:
        self._process = subprocess.Popen(  # noqa: S603 — our own words
            [sys.executable, "-m", "muster.config.benches.asking", str(self._people),
             *(["cases"] if self._cases else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self

    def __exit__(self, *_raised: object) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()

    def ask(self, **asked: Any) -> list[float]:
        """Return how many milliseconds each page took."""
        if self._process.stdin is None:
            raise RuntimeError("the house is closed")
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        found: list[float] = self.answered()
        return found

    def answered(self) -> Any:
        """Return what the house says next; RuntimeError where it has fallen silent."""
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError(f"the house of {self._people:,} people has gone away")
        return json.loads(line)
