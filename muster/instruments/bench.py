"""How fast sittings are scored in bulk, beside the plainest sum that could be called scoring.

A sitting here is a PHQ-9 and a PCL-5, invented, one answer in a hundred missing. Ours gives total,
completeness, bounds, band, cut-off, critical answers and clusters of both, and refuses values that
are no answers. The yardstick adds the same columns up, in place, and knows nothing of the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import numpy as np
from numpy.typing import NDArray

from muster.instruments.packs import pack
from muster.instruments.rules.blocks import MISSING
from muster.instruments.rules.columns import score_columns
from muster.instruments.rules.specification import Specification

SITTINGS = 1_000_000
RUNS = 7
INSTRUMENTS = ("phq-9", "pcl-5")


def bulk(sittings: int = SITTINGS, runs: int = RUNS) -> dict[str, str | float]:
    """Return the case `bulk`: median rates in sittings a second, one core, runs taken in turn."""
    forms = [
        (pack(key).specification, invented(pack(key).specification, sittings))
        for key in INSTRUMENTS
    ]
    sums = np.empty(sittings, np.int8)

    def ours() -> None:
        for specification, answers in forms:
            score_columns(specification, answers)

    def plain() -> None:
        for _specification, answers in forms:
            np.add(answers[0], answers[1], out=sums)
            for column in answers[2:]:
                np.add(sums, column, out=sums)

    ours()
    plain()
    times = [(timed(ours), timed(plain)) for _run in range(runs)]
    rate, yardstick = (sittings / median(taken) for taken in zip(*times, strict=True))
    return {"name": "bulk", "rate": rate, "yardstick_rate": yardstick, "ratio": rate / yardstick}


def invented(specification: Specification, sittings: int) -> NDArray[np.int8]:
    """Return invented answers, items × sittings: mostly low, one in a hundred missing."""
    generator = np.random.default_rng(9)
    answers = np.empty((len(specification.items), sittings), np.int8)
    for row, item in enumerate(specification.items):
        values = np.array(sorted(item.by_value), np.int8)
        low = np.minimum(*generator.integers(0, len(values), (2, sittings)))
        answers[row] = values[low]
        answers[row, generator.random(sittings) < 0.01] = MISSING
    return answers


def timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
