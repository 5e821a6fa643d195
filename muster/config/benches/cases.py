"""One measured case: a rate, the rate of its yardstick, and the ratio of the two."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """What was measured; rates are per second, medians of several runs taken in turn."""

    name: str
    rate: float
    yardstick: str
    yardstick_rate: float
    aim: str
    runs: int
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.rate / self.yardstick_rate

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "rate": round(self.rate, 1),
            "yardstick": self.yardstick,
            "yardstick_rate": round(self.yardstick_rate, 1),
            "ratio": round(self.ratio, 4),
            "aim": self.aim,
            "runs": self.runs,
            "note": self.note,
        }


def in_turn(
    ours: Callable[[], float], yardstick: Callable[[], float], runs: int
) -> tuple[float, float]:
    """Return the median rates of both, run in turn so that a noisy machine disturbs both alike."""
    rates: list[tuple[float, float]] = [(ours(), yardstick()) for _run in range(runs)]
    return statistics.median(a for a, _b in rates), statistics.median(b for _a, b in rates)


def rate_of(work: Callable[[], Any], count: int) -> float:
    """Return how many of `count` things a second `work` does."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def table(cases: Sequence[Case]) -> list[tuple[str, str, str, str, str]]:
    """Return the cases as rows of words: name, rate, yardstick, its rate, ratio with its aim."""
    return [
        (
            case.name,
            f"{case.rate:,.0f}/s",
            case.yardstick,
            f"{case.yardstick_rate:,.0f}/s",
            f"{case.ratio:.3g} ({case.aim})",
        )
        for case in cases
    ]
