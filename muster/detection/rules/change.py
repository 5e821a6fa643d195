"""Is a change larger than measurement error, and which points say so?

The reliable-change index of Jacobson and Truax (1991). The constants stand in each pack with the
reliability they rest on; the profile says which basis speaks for "worse" and which for "better".
Higher totals are worse in every scale that has such constants.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from muster.instruments.rules.specification import Scale
from muster.policy.rules.profile import ScaleRule


@dataclass(frozen=True, slots=True)
class Point:
    """One complete score on one day."""

    score: float
    on: date


@dataclass(frozen=True, slots=True)
class Norms:
    """How far two scores must lie apart, in the scale's points; None: nothing is published.

    `noise_up_to`, `meaningful_from` and `recovered_up_to` are the authors' own marks, where given.
    """

    worse: float | None = None
    better: float | None = None
    worse_basis: str | None = None
    better_basis: str | None = None
    noise_up_to: int | None = None
    meaningful_from: int | None = None
    recovered_up_to: int | None = None


class Direction(enum.StrEnum):
    """What two scores say about each other."""

    WORSE = "worse"
    BETTER = "better"
    STEADY = "steady"  # within measurement error
    UNKNOWN = "unknown"  # fewer than two points, or no constant to measure by


@dataclass(frozen=True, slots=True)
class Change:
    """A verdict on a series, and the two points it rests on.

    `threshold` and `basis` say by what it was measured. `meaningful` and `recovered` follow the
    authors' marks and are None where there are none; recovery is only asked of somebody better.
    """

    direction: Direction
    earlier: Point | None = None
    latest: Point | None = None
    threshold: float | None = None
    basis: str | None = None
    meaningful: bool | None = None
    recovered: bool | None = None

    @property
    def difference(self) -> float | None:
        """Return the latest score less the earlier one."""
        if self.earlier is None or self.latest is None:
            return None
        return self.latest.score - self.earlier.score


def norms_for(scale: Scale, rule: ScaleRule | None) -> Norms:
    """Return the pack's constants as the profile chooses among them.

    Of several constants on the chosen basis, "worse" takes the smallest and "better" the largest.
    A scale the profile says nothing about is not compared.
    """
    basis = rule.change if rule is not None else None
    worse = [c.points for c in scale.reliable_change if basis and c.basis == basis.worse]
    better = [c.points for c in scale.reliable_change if basis and c.basis == basis.better]
    return Norms(
        worse=min(worse, default=None),
        better=max(better, default=None),
        worse_basis=basis.worse if basis and worse else None,
        better_basis=basis.better if basis and better else None,
        noise_up_to=scale.noise_up_to,
        meaningful_from=scale.meaningful_from,
        recovered_up_to=scale.recovered_up_to,
    )


def change(series: tuple[Point, ...], norms: Norms) -> Change:
    """Compare the latest point with the one before it. The points may come in any order."""
    if len(series) < 2:
        return Change(Direction.UNKNOWN, latest=series[0] if series else None)
    *_older, earlier, latest = sorted(series, key=lambda point: point.on)
    return _between(earlier, latest, norms)


def change_since_start(series: tuple[Point, ...], norms: Norms) -> Change:
    """Compare the latest point with the first: a slow rise shows here and in no single step."""
    if len(series) < 2:
        return Change(Direction.UNKNOWN, latest=series[0] if series else None)
    first, *_between_them, latest = sorted(series, key=lambda point: point.on)
    return _between(first, latest, norms)


def _between(earlier: Point, latest: Point, norms: Norms) -> Change:
    rise = latest.score - earlier.score
    direction, threshold, basis = Direction.STEADY, None, None
    if norms.worse is None and norms.better is None:
        direction = Direction.UNKNOWN
    elif norms.worse is not None and rise >= norms.worse:
        direction, threshold, basis = Direction.WORSE, norms.worse, norms.worse_basis
    elif norms.better is not None and -rise >= norms.better:
        direction, threshold, basis = Direction.BETTER, norms.better, norms.better_basis
    return Change(
        direction=direction,
        earlier=earlier,
        latest=latest,
        threshold=threshold,
        basis=basis,
        meaningful=None if norms.meaningful_from is None else abs(rise) >= norms.meaningful_from,
        recovered=_recovered(latest, norms) if direction is Direction.BETTER else None,
    )


def _recovered(latest: Point, norms: Norms) -> bool | None:
    return None if norms.recovered_up_to is None else latest.score <= norms.recovered_up_to
