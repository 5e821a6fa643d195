"""How long steps take: medians and nine tenths that count those that still go on.

Who looks at finished steps alone is too hopeful, because the slow ones are not among them yet. So
a step that goes on counts for as long as it has lasted, by the product-limit estimate of Kaplan and
Meier (1958).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """How many days a step lasted, or has lasted so far where it has not `ended`."""

    days: float
    ended: bool = True


@dataclass(frozen=True, slots=True)
class Times:
    """Of how many cases, the days within which half of them were through, and nine tenths.

    None where too few have ended to say so.
    """

    cases: int
    median: float | None
    most: float | None


def within(spans: Sequence[Span], share: float) -> float | None:
    """Return the days within which this share of steps ended; None where it was not reached."""
    at_risk, left = len(spans), 1.0
    ordered = sorted(spans, key=lambda one: (one.days, not one.ended))
    for one in ordered:
        if one.ended:
            left *= 1 - 1 / at_risk
            if left <= 1 - share + 1e-9:
                return one.days
        at_risk -= 1
    return None


def times(spans: Iterable[Span], least: int) -> Times | None:
    """Return how long a step takes, None where fewer than `least` cases stand behind it."""
    found = list(spans)
    if len(found) < least:
        return None
    return Times(len(found), within(found, 0.5), within(found, 0.9))
