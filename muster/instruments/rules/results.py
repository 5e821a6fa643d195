"""What scoring gives: a score with its completeness and its flags, never a bare number."""

from __future__ import annotations

from dataclasses import dataclass

from muster.instruments.rules.specification import Method


@dataclass(frozen=True, slots=True)
class CriticalAnswer:
    """A critical item that was answered at or above its threshold, and the value given."""

    item: str
    value: int


@dataclass(frozen=True, slots=True)
class Result:
    """One scale of one sitting.

    `score` is None when an answer is missing (unless the authors publish a prorating rule), and
    always for levels and for instruments that are not scales. `least` and `most` are the lowest and
    highest totals still possible given what was answered; for levels, the ranks of the levels
    (0 is the first). `answered` of `items` counts the items this form had to have answered: one
    that the form rightly does not ask is not missing.

    `positive` is None when it could not be judged, even where `least` already reaches the cut-off:
    read `least` for what the answers prove. `unjudged` tells that apart from a scale that has
    nothing to judge. `clusters_met` may be known from some of the answers; it is None where it
    is not, and where the instrument has no cluster rule.
    """

    instrument: str
    version: str
    scale: str
    method: Method
    score: float | None
    answered: int
    items: int
    prorated: bool
    least: int
    most: int
    band: str | None
    cutoff: int | None  # the cut-off that was applied, after sex and profile
    positive: bool | None
    unjudged: bool
    severe: bool | None
    clusters_met: bool | None
    critical: tuple[CriticalAnswer, ...]
    critical_missing: tuple[str, ...]  # asked, critical, not answered: "not known", never "no"
    asks_for_contact: bool | None  # None where the instrument does not ask, or it was not answered
    unasked: tuple[str, ...]  # answered although the form's own rule would not have asked

    @property
    def complete(self) -> bool:
        """Was everything answered that this form had to have answered?"""
        return self.answered == self.items

    @property
    def empty(self) -> bool:
        """Was none of this scale's items answered?"""
        return self.answered == 0
