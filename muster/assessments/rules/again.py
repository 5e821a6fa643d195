"""When somebody in treatment is asked the same again: in the last days before their review.

A course is measured from day to day, so nothing is asked on the day on which it was agreed; and
what is asked long before the review says little of how things stand on it.
"""

from __future__ import annotations

from datetime import date, timedelta

from muster.assessments.rules.windows import Stretch, later
from muster.policy.rules.periods import Period

WINDOW = "again"
"""The name of the window that a sitting stores which was asked for by a plan."""
DAYS_BEFORE = 7
"""So many days before the review the questions open; our choice."""


def days_before(review_on: date, today: date) -> tuple[date, date] | None:
    """Return the first and the last day for a review on that day; None where none is left."""
    opens = max(review_on - timedelta(days=DAYS_BEFORE), today + timedelta(days=1))
    return None if opens > review_on else (opens, review_on)


def stretch_of(opens: date, closes: date, late_for: Period) -> Stretch:
    """Return the days as a window: who comes late is still asked, as in any other."""
    return Stretch(WINDOW, opens, closes, later(closes, late_for))
