"""Opening a record in an emergency: with a reason each time, for a while, reviewed by another.

Nothing here asks whether the reason is a good one: whoever opens decides that, at once, and a
second person judges it within a day.
"""

from __future__ import annotations

import enum
from collections.abc import Collection
from datetime import timedelta

from muster.care import refusals
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import Sentence, _
from muster.policy.rules.profile import GlassRule

LEAST_WORDS = 12
"""So many letters a reason has at least; “asdf” is none."""


class Conclusion(enum.Enum):
    """What the second person concludes; `says` is the sentence."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Conclusion:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    JUSTIFIED = "justified", _("It was an emergency, and opening the record was right.")
    NOT_NEEDED = "not-needed", _("It was done in good faith, and was not needed.")
    PASSED_ON = "passed-on", _("It was not right, and was passed on.")


def refusal(rule: GlassRule, reason: str, words: str) -> Problem | None:
    """Return why a record is not opened for this reason, or None where it may be."""
    if reason not in rule.reasons:
        return refusals.GLASS_WITHOUT_REASON.at()
    if sum(one.isalnum() for one in words) < LEAST_WORDS:
        return refusals.GLASS_WITHOUT_WORDS.at()
    return None


def review_refused(opened_by: str, by: str, reviewed: bool) -> Problem | None:
    """Return why this account may not review an opening: its own, or one reviewed already."""
    if opened_by == by:
        return refusals.REVIEWED_BY_ONESELF.at()
    return refusals.REVIEWED_ALREADY.at() if reviewed else None


def alarms(opened: Collection[Instant], rule: GlassRule, now: Instant) -> bool:
    """Does the opening at `now`, the last of `opened`, reach the number at which it is told?

    Once for each time the number is reached: at the twentieth within the hour, and at the fortieth.
    """
    within = Calendar().due(now, rule.most_within) - now
    lately = sum(now - within < one <= now for one in opened)
    return lately > 0 and lately % rule.most == 0


def review_late(opened: Instant, now: Instant, within: timedelta) -> bool:
    """Should a second person have looked by now?"""
    return now > opened + within
