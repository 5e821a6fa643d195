"""One critical answer judged by itself, the moment it is given."""

from datetime import date

import pytest

from muster.detection.raising import shelf
from muster.detection.rules.facts import Came, Facts, FollowUp, Verdict
from muster.detection.rules.moment import alarming, judge_broken, judge_moment
from muster.detection.rules.reasons import Reason
from muster.instruments.rules.scalar import score_values
from muster.policy.profiles import profile
from muster.policy.rules.findings import Finding, Tier

DAY = date(2026, 11, 23)


def moment(instrument: str, item: str, value: int, *, came=Came.LIVE, known=()) -> Verdict:
    results = score_values(shelf()[instrument], {item: value})
    facts = Facts(came=came, recorded_on=DAY, results=results, answered_on=DAY)
    return judge_moment(facts, known, profile(), shelf())


def codes(found: Verdict) -> list[str]:
    return [one.code for one in found.reasons]


@pytest.mark.parametrize(
    ("value", "tier", "code"),
    [
        (1, Tier.AMBER, "critical-answer"),
        (2, Tier.AMBER, "critical-answer"),
        (3, Tier.RED, "critical-answer-highest"),
    ],
)
def test_item_nine_counts_at_once_and_for_nothing_else(value, tier, code):
    found = moment("phq-9", "phq9-9", value)
    assert (found.tier, codes(found)) == (tier, [code])


def test_an_answer_that_is_not_critical_gives_nothing():
    assert moment("phq-9", "phq9-9", 0).clock is None
    assert moment("phq-9", "phq9-1", 3).clock is None


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("cssrs-4", "suicide-risk-high"),
        ("cssrs-5", "suicide-risk-high"),
        ("cssrs-6-recent", "suicide-risk-high"),
        ("cssrs-3", "suicide-risk-moderate"),
        ("cssrs-1", "suicide-risk-some"),
    ],
)
def test_each_answer_of_the_follow_up_counts_before_the_next_is_asked(item, code):
    assert codes(moment("c-ssrs-screener", item, 1)) == [code]


def test_what_was_proved_before_in_the_sitting_stays_a_reason():
    first = moment("phq-9", "phq9-9", 1)
    second = moment("phq-9", "phq9-9", 3, known=first.reasons)
    assert codes(second) == ["critical-answer-highest", "critical-answer"]
    assert codes(moment("phq-9", "phq9-9", 1, known=first.reasons)) == ["critical-answer"]


@pytest.mark.parametrize("became", [FollowUp.MISSING, FollowUp.REFUSED, FollowUp.ABANDONED])
def test_a_follow_up_that_broke_off_is_red_beside_the_answer_that_opened_it(became):
    known = moment("phq-9", "phq9-9", 1).reasons
    found = judge_broken(became, known, profile())
    assert (found.tier, codes(found)) == (Tier.RED, [f"follow-up-{became}", "critical-answer"])
    assert judge_broken(FollowUp.DONE, known, profile()).tier is Tier.AMBER


def test_only_what_cannot_wait_alarms_anybody():
    amber, red = moment("phq-9", "phq9-9", 1), moment("phq-9", "phq9-9", 3)
    paper = moment("phq-9", "phq9-9", 1, came=Came.PAPER)
    positive = Verdict(Tier.YELLOW, (Reason.of(Finding.POSITIVE),), None)
    assert alarming(amber, Came.LIVE)
    assert alarming(red, Came.PAPER)
    assert not alarming(paper, Came.PAPER)
    assert not alarming(red, Came.IMPORT)
    assert not alarming(positive, Came.LIVE)
