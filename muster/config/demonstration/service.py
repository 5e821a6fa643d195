"""Two years of the brigade's life: who was deployed when, and on which days everyone sat.

Weeks are counted from the Monday on which the demonstration opens. The occasions follow the
`deployment` calendar: before deployment within 120 days; within 30 days of the return; 90-180 days
after it; 181 days to 18 months after it; and a yearly assessment. Between them comes the short
check-in. Which battalion went, and how an effect of deployment grows and fades, are invented (P):
it is smaller on the return than three months later, as Milliken 2007 (JAMA 298:2141-2148) found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from muster.config.demonstration import figures
from muster.config.demonstration.copula import Floats

ROSTER_WEEKS = (-104, -78, -52, -26, 0)
"""On the Mondays of these weeks a roster arrives; who is on none yet is not asked to sit."""

SCALES = ("phq-9", "gad-7", "pcl-5", "audit-c", "muster-check-in")
CHECK_IN = ("muster-check-in",)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A week in which a battalion sits, by platoons from Monday to Friday, and what it answers."""

    week: int
    asks: tuple[str, ...]

    def day(self, monday: date, platoon: int) -> date:
        """Return the day on which a platoon sits."""
        return monday + timedelta(days=7 * self.week + platoon % 5)


@dataclass(frozen=True, slots=True)
class Tour:
    """A deployment, from its first week to the week of the return."""

    left: int
    back: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One battalion's two years."""

    occasions: tuple[Occasion, ...]
    tour: Tour | None = None

    def days(self) -> Floats:
        """Return the occasions' days, counted from the Monday (negative), shape (sittings,)."""
        return np.array([7.0 * occasion.week for occasion in self.occasions])


def _rhythm(full: tuple[int, ...], short: tuple[int, ...], tour: Tour | None = None) -> Rhythm:
    occasions = [Occasion(week, SCALES) for week in full]
    occasions += [Occasion(week, CHECK_IN) for week in short]
    return Rhythm(tuple(sorted(occasions, key=lambda occasion: occasion.week)), tour)


RHYTHMS = {
    0: _rhythm((-90, -38), (-64, -12, -1)),
    1: _rhythm((-92, -59, -46, -24, -2), (-76, -36, -12), Tour(-88, -62)),
    2: _rhythm((-98, -50, -17, -4), (-72, -33, -9), Tour(-46, -20)),
    3: _rhythm((-100, -49, -1), (-75, -24)),
    4: _rhythm((-95, -14), (-70, -40, -3), Tour(-10, 16)),
    5: _rhythm((-90, -38), (-64, -12, -1)),
}

RETURN_SHARE, THEATRE_SHARE = 0.6, 0.5
HEIGHT_FROM, HEIGHT_UNTIL, FADING_DAYS = 90, 180, 540.0


def weight(days_back: float, *, in_theatre: bool = False) -> float:
    """Return how much of a deployment's full effect is there, so many days after the return."""
    if in_theatre:
        return THEATRE_SHARE
    if days_back < 0:
        return 0.0
    if days_back < HEIGHT_FROM:
        return RETURN_SHARE + (1 - RETURN_SHARE) * days_back / HEIGHT_FROM
    return float(np.exp(-max(days_back - HEIGHT_UNTIL, 0.0) / FADING_DAYS))


def lift(rhythm: Rhythm, hardships: Floats) -> dict[str, Floats]:
    """Return what the deployment adds to each scale's factor, shape (people, sittings).

    `hardships` (people,) say how hard the tour was for each one's company, 1 on average.
    """
    tour = rhythm.tour
    if tour is None:
        return {}
    weights = np.array(
        [
            weight(day - 7 * tour.back, in_theatre=7 * tour.left <= day < 7 * tour.back)
            for day in rhythm.days()
        ]
    )
    return {key: full * np.outer(hardships, weights) for key, full in figures.DEPLOYMENT.items()}


def hardships(companies: int, dice: np.random.Generator) -> Floats:
    """Return how hard a tour is for each company, between half and one and a half, 1 on average."""
    drawn = dice.uniform(0.5, 1.5, companies)
    return np.asarray(drawn / drawn.mean(), dtype=np.float64)
