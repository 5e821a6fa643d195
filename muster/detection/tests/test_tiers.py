"""Every line of the tiers' table, with the real packs and the generic profile."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from muster.detection.rules.facts import Came, Earlier, Facts, FollowUp, MissedScreen
from muster.detection.rules.tiers import judge
from muster.detection.tests.sittings import (
    GENERIC,
    SHELF,
    TODAY,
    codes,
    phq9,
    said,
    scored,
    sentences,
    spread,
)
from muster.instruments.rules.specification import Sex
from muster.kernel.time import Calendar
from muster.policy.rules.findings import Finding, Tier
from muster.policy.rules.profile import Profile

NO, YES = 0, 1


def gad7(total: int):
    return scored("gad-7", *spread(total, 7, 3))


def pcl5(total: int):
    """Score a PCL-5 whose total is reached without its clusters, as far as that goes."""
    return scored("pcl-5", *spread(total, 20, 4))


def cssrs(*values: int | None):
    return scored("c-ssrs-screener", *values)


# ─── Red ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "answers",
    [
        (YES, YES, NO, YES, NO, NO, NO),
        (YES, YES, NO, NO, YES, NO, NO),
        (NO, NO, None, None, None, YES, YES),
    ],
)
def test_intent_a_plan_or_recent_behaviour_is_red(answers: tuple[int | None, ...]):
    verdict = said(*cssrs(*answers), follow_up=FollowUp.DONE)
    assert verdict.tier is Tier.RED
    assert codes(verdict) == [Finding.SUICIDE_RISK_HIGH]


@pytest.mark.parametrize("came", Came)
def test_intent_is_red_however_it_came(came: Came):
    assert said(*cssrs(YES, YES, NO, YES, NO, NO), came=came).tier is Tier.RED


@pytest.mark.parametrize(
    ("follow_up", "finding"),
    [
        (None, Finding.FOLLOW_UP_MISSING),
        (FollowUp.MISSING, Finding.FOLLOW_UP_MISSING),
        (FollowUp.REFUSED, Finding.FOLLOW_UP_REFUSED),
        (FollowUp.ABANDONED, Finding.FOLLOW_UP_ABANDONED),
    ],
)
def test_a_live_critical_answer_that_was_not_followed_up_is_red(
    follow_up: FollowUp | None, finding: Finding
):
    verdict = said(*phq9(0, item9=1), follow_up=follow_up)
    assert verdict.tier is Tier.RED
    assert codes(verdict) == [finding, Finding.CRITICAL_ANSWER]


def test_a_follow_up_left_half_way_is_red_even_if_it_said_little():
    verdict = said(*phq9(0, item9=1), *cssrs(YES, NO, None, None, None))
    assert verdict.tier is Tier.RED
    assert Finding.FOLLOW_UP_ABANDONED in codes(verdict)


def test_a_follow_up_begun_by_itself_and_left_is_red_too():
    assert said(*cssrs(NO, None)).tier is Tier.RED


@pytest.mark.parametrize("came", Came)
def test_item_nine_nearly_every_day_is_red_even_when_followed_up(came: Came):
    verdict = said(*phq9(0, item9=3), came=came, follow_up=FollowUp.DONE)
    assert (verdict.tier, str(verdict.clock)) == (Tier.RED, "0 minutes")
    assert codes(verdict) == [Finding.CRITICAL_ANSWER_HIGHEST]


@pytest.mark.parametrize("flag", ["help_now", "threat_to_others"])
def test_a_cry_for_help_or_a_threat_is_red_without_any_form(flag: str):
    assert said(**{flag: True}).tier is Tier.RED


def test_red_is_due_at_once():
    at = datetime(2026, 3, 9, 4, 30, tzinfo=UTC)
    assert said(help_now=True).due(at, Calendar("Europe/Moscow")) == at


# ─── Amber ───────────────────────────────────────────────────────────────────────────────────────


def test_a_critical_answer_followed_to_its_end_is_amber_within_a_day():
    verdict = said(*phq9(0, item9=1), *cssrs(NO, NO, None, None, None, NO))
    assert (verdict.tier, str(verdict.clock)) == (Tier.AMBER, "24 hours")
    assert codes(verdict) == [Finding.CRITICAL_ANSWER]


@pytest.mark.parametrize(
    ("answers", "finding", "clock"),
    [
        ((YES, YES, YES, NO, NO, NO), Finding.SUICIDE_RISK_MODERATE, "0 days"),
        ((NO, NO, None, None, None, YES, NO), Finding.SUICIDE_RISK_MODERATE, "0 days"),
        ((YES, NO, None, None, None, NO), Finding.SUICIDE_RISK_SOME, "24 hours"),
    ],
)
def test_what_the_follow_up_says_sets_the_clock(
    answers: tuple[int | None, ...], finding: Finding, clock: str
):
    verdict = said(*phq9(0, item9=1), *cssrs(*answers))
    assert (verdict.tier, str(verdict.clock)) == (Tier.AMBER, clock)
    assert finding in codes(verdict)


@pytest.mark.parametrize("came", [Came.PAPER, Came.IMPORT])
def test_a_critical_answer_on_paper_or_in_a_file_is_called_the_same_day(came: Came):
    verdict = said(*phq9(0, item9=1), came=came)
    assert (verdict.tier, str(verdict.clock)) == (Tier.AMBER, "0 days")
    assert sentences(verdict) == [
        "Answered item 9 of the PHQ-9 (thoughts of being better off dead, or of self-harm) with"
        " 1 of 3 on 4 Mar 2026. We have known since 9 Mar 2026."
    ]
    noon = datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert verdict.due(noon, Calendar("Europe/Moscow")) == datetime(
        2026, 3, 9, 20, 59, 59, tzinfo=UTC
    )


def test_a_skipped_critical_item_is_not_known_and_never_no():
    verdict = said(*phq9(0, item9=None))
    assert verdict.tier is Tier.AMBER
    assert Finding.CRITICAL_ITEM_SKIPPED in codes(verdict)


def test_a_skipped_follow_up_item_on_paper_is_not_known_either():
    verdict = said(*cssrs(NO, NO, None, None, None, None), came=Came.PAPER)
    assert verdict.tier is Tier.AMBER
    assert set(codes(verdict)) == {Finding.CRITICAL_ITEM_SKIPPED}


@pytest.mark.parametrize(("total", "tier"), [(19, Tier.YELLOW), (20, Tier.AMBER)])
def test_a_very_high_score_is_amber(total: int, tier: Tier):
    assert said(*phq9(total)).tier is tier


def test_wanting_to_talk_with_another_positive_is_amber():
    verdict = said(*gad7(12), wants_to_talk=True)
    assert verdict.tier is Tier.AMBER
    assert codes(verdict) == [Finding.TALK_AND_POSITIVE, Finding.POSITIVE]


def test_the_check_in_s_own_question_counts_as_wanting_to_talk():
    talk = scored("muster-check-in", *[0] * 10, YES, 0)
    assert codes(said(*talk)) == [Finding.WANTS_TO_TALK]
    assert said(*talk, *gad7(12)).tier is Tier.AMBER


def test_asking_for_help_oneself_with_a_positive_is_amber():
    verdict = said(*gad7(12), self_referral=True)
    assert verdict.tier is Tier.AMBER
    assert Finding.SELF_REFERRAL in codes(verdict)


# ─── Yellow ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("results", "tier"),
    [
        (phq9(10), Tier.YELLOW),
        (gad7(10), Tier.YELLOW),
        (pcl5(33), Tier.YELLOW),
        (scored("pc-ptsd-5", YES, YES, YES, YES, NO, NO), Tier.YELLOW),
        (scored("audit-c", 1, 1, 1), Tier.YELLOW),
        (scored("audit-c", 1, 1, 0), Tier.NONE),
    ],
)
def test_a_positive_screen_is_yellow(results: tuple[object, ...], tier: Tier):
    assert said(*results).tier is tier  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sex", "drinks", "events"),
    [
        (None, Tier.YELLOW, Tier.YELLOW),
        (Sex.FEMALE, Tier.YELLOW, Tier.YELLOW),
        (Sex.MALE, Tier.NONE, Tier.GREEN),
    ],
)
def test_three_points_count_for_women_and_where_the_sex_is_not_known(
    sex: Sex | None, drinks: Tier, events: Tier
):
    assert said(*scored("audit-c", 1, 1, 1, sex=sex), sex=sex).tier is drinks
    screen = scored("pc-ptsd-5", YES, YES, YES, YES, NO, NO, sex=sex)
    assert said(*screen, sex=sex).tier is events


def test_severe_drinking_is_said_to_be_severe():
    assert codes(said(*scored("audit-c", 4, 4, 0))) == [Finding.SEVERE_SCORE]


def test_the_pattern_of_symptoms_below_the_cut_off_is_yellow_and_not_called_positive():
    pattern = scored("pcl-5", *(2, 0, 0, 0, 0), *(2, 0), *(2, 2, 0, 0, 0, 0, 0), *(2, 2), *[0] * 4)
    verdict = said(*pattern)
    assert verdict.tier is Tier.YELLOW
    assert codes(verdict) == [Finding.CLUSTERS_MET_BELOW_CUTOFF]


def test_a_pattern_that_is_shown_by_some_answers_is_said_though_others_are_missing():
    some = scored("pcl-5", *(2, 0, 0, 0, 0), *(2, 0), *(2, 2, 0, 0, 0, 0, 0), *(2, 2), *[None] * 4)
    assert Finding.CLUSTERS_MET_BELOW_CUTOFF in codes(said(*some))


def test_asking_for_help_or_to_talk_is_yellow():
    assert said(self_referral=True).tier is Tier.YELLOW
    assert said(wants_to_talk=True).tier is Tier.YELLOW


def test_reliable_worsening_below_the_cut_off_is_yellow():
    before = Earlier("phq-9", "depression", 2, date(2025, 9, 1))
    assert codes(said(*phq9(8), earlier=(before,))) == [Finding.WORSE, Finding.RAISED]
    assert codes(said(*phq9(7), earlier=(before,))) == [Finding.RAISED]


def test_reliable_improvement_is_said_and_calls_nobody():
    before = Earlier("phq-9", "depression", 12, date(2025, 9, 1))
    verdict = said(*phq9(4), earlier=(before,))
    assert (verdict.tier, verdict.clock, codes(verdict)) == (Tier.NONE, None, [Finding.BETTER])


@pytest.mark.parametrize(
    "before",
    [
        Earlier("phq-9", "depression", 0, date(2024, 3, 3)),  # more than two years ago
        Earlier("phq-9", "depression", 0, date(2026, 3, 5)),  # after this sitting
        Earlier("gad-7", "anxiety", 0, date(2026, 1, 1)),  # another scale
    ],
)
def test_what_cannot_be_compared_is_not(before: Earlier):
    assert codes(said(*phq9(9), earlier=(before,))) == [Finding.RAISED]


def test_a_result_is_compared_to_the_last_day_of_two_years():
    before = Earlier("phq-9", "depression", 0, date(2024, 3, 4))
    assert codes(said(*phq9(9), earlier=(before,))) == [Finding.WORSE, Finding.RAISED]


def test_only_the_last_of_several_earlier_scores_is_compared():
    earlier = (
        Earlier("phq-9", "depression", 1, date(2025, 1, 1)),
        Earlier("phq-9", "depression", 8, date(2026, 1, 1)),
    )
    assert codes(said(*phq9(9), earlier=earlier)) == [Finding.RAISED]


# ─── Could not be judged ─────────────────────────────────────────────────────────────────────────


def test_an_incomplete_form_is_said_to_be_unjudged():
    verdict = said(*scored("gad-7", 3, 3, 3, None, None, None, None))
    assert verdict.tier is Tier.YELLOW
    assert sentences(verdict) == [
        "GAD-7 of 4 Mar 2026: could not be judged. 3 of 7 items answered; the score lies between 9"
        " and 21, and is positive from 10."
    ]


def test_an_incomplete_form_that_cannot_become_positive_is_still_called():
    verdict = said(*scored("gad-7", 1, 1, 1, 1, 1, 1, None))
    assert verdict.tier is Tier.YELLOW
    assert codes(verdict) == [Finding.NOT_JUDGED_BELOW_CUTOFF]


@pytest.mark.parametrize(
    ("answered", "finding", "tier"),
    [
        ([3, 3, 3, 1, None, None, None, None, 0], Finding.POSITIVE, Tier.YELLOW),
        ([3, 3, 3, 3, 3, 3, 2, None, 0], Finding.VERY_HIGH_SCORE, Tier.AMBER),
    ],
)
def test_an_incomplete_form_is_never_below_what_its_answers_prove(
    answered: list[int | None], finding: Finding, tier: Tier
):
    verdict = said(*scored("phq-9", *answered))
    assert (verdict.tier, codes(verdict)) == (tier, [finding])


def test_a_form_without_any_answer_is_no_sitting():
    assert said(*scored("phq-9"), *scored("c-ssrs-screener")).reasons == ()


def test_only_the_difficulty_item_is_no_sitting_either():
    assert said(*scored("phq-9", *[None] * 9, 2)).reasons == ()


# ─── Green, none, several ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("results", "tier"),
    [
        (phq9(4), Tier.NONE),
        (phq9(5), Tier.GREEN),
        (phq9(9), Tier.GREEN),
        (gad7(4), Tier.NONE),
        (gad7(5), Tier.GREEN),
        (pcl5(30), Tier.NONE),
        (pcl5(31), Tier.GREEN),
        (scored("pc-ptsd-5", NO), Tier.NONE),
        (scored("muster-check-in", *[0] * 12), Tier.NONE),
    ],
)
def test_raised_scores_are_green_and_the_rest_is_not_queued(
    results: tuple[object, ...], tier: Tier
):
    assert said(*results).tier is tier  # type: ignore[arg-type]


def test_a_missed_screen_after_coming_home_is_green():
    missed = MissedScreen(date(2025, 9, 1), date(2025, 11, 30), date(2026, 2, 28))
    verdict = said(missed=(missed,))
    assert (verdict.tier, str(verdict.clock)) == (Tier.GREEN, "28 days")
    assert sentences(verdict) == [
        "Came home on 1 Sep 2025. No screening took place between 30 Nov 2025 and 28 Feb 2026."
    ]


def test_of_several_instruments_the_most_urgent_decides_and_all_are_told():
    verdict = said(*gad7(6), *scored("audit-c", 3, 1, 1), *phq9(21), came=Came.PAPER)
    assert verdict.tier is Tier.AMBER
    assert codes(verdict) == [Finding.VERY_HIGH_SCORE, Finding.POSITIVE, Finding.RAISED]


def test_nothing_at_all_is_nothing():
    assert said().tier is Tier.NONE


# ─── The profile decides ─────────────────────────────────────────────────────────────────────────


def test_the_profile_moves_a_cut_off_whatever_the_pack_says():
    stricter = replace(
        GENERIC,
        scales={**GENERIC.scales, "phq-9": replace(GENERIC.scales["phq-9"], positive_from=12)},
    )
    facts = Facts(Came.IMPORT, TODAY, results=phq9(11))
    assert judge(facts, GENERIC, SHELF).tier is Tier.YELLOW
    assert judge(facts, stricter, SHELF).tier is Tier.GREEN


def test_an_instrument_the_profile_leaves_out_is_judged_by_its_pack():
    silent = replace(GENERIC, scales={})
    facts = Facts(Came.IMPORT, TODAY, results=phq9(11))
    assert codes(judge(facts, silent, SHELF)) == [Finding.POSITIVE]


def moved(finding: Finding, out_of: Tier, to: Tier) -> Profile:
    """Return the generic profile with one finding in another tier."""
    old, new = GENERIC.tiers[out_of], GENERIC.tiers[to]
    left = tuple(each for each in old.findings if each is not finding)
    return replace(
        GENERIC,
        tiers={
            **GENERIC.tiers,
            out_of: replace(old, findings=left),
            to: replace(new, findings=(*new.findings, finding)),
        },
    )


def test_the_profile_decides_which_tier_a_finding_stands_in():
    pattern = scored("pcl-5", *(2, 0, 0, 0, 0), *(2, 0), *(2, 2, 0, 0, 0, 0, 0), *(2, 2), *[0] * 4)
    later = moved(Finding.CLUSTERS_MET_BELOW_CUTOFF, Tier.YELLOW, Tier.GREEN)
    assert judge(Facts(Came.LIVE, TODAY, results=pattern), later, SHELF).tier is Tier.GREEN


def test_the_gravest_reason_stands_first_wherever_the_profile_puts_it():
    earlier = (Earlier("phq-9", "depression", 1, date(2025, 9, 1)),)
    facts = Facts(Came.LIVE, TODAY, results=phq9(12), earlier=earlier)
    assert codes(judge(facts, GENERIC, SHELF)) == [Finding.POSITIVE, Finding.WORSE]
    sooner = judge(facts, moved(Finding.WORSE, Tier.YELLOW, Tier.AMBER), SHELF)
    assert (sooner.tier, codes(sooner)) == (Tier.AMBER, [Finding.WORSE, Finding.POSITIVE])
