"""The columnar engine: many sittings at once, the same results as `scalar`, field by field.

Answers are a matrix of signed bytes, one row per item of the specification and one column per
sitting, so that each item's answers lie side by side in memory: the value as printed, or -1 where
the item was not answered. `encoding` makes such rows from what a file holds. Sittings are taken in
blocks that stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from muster.instruments.rules.blocks import (
    MISSING,
    SEXES,
    Block,
    Bytes,
    Flags,
    Outcome,
    Plan,
    Scratch,
    plan,
    reckon,
)
from muster.instruments.rules.results import CriticalAnswer, Result
from muster.instruments.rules.scalar import CutOffs
from muster.instruments.rules.specification import Item, Method, Scale, Specification

BLOCK = 65_536
"""Sittings in a block: an item's answers are 64 kB, and a whole PCL-5 stays in 2 MB of cache."""


@dataclass(frozen=True)
class Columns:
    """The results of many sittings.

    `critical`, `critical_missing` and `unasked` say whether a sitting has any such item;
    `asks_for_contact` is 1, 0, or -1 where it is not known or never asked. `row` gives one
    sitting's results in full.
    """

    specification: Specification
    answers: Bytes
    sex: Bytes | None
    plans: tuple[Plan, ...]
    scales: tuple[Outcome, ...]
    critical: Flags
    critical_missing: Flags
    asks_for_contact: Bytes
    unasked: Flags

    def __len__(self) -> int:
        return len(self.critical)

    def outcome(self, scale: str) -> Outcome:
        """Return the columns of one scale; KeyError where there is none."""
        return {p.scale.key: o for p, o in zip(self.plans, self.scales, strict=True)}[scale]

    def scores(self, scale: str) -> NDArray[np.float64]:
        """Return the scores of one scale, NaN where a sitting has none."""
        outcome = self.outcome(scale)
        chosen = self.specification.scale(scale)
        scores = np.full(len(self), np.nan)
        if chosen.method is Method.SUM:
            np.copyto(scores, outcome.total, where=outcome.judged)
        elif chosen.method is Method.MEAN:
            answered = np.maximum(outcome.answered, 1)
            np.divide(outcome.least, answered, out=scores, where=outcome.judged)
        return scores

    def row(self, sitting: int) -> tuple[Result, ...]:
        """Return the results of one sitting, as `scalar.score` gives them."""
        block = Block(self.specification, self.answers[:, sitting : sitting + 1])
        return tuple(
            self._result(block, sitting, plan_, outcome)
            for plan_, outcome in zip(self.plans, self.scales, strict=True)
        )

    def _result(self, block: Block, sitting: int, plan_: Plan, outcome: Outcome) -> Result:
        one = outcome.part(slice(sitting, sitting + 1))
        scale = plan_.scale
        judged = bool(one.judged[0])
        place = int(self.sex[sitting]) if self.sex is not None else 0
        own = [(block.place[item.code], item) for item in self.specification.reported_with(scale)]
        return Result(
            instrument=self.specification.instrument,
            version=self.specification.version,
            scale=scale.key,
            method=scale.method,
            score=_score(scale, one) if judged else None,
            answered=int(one.answered[0]),
            items=int(one.items[0]),
            prorated=bool(one.prorated[0]),
            least=int(one.least[0]),
            most=int(one.most[0]),
            band=_band(scale, int(one.band[0])),
            cutoff=plan_.cutoffs[place] if plan_.cutoffs else None,
            positive=_known(one.positive),
            unjudged=not judged and scale.method is not Method.NONE,
            severe=_known(one.severe),
            clusters_met=_known(one.clusters_met),
            critical=tuple(
                CriticalAnswer(item.code, int(block.raw[row, 0]))
                for row, item in own
                if item.critical_at is not None and block.raw[row, 0] >= item.critical_at
            ),
            critical_missing=tuple(
                item.code
                for row, item in own
                if item.critical_at is not None and block.missing(row)[0]
            ),
            asks_for_contact=_asks(block, [item for _row, item in own]),
            unasked=tuple(
                item.code
                for row, item in own
                if row in block.unasked and block.unasked[row][0] and block.raw[row, 0] >= 0
            ),
        )


