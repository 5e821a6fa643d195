"""One run of scoring: batch after batch from a file to a table."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from muster.config.scoring.problems import OUT_IS_IN
from muster.config.scoring.sittings import Batch, Layout, Source, open_source
from muster.config.scoring.table import counts_of, table_of
from muster.config.scoring.writing import Write, written
from muster.instruments.packs import Pack, pack
from muster.instruments.rules.columns import score_columns
from muster.kernel.problems import Problem
from muster.kernel.sheets.problems import MORE

Watch = Callable[[int, int | None], None]
"""Told how far the reading is, and of how much, after each batch."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of a file: counts of its results, how many rows were refused, all problems."""

    instrument: str
    out: str
    counts: Counter[str]
    refused: int
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "instrument": self.instrument,
            "out": self.out,
            "rows": self.counts["results"] + self.refused,
            **self.counts,
            "refused": self.refused,
            "problems": [problem.as_json() for problem in self.problems],
        }


def score_file(file: Path, out: Path, *, instrument: str, layout: Layout, watch: Watch) -> Scored:
    """Score a file of answers into `out`; memory does not grow with the file.

    Refused where the file as a whole is no use, or the results cannot be written.
    """
    chosen = pack(instrument)
    if file.exists() and out.exists() and file.samefile(out):
        raise OUT_IS_IN.refused(name=file.name)
    source = open_source(file, chosen, layout)
    with written(out) as write:
        counts = _score(source, chosen, write, watch)
    problems = sorted(source.problems, key=_place)
    return Scored(chosen.key, out.name, counts, source.problems.refused, tuple(problems))


def _place(problem: Problem) -> float:
    """Return where a problem stands in the list: the file's own first, then row by row."""
    return math.inf if problem.kind is MORE else problem.row or 0


def _score(source: Source, chosen: Pack, write: Write, watch: Watch) -> Counter[str]:
    specification = chosen.specification
    nothing = np.empty((len(specification.items), 0), np.int8)
    counts = Counter[str]()
    begun = False
    for batch in source.batches():
        columns = score_columns(specification, batch.answers, sex=batch.sexes)
        write(table_of(batch, columns))
        counts.update(counts_of(columns))
        watch(source.position, source.total)
        begun = True
    if not begun:
        columns = score_columns(specification, nothing)
        empty = Batch(pl.Series([], dtype=pl.Int64), None, nothing)
        write(table_of(empty, columns))
        counts.update(counts_of(columns))
    return counts
