"""The worth of a flag, against figures reckoned by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.policy.rules.expected import Stage, expect

SHARES = st.floats(0, 1)
STAGES = st.builds(Stage, SHARES, SHARES)


def test_one_stage_at_a_low_prevalence_is_mostly_false_alarms():
    """85/85 at 2.8 %: 23.8 true and 145.8 false flags per 1,000, and 4.2 missed."""
    one = expect(0.028, Stage(0.85, 0.85))
    assert one.ppv == pytest.approx(0.14, abs=0.005)
    assert one.flagged_per_1000 == pytest.approx(23.8 + 145.8)
    assert one.false_alarms_per_1000 == pytest.approx(145.8)
    assert one.missed_per_1000 == pytest.approx(4.2)
    assert one.npv == pytest.approx(0.995, abs=0.0005)


def test_a_second_stage_lifts_the_worth_and_costs_sensitivity():
    """An 85/90 second stage: PPV 58 %, sensitivity 72 %. Another 85/85 would give 48 %."""
    two = expect(0.028, Stage(0.85, 0.85), Stage(0.85, 0.90))
    assert two.ppv == pytest.approx(0.58, abs=0.005)
    assert two.sensitivity == pytest.approx(0.72, abs=0.005)
    assert two.missed_per_1000 == pytest.approx(28 * (1 - 0.7225))
    same = expect(0.028, Stage(0.85, 0.85), Stage(0.85, 0.85))
    assert same.ppv == pytest.approx(0.48, abs=0.005)


@pytest.mark.parametrize(
    ("prevalence", "stage", "ppv", "npv"),
    [(0, Stage(1, 1), None, 1), (1, Stage(1, 1), 1, None), (0.5, Stage(0, 1), None, 0.5)],
)
def test_where_there_is_nobody_to_speak_of_nothing_is_said(
    prevalence: float, stage: Stage, ppv: float | None, npv: float | None
):
    result = expect(prevalence, stage)
    assert (result.ppv, result.npv) == (ppv, npv)


@pytest.mark.parametrize("share", [-0.1, 1.1, 85, float("nan")])
def test_what_is_no_share_is_refused(share: float):
    with pytest.raises(ValueError, match="between 0 and 1"):
        expect(share, Stage(0.85, 0.85))
    with pytest.raises(ValueError, match="between 0 and 1"):
        expect(0.1, Stage(0.85, share))


@given(SHARES, STAGES, STAGES)
def test_a_further_stage_never_finds_more_and_never_alarms_more(
    prevalence: float, first: Stage, second: Stage
):
    one, two = expect(prevalence, first), expect(prevalence, first, second)
    assert two.missed_per_1000 >= one.missed_per_1000 - 1e-9
    assert two.false_alarms_per_1000 <= one.false_alarms_per_1000 + 1e-9
    assert 0 <= two.flagged_per_1000 <= 1000
