"""Results as a table: a score with its completeness and its flags, never a bare number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from muster.config.scoring.sittings import Batch
from muster.instruments.rules.blocks import MISSING, Outcome
from muster.instruments.rules.columns import Columns
from muster.instruments.rules.specification import Method, Scale


def table_of(batch: Batch, columns: Columns) -> pl.DataFrame:
    """Return one row per sitting: row, id, the results of each scale, and the critical items.

    With several scales, a result's column begins with its scale: `anxiety_score`. What could not
    be judged is null, never 0 or false.
    """
    scales = columns.specification.scales
    table = [batch.rows.cast(pl.Int64).alias("row")]
    if batch.ids is not None:
        table.append(batch.ids.alias("id"))
    for scale in scales:
        prefix = f"{scale.key}_" if len(scales) > 1 else ""
        table += [series.alias(prefix + series.name) for series in _results(columns, scale)]
    table.append(pl.Series("critical", columns.critical))
    table.append(pl.Series("critical_missing", columns.critical_missing))
    if any(item.asks_for_contact_at is not None for item in columns.specification.items):
        table.append(_flag("asks_for_contact", columns.asks_for_contact))
    return pl.DataFrame(table)


def counts_of(columns: Columns) -> Counter[str]:
    """Count the results. `positive` and `clusters_met` are of complete forms, as elsewhere."""
    outcomes = columns.scales
    complete = np.ones(len(columns), np.bool_)
    empty = np.ones(len(columns), np.bool_)
    for outcome in outcomes:
        complete &= outcome.answered == outcome.items
    empty &= (columns.answers == MISSING).all(axis=0)
    counts = Counter(
        results=len(columns),
        complete=int(complete.sum()),
        incomplete=int((~complete & ~empty).sum()),
        empty=int(empty.sum()),
        positive=int((_any(outcomes, "positive") & complete).sum()),
        critical=int(columns.critical.sum()),
        critical_missing=int((columns.critical_missing & ~empty).sum()),
    )
    if any(scale.clusters for scale in columns.specification.scales):
        counts["clusters_met"] = int((_any(outcomes, "clusters_met") & complete).sum())
    return counts


def _results(columns: Columns, scale: Scale) -> list[pl.Series]:
    outcome = columns.outcome(scale.key)
    return [
        _score(columns, scale),
        pl.Series("answered", outcome.answered),
        pl.Series("items", outcome.items),
        pl.Series("prorated", outcome.prorated),
        pl.Series("least", outcome.least, dtype=pl.Int32),
        pl.Series("most", outcome.most, dtype=pl.Int32),
        _band(scale, outcome.band),
        _flag("positive", outcome.positive),
        _flag("clusters_met", outcome.clusters_met),
    ]


def _score(columns: Columns, scale: Scale) -> pl.Series:
    scores = pl.Series("score", columns.scores(scale.key), nan_to_null=True)
    return scores if scale.method is Method.MEAN else scores.cast(pl.Int32)


def _band(scale: Scale, places: NDArray[np.int8]) -> pl.Series:
    """Return the keys of the bands, or of the levels where the scale has those."""
    named = scale.levels if scale.method is Method.LEVELS else scale.bands
    keys = pl.Series([each.key for each in named], dtype=pl.String)
    known = pl.Series("band", places.astype(np.int64))
    return keys.gather(known.set(known < 0, None)).alias("band")


def _flag(name: str, flag: NDArray[np.int8]) -> pl.Series:
    known = pl.Series(name, flag)
    return known.set(known < 0, None).cast(pl.Boolean)


def _any(outcomes: Sequence[Outcome], name: str) -> NDArray[np.bool_]:
    flags: NDArray[np.bool_] = np.logical_or.reduce([getattr(each, name) > 0 for each in outcomes])
    return flags
