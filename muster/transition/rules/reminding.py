"""Of what somebody who has a task is reminded, and when: newly given, soon due, late.

What became so long ago is told nobody any more: a machine that slept a night tells in the morning,
and a house that is upgraded does not tell of all that was ever late.
"""

from __future__ import annotations

from datetime import timedelta

from muster.kernel.time import Instant

FRESH = timedelta(days=7)
"""How long something stays news."""


def step_of(
    began: Instant, due: Instant | None, round_: int, at: Instant, ahead: timedelta
) -> str | None:
    """Return the occasion of which whoever has an open task is told now, None where of none.

    Each occasion is told once; a task that begins anew (its `round_`) is told anew. Of what is late
    nobody is told any more that it is soon due, nor of that that it is new.
    """
    if due is not None and due < at:
        return f"late {round_}" if at - due < FRESH else None
    if due is not None and due - at <= ahead:
        return f"soon {round_}"
    return f"given {round_}" if at - began < FRESH else None


def late(step: str) -> bool:
    """Is this the occasion on which whoever looks after the case is told as well?"""
    return step.startswith("late")
