"""What a sitting can give rise to, and the tiers it is called by.

A finding is what detection notices; a profile says which tier each finding stands in. The codes are
stored, so they never change their meaning: a new meaning gets a new code.
"""

from __future__ import annotations

import enum

from muster.kernel.words import Sentence, _p


class Tier(enum.StrEnum):
    """How soon a clinician calls. A promise about us, never a measure of the person."""

    RED = "red"
    AMBER = "amber"
    YELLOW = "yellow"
    GREEN = "green"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for the most urgent; also the code of this tier in columns of tiers."""
        return _RANKS[self]

    @property
    def queued(self) -> bool:
        """Does this tier put somebody in the queue?"""
        return self is not Tier.NONE

    @property
    def word(self) -> Sentence:
        """The tier's name as a reader says it."""
        return _TIER_WORDS[self]


class Finding(enum.StrEnum):
    """One thing noticed, in the order in which reasons are read."""

    SUICIDE_RISK_HIGH = "suicide-risk-high"
    HELP_NOW = "help-now"
    THREAT_TO_OTHERS = "threat-to-others"
    FOLLOW_UP_MISSING = "follow-up-missing"
    FOLLOW_UP_REFUSED = "follow-up-refused"
    FOLLOW_UP_ABANDONED = "follow-up-abandoned"
    CRITICAL_ANSWER_HIGHEST = "critical-answer-highest"
    SUICIDE_RISK_MODERATE = "suicide-risk-moderate"
    SUICIDE_RISK_SOME = "suicide-risk-some"
    CRITICAL_ANSWER = "critical-answer"
    CRITICAL_ANSWER_RECORDED_LATER = "critical-answer-recorded-later"
    CRITICAL_ITEM_SKIPPED = "critical-item-skipped"
    OBSERVED_DANGER = "observed-danger"
    REFERRED_URGENTLY = "referred-urgently"
    VERY_HIGH_SCORE = "very-high-score"
    TALK_AND_POSITIVE = "talk-and-positive"
    SEVERE_SCORE = "severe-score"
    POSITIVE = "positive"
    CLUSTERS_MET_BELOW_CUTOFF = "clusters-met-below-cutoff"
    WORSE = "worse"
    WANTS_TO_TALK = "wants-to-talk"
    SELF_REFERRAL = "self-referral"
    REFERRED = "referred"
    OBSERVED_CHANGE = "observed-change"
    NOT_JUDGED = "not-judged"
    NOT_JUDGED_BELOW_CUTOFF = "not-judged-below-cutoff"
    RAISED = "raised"
    MISSED_SCREEN = "missed-screen"
    BETTER = "better"

    @property
    def bit(self) -> int:
        """This finding's place in a column of findings, one bit each, in the order above."""
        return _BITS[self]


_RANKS = {tier: rank for rank, tier in enumerate(Tier)}
_BITS = {finding: 1 << place for place, finding in enumerate(Finding)}
_TIER_WORDS = {
    Tier.RED: _p("tier", "Red"),
    Tier.AMBER: _p("tier", "Amber"),
    Tier.YELLOW: _p("tier", "Yellow"),
    Tier.GREEN: _p("tier", "Green"),
    Tier.NONE: _p("tier", "No call needed"),
}

# Nothing may be put lower than this. A force may hurry its clinicians; it may not decide that a
# possible suicide can wait, or that a form nobody could judge is a well person.
FLOORS: dict[Finding, Tier] = {
    **dict.fromkeys(
        (
            Finding.SUICIDE_RISK_HIGH,
            Finding.HELP_NOW,
            Finding.THREAT_TO_OTHERS,
            Finding.FOLLOW_UP_MISSING,
            Finding.FOLLOW_UP_REFUSED,
            Finding.FOLLOW_UP_ABANDONED,
            Finding.CRITICAL_ANSWER_HIGHEST,
        ),
        Tier.RED,
    ),
    **dict.fromkeys(
        (
            Finding.SUICIDE_RISK_MODERATE,
            Finding.SUICIDE_RISK_SOME,
            Finding.CRITICAL_ANSWER,
            Finding.CRITICAL_ANSWER_RECORDED_LATER,
            Finding.CRITICAL_ITEM_SKIPPED,
            Finding.OBSERVED_DANGER,
            Finding.REFERRED_URGENTLY,
        ),
        Tier.AMBER,
    ),
    **dict.fromkeys(
        (
            Finding.VERY_HIGH_SCORE,
            Finding.TALK_AND_POSITIVE,
            Finding.SEVERE_SCORE,
            Finding.POSITIVE,
            Finding.CLUSTERS_MET_BELOW_CUTOFF,
            Finding.WANTS_TO_TALK,
            Finding.SELF_REFERRAL,
            Finding.REFERRED,
            Finding.OBSERVED_CHANGE,
            Finding.NOT_JUDGED,
            Finding.NOT_JUDGED_BELOW_CUTOFF,
            Finding.MISSED_SCREEN,
        ),
        Tier.GREEN,
    ),
}
