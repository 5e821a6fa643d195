"""From the results of a sitting, and what else is known, to a tier with its reasons.

What is noticed is written here; where each finding stands, and from which totals, is the profile's.
Pure and total: every combination of facts has a verdict. `columns` tiers many sittings at once and
must agree with this, sitting by sitting.

    verdict = judge(Facts(Came.LIVE, recorded_on=today, results=results), profile(), shelf)
    verdict.tier, [str(reason.sentence()) for reason in verdict.reasons]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muster.detection.rules.critical import from_critical, from_follow_up, from_missing_follow_up
from muster.detection.rules.facts import Facts, Shelf, Verdict, answered
from muster.detection.rules.reasons import Reason
from muster.detection.rules.totals import from_change, from_total
from muster.policy.rules.checks import longest
from muster.policy.rules.findings import Finding, Tier
from muster.policy.rules.profile import Profile

POSITIVE = frozenset(
    {
        Finding.POSITIVE,
        Finding.SEVERE_SCORE,
        Finding.VERY_HIGH_SCORE,
        Finding.CLUSTERS_MET_BELOW_CUTOFF,
    }
)
"""What counts as a positive questionnaire beside a wish to talk to someone."""


def judge(facts: Facts, profile: Profile, shelf: Shelf) -> Verdict:
    """Return the tier the profile gives these facts, all reasons, and the clock.

    A form with no answer at all is no sitting and is passed over. Of several instruments the most
    urgent decides; every reason is kept.
    """
    reasons = list(_about_the_person(facts))
    for result in answered(facts.results):
        if result.instrument == profile.follow_up.instrument:
            reasons += from_follow_up(result, facts, profile, shelf)
        else:
            reasons += from_critical(result, facts, profile, shelf)
            reasons += from_total(result, facts, profile)
            reasons += from_change(result, facts, profile, shelf)
    reasons += from_missing_follow_up(reasons, facts, profile)
    reasons += _from_wish_to_talk(reasons, facts)
    return verdict(reasons, profile)


def verdict(reasons: Sequence[Reason], profile: Profile) -> Verdict:
    """Return the verdict for these reasons: the most urgent tier, reasons in order, the clock."""
    ranked = sorted(
        dict.fromkeys(reasons),
        key=lambda reason: (profile.tier_of[reason.finding].rank, reason.finding.bit),
    )
    if not ranked:
        return Verdict(Tier.NONE, (), None)
    tier = profile.tier_of[ranked[0].finding]
    clocks = [
        clock
        for reason in ranked
        if profile.tier_of[reason.finding] is tier
        and (clock := profile.clock_of[reason.finding]) is not None
    ]
    return Verdict(tier, tuple(ranked), min(clocks, key=longest, default=None))


def _about_the_person(facts: Facts) -> Iterator[Reason]:
    on = facts.answered_on
    if facts.help_now:
        yield Reason.of(Finding.HELP_NOW, on=on)
    if facts.threat_to_others:
        yield Reason.of(Finding.THREAT_TO_OTHERS, on=on)
    if facts.self_referral:
        yield Reason.of(Finding.SELF_REFERRAL, on=on)
    for missed in facts.missed:
        yield Reason.of(
            Finding.MISSED_SCREEN,
            returned_on=missed.returned_on,
            opened_on=missed.opened_on,
            closed_on=missed.closed_on,
        )


def _from_wish_to_talk(found: Sequence[Reason], facts: Facts) -> Iterator[Reason]:
    asked = facts.wants_to_talk or any(result.asks_for_contact for result in facts.results)
    if (asked or facts.self_referral) and any(reason.finding in POSITIVE for reason in found):
        yield Reason.of(Finding.TALK_AND_POSITIVE)
    elif asked:
        yield Reason.of(Finding.WANTS_TO_TALK, on=facts.answered_on)
