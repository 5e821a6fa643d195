"""Outcomes of programmes are counted: care says how each part ended, and only sums leave it."""

from __future__ import annotations

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.comparing import course_since
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.facts import ended_parts
from muster.programmes.outcomes import counted_already, write_outcomes
from muster.programmes.rules.outcomes import Half
from muster.vault.zones import Zone


@command(
    key="care.count-outcomes",
    permits=Permission.COUNT_OUTCOMES,
    zone=Zone.COMMAND,
    says=_("Outcomes of programmes were counted for a half of a year."),
)
def count_outcomes(*, by: Viewer, at: Instant) -> int:
    """Count the last half of a year that is over, once; return how many lines were written.

    A part that ended is better, unchanged or worse by the reliable-change constants in force, from
    the last sitting before it began to the last one since.
    """
    half = Half.before(at.date())
    if counted_already(half):
        return 0
    parts = ended_parts(half.first, half.after)
    courses = {}
    for one in parts:
        found = course_since(one.person, one.began_at.date())
        courses[one.enrolment] = found.value.replace("-", "_")
    lines = write_outcomes(half, parts, courses, at)
    note(half=str(half), lines=lines)
    return lines
