"""Titles and postings linked to occupations, beside the encoder alone; and how good the links are.

The figures are those of `muster transition evaluate`; what falls short of its mark is said.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from muster.config.benches.cases import Case, rate_of
from muster.config.guidance.group import published
from muster.transition.evaluating import MARKS, Evaluation, missed
from muster.transition.linking.vectors import vectors

AIM = "the marks in the note"


def linking() -> Iterator[Case]:
    """Measure each line of the evaluation once; a rate counts titles, with the index's making."""
    lines = Evaluation(published()).lines()
    titles = [f"title number {number}" for number in range(200)]
    yardstick = rate_of(lambda: vectors(titles), len(titles))
    start = time.perf_counter()
    for line in lines:
        now = time.perf_counter()
        rate, start = line["of"] / (now - start), now
        yield Case(line["name"], rate, "its encoder alone", yardstick, AIM, 1, _noted(line))


def _noted(line: Mapping[str, Any]) -> str:
    short = missed(line)
    return "; ".join(
        f"{name} {line[name]} (≥ {mark}{', not reached' if name in short else ''})"
        for name, mark in MARKS[line["name"]].items()
    )
