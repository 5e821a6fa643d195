"""How much a clinician carries: cases weighed by where they stand, against the time they have.

At 90 % load the mean wait is 63 days for a lone clinician, 14 for four who pool and 6 for eight
(queueing, derived). So load is capped, and what is above the cap goes to the pool.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from muster.policy.rules.caring import Loading


@dataclass(frozen=True, slots=True)
class Time:
    """What a clinician's working time says: percent of a full post, and when they are away."""

    percent: int = 100
    away_from: date | None = None
    away_until: date | None = None
    cover: str | None = None

    def away_on(self, day: date) -> bool:
        return (
            self.away_from is not None
            and self.away_until is not None
            and self.away_from <= day <= self.away_until
        )


@dataclass(frozen=True, slots=True)
class Load:
    """What one clinician carries: cases, their weight, and the share of what a post can carry."""

    cases: int
    weight: float
    share: float

    def over(self, cap: float) -> bool:
        return self.share > cap

    @property
    def per_cent(self) -> int:
        return round(100 * self.share)


def weight_of(states: Iterable[str], rule: Loading) -> float:
    """Return the weight of cases that stand in these states; one not listed weighs one."""
    return sum(rule.weights.get(state, 1.0) for state in states)


def load_of(states: Iterable[str], time: Time, rule: Loading) -> Load:
    """Return what these open cases are for somebody with this time. Nobody has less than none."""
    counted = list(states)
    weight = weight_of(counted, rule)
    carries = rule.full_time * max(time.percent, 0) / 100
    share = weight / carries if carries else (0.0 if not counted else float("inf"))
    return Load(len(counted), round(weight, 2), share)


def lightest(loads: Mapping[str, Load], cap: float) -> list[str]:
    """Return who could take one more case, whoever carries least first."""
    free = [one for one, load in loads.items() if not load.over(cap)]
    return sorted(free, key=lambda one: (loads[one].share, one))
