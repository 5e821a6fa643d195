"""When a campaign may open: never where nobody could answer whoever it finds."""

from __future__ import annotations

from muster.assessments import problems
from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.people.duty import roles_without_duty
from muster.policy.queries import campaigns_may_open


def why_closed(unit: UnitId, at: Instant) -> Problem | None:
    """Return why no campaign may open for `unit` now, or None where it may.

    The crisis numbers must have been called lately, and every duty must be held. What is open
    already stays open: closing it would leave people who have begun alone.
    """
    stale = campaigns_may_open(at)
    if stale is not None:
        return stale
    if roles_without_duty(unit, at):
        return problems.NOBODY_ON_DUTY.at()
    return None
