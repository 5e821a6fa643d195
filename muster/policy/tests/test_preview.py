"""A preview counts what would move, and says what is not known about a flag's worth."""

from dataclasses import replace

import pytest

from muster.policy.profiles import profile
from muster.policy.rules.findings import Tier
from muster.policy.rules.preview import Move, preview, worth
from muster.policy.rules.profile import Accuracy, Profile, ScaleRule

NOW = profile()
STRICTER = replace(
    NOW,
    key="stricter",
    scales={**NOW.scales, "phq-9": replace(NOW.scales["phq-9"], positive_from=12)},
)


def judge(score: int, by: Profile) -> Tier:
    """Judge one invented total in the plainest way."""
    return Tier.YELLOW if score >= by.scales["phq-9"].cutoff() else Tier.NONE


def test_the_moves_are_counted_from_tier_to_tier():
    seen = preview([4, 9, 10, 11, 12, 27], NOW, STRICTER, judge=judge)
    assert (seen.results, seen.changed) == (6, 2)
    assert seen.moves == (
        Move(Tier.YELLOW, Tier.YELLOW, 2),
        Move(Tier.YELLOW, Tier.NONE, 2),
        Move(Tier.NONE, Tier.NONE, 2),
    )


def test_nothing_moves_between_a_profile_and_itself():
    assert preview(range(28), NOW, NOW, judge=judge).changed == 0


def test_a_cut_off_nobody_has_studied_is_not_guessed():
    (outlook,) = preview([], NOW, STRICTER, judge=judge, scales=["phq-9"], prevalence=0.05).outlooks
    assert outlook.now.expected is not None
    assert outlook.now.expected.prevalence == 0.05
    assert (outlook.then.cutoff, outlook.then.expected) == (12, None)


def test_where_cut_offs_differ_by_sex_each_is_shown():
    outlooks = preview([], NOW, NOW, judge=judge, scales=["audit-c"]).outlooks
    assert [(o.sex, o.now.cutoff) for o in outlooks] == [("male", 4), ("female", 3)]
    male, female = (o.now.expected for o in outlooks)
    assert male is not None
    assert female is not None
    assert (male.sensitivity, female.sensitivity) == pytest.approx((0.86, 0.81))


def test_an_unknown_scale_is_worth_nothing_known():
    assert worth(NOW, "prognoz").cutoff is None


def test_what_is_published_for_a_sex_goes_before_what_is_published_for_all():
    own = Accuracy(at=4, sensitivity=0.9, specificity=0.9, source="invented", sex="male")
    general = Accuracy(at=4, sensitivity=0.5, specificity=0.5, source="invented")
    rule = ScaleRule(positive_from=4, accuracy=(general, own))
    assert rule.known_accuracy("male") is own
    assert rule.known_accuracy("female") is general
    assert replace(rule, accuracy=(own, general)).known_accuracy("male") is own
