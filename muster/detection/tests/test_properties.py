"""What holds for any sitting at all: a verdict exists, can be said, and more is never less."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.detection.rules.facts import Came, Earlier, Facts, FollowUp, MissedScreen, Verdict
from muster.detection.rules.tiers import judge
from muster.detection.tests.sittings import GENERIC, SHELF, TODAY
from muster.instruments.rules.columns import SEXES
from muster.instruments.rules.scalar import score_values
from muster.instruments.tests.invented import Values, sheets
from muster.policy.rules.findings import FLOORS, Tier

ANY_DAY = st.dates()
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))
EARLIER = st.builds(
    Earlier,
    st.just("phq-9"),
    st.just("depression"),
    st.floats(0, 27) | st.integers(0, 27),
    DAYS,
)
SUMS = [key for key in SHELF if key not in ("c-ssrs-screener", "muster-check-in")]


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Draw a sitting of several instruments, with anything beside it."""
    sex = draw(st.sampled_from(SEXES))
    keys = draw(st.lists(st.sampled_from(sorted(SHELF)), unique=True, max_size=3))
    results = [
        result
        for key in keys
        for result in score_values(SHELF[key], draw(sheets(SHELF[key])), sex=sex)
    ]
    flags = [draw(st.booleans()) and draw(st.booleans()) for _each in range(4)]
    missed = st.lists(st.builds(MissedScreen, DAYS, DAYS, DAYS), max_size=2)
    return Facts(
        came=draw(st.sampled_from(Came)),
        recorded_on=draw(ANY_DAY),
        results=tuple(results),
        answered_on=draw(st.none() | ANY_DAY),
        sex=sex,
        follow_up=draw(st.none() | st.sampled_from(FollowUp)),
        help_now=flags[0],
        threat_to_others=flags[1],
        wants_to_talk=flags[2],
        self_referral=flags[3],
        earlier=tuple(draw(st.lists(EARLIER, max_size=3))),
        missed=tuple(draw(missed)),
    )


@settings(max_examples=200, deadline=None)
@given(facts())
def test_every_sitting_has_a_verdict_that_can_be_said(sitting: Facts):
    verdict = judge(sitting, GENERIC, SHELF)
    assert (verdict.clock is None) == (verdict.tier is Tier.NONE)
    ranks = [GENERIC.tier_of[reason.finding].rank for reason in verdict.reasons]
    assert ranks == sorted(ranks)
    assert verdict.tier.rank == min(ranks, default=Tier.NONE.rank)
    for reason in verdict.reasons:
        assert verdict.tier.rank <= FLOORS.get(reason.finding, Tier.NONE).rank
        assert reason.sentence().said_in("en")
        assert reason.sentence().said_in("ru") != reason.sentence().said_in("en")


@settings(max_examples=100, deadline=None)
@given(facts())
def test_a_critical_item_is_never_passed_over(sitting: Facts):
    tier = judge(sitting, GENERIC, SHELF).tier
    if any(result.critical for result in sitting.results):
        assert tier in (Tier.RED, Tier.AMBER)


def alone(key: str, values: Values) -> Verdict:
    results = score_values(SHELF[key], values)
    return judge(Facts(Came.IMPORT, TODAY, results=results), GENERIC, SHELF)


@pytest.mark.parametrize("key", SUMS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_graver_answer_never_makes_it_less_urgent(key: str, data: st.DataObject):
    values = {
        item.code: data.draw(st.sampled_from(item.options)).value for item in SHELF[key].items
    }
    item = data.draw(st.sampled_from(SHELF[key].items))
    graver = data.draw(st.integers(values[item.code], item.highest))
    worse = alone(key, {**values, item.code: graver})
    assert worse.tier.rank <= alone(key, values).tier.rank


@pytest.mark.parametrize("key", SUMS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_form_broken_off_is_never_below_what_its_answers_prove(key: str, data: st.DataObject):
    """Filled up with the mildest answers, it could not come out more urgent."""
    values = data.draw(sheets(SHELF[key]))
    if values:
        mildest = {item.code: item.lowest for item in SHELF[key].items} | values
        assert alone(key, values).tier.rank <= alone(key, mildest).tier.rank
