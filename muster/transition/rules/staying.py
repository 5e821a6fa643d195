"""How many stay in the work that they began: everybody together, and by groups that tell nobody.

Who still works counts for as long as they have (Kaplan and Meier 1958), with an interval by
Greenwood's variance (1926) on the log-log scale, which stays between 0 and 1. A group that is too
small is told of nobody; where one alone would be missing, the smallest of the others is hidden with
it, for it would follow from the rest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muster.kernel.words import Sentence, _p
from muster.transition.rules.durations import Span

_Z = 1.96
APART = 10
"""A group's figures are told anew once so many people more, or fewer, stand behind them."""
ROUNDED = 5

SEX: Mapping[str, Sentence] = {
    "woman": _p("sex, for figures", "Woman"),
    "man": _p("sex, for figures", "Man"),
    "other": _p("sex, for figures", "Neither of the two"),
}
RANK: Mapping[str, Sentence] = {
    "soldier": _p("rank, for figures", "Private, corporal, sailor"),
    "sergeant": _p("rank, for figures", "Sergeant or warrant officer"),
    "officer": _p("rank, for figures", "Officer"),
}
ADJUSTED: Mapping[str, Sentence] = {
    "yes": _p("an adjustment at work, for figures", "I need one"),
    "no": _p("an adjustment at work, for figures", "I need none"),
}
LONGEST_REGION = 40


@dataclass(frozen=True, slots=True)
class Groups:
    """Which groups somebody wants to be counted in; "" for what they leave out."""

    sex: str = ""
    region: str = ""
    rank: str = ""
    adjusted: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """Of those who began, so many in a hundred still work there after `days`; and how sure that is.

    `at_risk` is how many were seen for as long.
    """

    days: int
    share: float
    low: float
    high: float
    at_risk: int


def staying(spans: Sequence[Span], marks: Sequence[int], least: int) -> list[Point]:
    """Return who still works at each of these days; days that fewer than `least` reached are left.

    Of each span `ended` says that the work was lost then; else it is not known any longer.
    """
    ordered = sorted(spans, key=lambda one: (one.days, not one.ended))
    points: list[Point] = []
    left, spread, at_risk, place = 1.0, 0.0, len(ordered), 0
    for days in marks:
        while place < len(ordered) and ordered[place].days <= days:
            if ordered[place].ended:
                left *= 1 - 1 / at_risk
                spread += 1 / (at_risk * (at_risk - 1)) if at_risk > 1 else 0.0
            at_risk -= 1
            place += 1
        if at_risk < least:
            break
        points.append(Point(days, 100 * left, *_between(left, spread), at_risk))
    return points


def _between(left: float, spread: float) -> tuple[float, float]:
    if not 0 < left < 1:
        return 100 * left, 100 * left
    wide = _Z * math.sqrt(spread) / abs(math.log(left))
    return 100 * left ** math.exp(wide), 100 * left ** math.exp(-wide)


def told(groups: Mapping[str, Sequence[Span]], least: int) -> list[str]:
    """Return which of these groups may be told of; they are all the groups there are."""
    large = sorted(
        (one for one in groups if len(groups[one]) >= least), key=lambda g: len(groups[g])
    )
    hidden = len(groups) - len(large)
    return sorted(large[1:] if hidden == 1 else large)


def rounded(share: float) -> int:
    """Return a share as it is told of a group: to the next five, the ends closed."""
    return min(100 - ROUNDED, max(ROUNDED, ROUNDED * round(share / ROUNDED)))
