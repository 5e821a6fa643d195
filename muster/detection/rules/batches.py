"""A batch of sittings with its tiers in columns; a verdict is made for each that is queued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.detection.rules.facts import Came, Earlier, Facts, Verdict
from muster.detection.rules.tiers import judge
from muster.instruments.rules.blocks import SEXES, Outcome
from muster.instruments.rules.columns import Columns
from muster.instruments.rules.results import Result
from muster.policy.rules.findings import Finding, Tier
from muster.policy.rules.profile import Profile

Flags = NDArray[np.bool_]
Bits = NDArray[np.uint32]
Days = NDArray[np.datetime64]
_NEVER = -1.0  # a score that nobody has, for comparing where there is none


@dataclass(frozen=True)
class EarlierColumns:
    """Each person's last score on one scale: NaN and NaT where there is none."""

    score: NDArray[np.float64]
    on: Days


@dataclass(frozen=True)
class Batch:
    """Scored sittings of one instrument, and how they came. Days are the unit's own.

    `answered_on` is NaT where unknown. What a person says beside a questionnaire ("I need help
    now") does not come in columns; such sittings are judged one by one.
    """

    columns: Columns
    came: Came
    recorded_on: Days
    answered_on: Days
    earlier: Mapping[str, EarlierColumns]

    def __len__(self) -> int:
        return len(self.columns)


@dataclass(frozen=True)
class Tiers:
    """A batch's tiers (ranks: 0 is red) and findings (bits, see `Finding.bit`), row by row."""

    batch: Batch
    profile: Profile
    tier: NDArray[np.uint8]
    findings: Bits

    def has(self, finding: Finding) -> Flags:
        """Return where `finding` was found."""
        found: Flags = (self.findings & np.uint32(finding.bit)) != 0
        return found

    @property
    def counts(self) -> dict[Tier, int]:
        """Return how many sittings stand in each tier."""
        counted = np.bincount(self.tier, minlength=len(Tier))
        return {tier: int(counted[tier.rank]) for tier in Tier}

    @cached_property
    def queued(self) -> Flags:
        """Where somebody has to be called."""
        called: Flags = self.tier != Tier.NONE.rank
        return called

    def verdicts(self) -> Iterator[tuple[int, Verdict]]:
        """Yield every queued row with its verdict, in the order of the rows.

        Sittings that are alike in all that a verdict reads are judged once.
        """
        known: dict[tuple[Any, ...], Verdict] = {}
        results: dict[tuple[Any, ...], tuple[Result, ...]] = {}
        shelf = {self.batch.columns.specification.instrument: self.batch.columns.specification}
        for row, form, beside in self._alike():
            if (form, beside) not in known:
                if form not in results:
                    results[form] = self.batch.columns.row(row)
                facts = self._facts(row, results[form])
                known[form, beside] = judge(facts, self.profile, shelf)
            yield row, known[form, beside]

    def _alike(self) -> Iterator[tuple[int, tuple[Any, ...], tuple[Any, ...]]]:
        """Yield each queued row with all that its results, and all its other facts, depend on."""
        columns, rows = self.batch.columns, np.flatnonzero(self.queued)
        telling = [
            columns.answers[place]
            for place, item in enumerate(columns.specification.items)
            if item.critical_at is not None or item.asks_for_contact_at is not None
        ]
        for outcome in columns.scales:
            telling += [getattr(outcome, name) for name in Outcome.__slots__]
        if columns.sex is not None:
            telling.append(columns.sex)
        hidden = any(item.asked_when and item.critical_at for item in columns.specification.items)
        if hidden or columns.unasked.any():  # then any answer may decide what was left out
            telling += list(columns.answers)
        forms = zip(*(column[rows].tolist() for column in telling), strict=True)
        beside = [self.batch.recorded_on, self.batch.answered_on]
        for past in self.batch.earlier.values():
            beside += [np.nan_to_num(past.score, nan=_NEVER), past.on]
        others = zip(*(column[rows].tolist() for column in beside), strict=True)
        yield from zip(rows.tolist(), forms, others, strict=True)

    def _facts(self, row: int, results: tuple[Result, ...]) -> Facts:
        batch, columns = self.batch, self.batch.columns
        return Facts(
            came=batch.came,
            recorded_on=_day(batch.recorded_on[row]) or date.max,
            results=results,
            answered_on=_day(batch.answered_on[row]),
            sex=None if columns.sex is None else SEXES[int(columns.sex[row])],
            earlier=tuple(
                Earlier(columns.specification.instrument, scale, float(past.score[row]), on)
                for scale, past in batch.earlier.items()
                if not np.isnan(past.score[row]) and (on := _day(past.on[row])) is not None
            ),
        )


def _day(value: np.datetime64) -> date | None:
    day = value.item()
    return day if isinstance(day, date) else None
