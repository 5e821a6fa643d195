"""One critical answer by itself, at the moment it is given: the rest of the form is still to come.

What the whole form says is judged when it is submitted (`tiers.judge`); here counts only what the
one answer proves, beside what was proved before in the same sitting.
"""

from __future__ import annotations

from collections.abc import Sequence

from muster.detection.rules.critical import from_critical, from_follow_up
from muster.detection.rules.facts import Came, Facts, FollowUp, Shelf, Verdict, answered
from muster.detection.rules.reasons import Reason
from muster.detection.rules.tiers import verdict
from muster.policy.rules.findings import Finding, Tier
from muster.policy.rules.profile import Profile

CRITICAL = frozenset(
    {
        Finding.CRITICAL_ANSWER,
        Finding.CRITICAL_ANSWER_HIGHEST,
        Finding.CRITICAL_ANSWER_RECORDED_LATER,
        Finding.SUICIDE_RISK_HIGH,
        Finding.SUICIDE_RISK_MODERATE,
        Finding.SUICIDE_RISK_SOME,
        Finding.THREAT_TO_OTHERS,
    }
)
"""What a single answer can prove."""
BROKEN = {
    FollowUp.MISSING: Finding.FOLLOW_UP_MISSING,
    FollowUp.REFUSED: Finding.FOLLOW_UP_REFUSED,
    FollowUp.ABANDONED: Finding.FOLLOW_UP_ABANDONED,
}


def judge_moment(facts: Facts, known: Sequence[Reason], profile: Profile, shelf: Shelf) -> Verdict:
    """Return the verdict on one answer beside `known`, what this sitting proved before it.

    `facts.results` are those of the one answer alone; what they lack is not held against anybody.
    """
    found = list(known)
    for result in answered(facts.results):
        judged = (
            from_follow_up if result.instrument == profile.follow_up.instrument else from_critical
        )
        found += [
            reason for reason in judged(result, facts, profile, shelf) if reason.finding in CRITICAL
        ]
    return verdict(found, profile)


def judge_broken(became: FollowUp, known: Sequence[Reason], profile: Profile) -> Verdict:
    """Return the verdict once a follow-up did not come to its end, beside what was proved before.

    A follow-up that was done breaks nothing.
    """
    finding = BROKEN.get(became)
    more = [] if finding is None else [Reason.of(finding)]
    return verdict([*known, *more], profile)


def alarming(found: Verdict, came: Came) -> bool:
    """Can this not wait for anybody to open the queue?

    Whatever is red, and any critical answer of somebody who is answering at this moment. What an
    import brings is older than it looks and is queued; nobody is woken for it.
    """
    if came is Came.IMPORT:
        return False
    if found.tier is Tier.RED:
        return True
    return came is Came.LIVE and any(reason.finding in CRITICAL for reason in found.reasons)
