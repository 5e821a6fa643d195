"""A total that came along with the answers, checked against them.

A total is never taken as a score: without answers it is refused, and one that does not follow from
the answers refuses the sitting, because either may be wrong and nobody here can tell which.
"""

from __future__ import annotations

import math

from muster.instruments import problems
from muster.instruments.rules.reading import shown
from muster.instruments.rules.results import Result
from muster.kernel.problems import Problem

_CLOSE = 1e-6


def check_total(result: Result, claimed: object) -> Problem | None:
    """Return what is wrong with the total `claimed` for `result`'s scale, None where it holds.

    Numbers or their text; None and blank text claim nothing. Where answers are missing, any total
    between the lowest and the highest still possible is allowed to stand, and is not used.
    """
    if claimed is None or (isinstance(claimed, str) and not claimed.strip()):
        return None
    total = _number(claimed)
    if total is None:
        return problems.TOTAL_UNREADABLE.at(
            column=result.scale, total=shown(claimed), scale=result.scale
        )
    if result.empty:
        return problems.TOTAL_WITHOUT_ITEMS.at(
            column=result.scale, total=shown(claimed), scale=result.scale
        )
    if _follows(result, total):
        return None
    possible = f"{result.score:g}" if result.score is not None else f"{result.least}–{result.most}"
    return problems.TOTAL_AGAINST_ITEMS.at(
        column=result.scale, total=shown(claimed), scale=result.scale, possible=possible
    )


def _number(claimed: object) -> float | None:
    if isinstance(claimed, bool) or not isinstance(claimed, int | float | str):
        return None
    if isinstance(claimed, str) and len(claimed) > 40:
        return None
    try:
        number = float(claimed)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _follows(result: Result, total: float) -> bool:
    if result.score is not None:
        return abs(total - result.score) < _CLOSE
    return result.least <= total <= result.most