def score_columns(
    specification: Specification,
    answers: Bytes,
    *,
    sex: Bytes | None = None,
    cutoffs: CutOffs | None = None,
) -> Columns:
    """Score many sittings.

    `answers` is signed bytes of shape (items, sittings) in the specification's order of items;
    `sex` holds places in `SEXES`. ValueError where a value is no answer to its item: what comes
    from outside goes through `encoding` first, which says which and where.
    """
    answers = np.ascontiguousarray(answers, dtype=np.int8)
    if answers.ndim != 2 or len(answers) != len(specification.items):
        raise ValueError(f"{specification.instrument} needs {len(specification.items)} rows.")
    rows = answers.shape[1]
    ranges = tuple(_Range.of(item) for item in specification.items)
    plans = tuple(plan(specification, scale, cutoffs or {}) for scale in specification.scales)
    columns = Columns(
        specification=specification,
        answers=answers,
        sex=sex,
        plans=plans,
        scales=tuple(Outcome.empty(each, rows) for each in plans),
        critical=_flags(rows, specification.critical),
        critical_missing=_flags(rows, specification.critical),
        asks_for_contact=np.full(rows, MISSING, np.int8),
        unasked=_flags(rows, [item for item in specification.items if item.asked_when]),
    )
    scratch = Scratch(min(BLOCK, rows))
    for start in range(0, rows, BLOCK):
        where = slice(start, min(start + BLOCK, rows))
        if where.stop - where.start < len(scratch.flag):
            scratch = Scratch(where.stop - where.start)
        for limits, column in zip(ranges, answers[:, where], strict=True):
            limits.check(column)
        _score_block(columns, where, scratch)
    return columns


def _flags(rows: int, items: Sequence[Item]) -> Flags:
    """Return a column of flags, one False seen many times where no item can ever raise one."""
    return np.zeros(rows, np.bool_) if items else np.broadcast_to(np.False_, rows)


@dataclass(frozen=True)
class _Range:
    """What a column of answers to one item may hold."""

    code: str
    highest: int
    gaps: tuple[int, ...]

    @classmethod
    def of(cls, item: Item) -> _Range:
        known = item.by_value
        return cls(item.code, item.highest, tuple(v for v in range(item.highest) if v not in known))

    def check(self, column: Bytes) -> None:
        """Raise ValueError where the column holds a value that is no answer."""
        strange = column.max() > self.highest or column.min() < MISSING
        if strange or any(bool(np.any(column == gap)) for gap in self.gaps):
            raise ValueError(f"The column of {self.code} holds a value that is no answer to it.")


def _score_block(columns: Columns, where: slice, scratch: Scratch) -> None:
    block = Block(columns.specification, columns.answers[:, where])
    sex = columns.sex[where] if columns.sex is not None else None
    for plan_, outcome in zip(columns.plans, columns.scales, strict=True):
        reckon(block, plan_, sex, outcome.part(where), scratch)
    for row, item in enumerate(columns.specification.items):
        if item.critical_at is not None:
            np.greater_equal(block.raw[row], item.critical_at, out=scratch.flag)
            columns.critical[where] |= scratch.flag
            np.less(block.weights[row], 0, out=scratch.flag)
            columns.critical_missing[where] |= scratch.flag
    for row, unasked in block.unasked.items():
        columns.unasked[where] |= unasked & (block.raw[row] >= 0)
    _note_contact(columns, block, where)


def _note_contact(columns: Columns, block: Block, where: slice) -> None:
    asking = [
        (row, item.asks_for_contact_at)
        for row, item in enumerate(columns.specification.items)
        if item.asks_for_contact_at is not None
    ]
    if not asking:
        return
    out = columns.asks_for_contact[where]
    out.fill(0)
    for row, _at in asking:
        np.copyto(out, MISSING, where=block.missing(row))
    for row, at in asking:
        np.copyto(out, 1, where=block.raw[row] >= at)


def _score(scale: Scale, one: Outcome) -> float | None:
    if scale.method is Method.LEVELS:
        return None
    if scale.method is Method.MEAN:
        return int(one.least[0]) / int(one.answered[0]) if one.answered[0] else 0.0
    return float(one.total[0])


def _band(scale: Scale, place: int) -> str | None:
    if place == MISSING:
        return None
    return scale.levels[place].key if scale.method is Method.LEVELS else scale.bands[place].key


def _known(flag: Bytes) -> bool | None:
    return None if flag[0] == MISSING else bool(flag[0])


def _asks(block: Block, own: list[Item]) -> bool | None:
    asking = [item for item in own if item.asks_for_contact_at is not None]
    rows = [block.place[item.code] for item in asking]
    if any(
        block.raw[row, 0] >= (item.asks_for_contact_at or 0)
        for row, item in zip(rows, asking, strict=True)
    ):
        return True
    return None if not asking or any(block.missing(row)[0] for row in rows) else False


__all__ = ["BLOCK", "SEXES", "Columns", "score_columns"]
