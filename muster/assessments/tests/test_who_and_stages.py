"""Who is asked, what opens what, and that nothing which concerns life stands behind a screen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.stages import Opens, Stages, arranged, opened_by
from muster.assessments.rules.who import Known, Lived, Who, fits, is_whole_unit
from muster.instruments.packs import pack
from muster.instruments.rules.scalar import score_values

JOINED = date(2026, 3, 1)
DRIVER = Known("male", "Driver", "Private", JOINED, (Lived("deployment", date(2025, 1, 1), None),))
SCREEN = Opens("pc-ptsd-5", "ptsd-screen", 3, "pcl-5")


def results(key: str, value: int, count: int):
    """Score a sheet on which the first `count` items are answered with `value`, the rest with 0."""
    items = pack(key).specification.items
    values = {item.code: value if place < count else 0 for place, item in enumerate(items)}
    return score_values(pack(key).specification, values, sex=None, cutoffs={})


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        (Who(), True),
        (Who(sexes=("male",)), True),
        (Who(sexes=("female",)), False),
        (Who(posts=("driver", "cook")), True),
        (Who(posts=("cook",)), False),
        (Who(ranks=("PRIVATE",)), True),
        (Who(ranks=("sergeant",)), False),
        (Who(joined_since=JOINED), True),
        (Who(joined_since=date(2026, 3, 2)), False),
        (Who(exposures=("deployment",)), True),
        (Who(exposures=("captivity",)), False),
        (Who(exposures=("deployment",), exposed_since=date(2026, 1, 1)), True),
        (Who(exposures=("deployment",), exposed_until=date(2024, 12, 31)), False),
        (Who(exposures=("deployment",), exposed_until=date(2025, 1, 1)), True),
    ],
)
def test_filters_let_through_whom_they_name(who, asked):
    assert fits(who, DRIVER) is asked


def test_a_person_of_unknown_sex_is_not_one_of_a_sex():
    assert not fits(Who(sexes=("male", "female")), Known("", "", "", JOINED))


@pytest.mark.parametrize(
    ("who", "asked", "dated", "whole"),
    [
        (Who(), 3, True, True),
        (Who(), 300, False, False),  # counted from each person's own days
        (Who(exposures=("deployment",)), 40, True, True),
        (Who(exposures=("event",)), 40, True, False),  # command does not know of it
        (Who(exposures=("deployment", "captivity")), 40, True, False),
        (Who(posts=("Driver",)), 10, True, False),  # a filter that singles people out
        (Who(posts=("Driver",)), 11, True, True),
    ],
)
def test_a_whole_unit_window_says_nothing_of_anybody(who, asked, dated, whole):
    assert is_whole_unit(who, asked, dated=dated, smallest=11) is whole


def test_a_short_screen_opens_the_longer_one():
    stages = arranged(["pc-ptsd-5"], [SCREEN], {"phq-9"}).stages
    assert stages == Stages(("pc-ptsd-5",), (SCREEN,))
    assert [stages.stage_of(one) for one in ("pc-ptsd-5", "pcl-5", "phq-9")] == [1, 2, 0]
    assert opened_by(stages, results("pc-ptsd-5", 1, 4)) == ("pcl-5",)
    assert opened_by(stages, results("pc-ptsd-5", 1, 3)) == ()
    assert opened_by(stages, results("pc-ptsd-5", 0, 0)) == ()


def test_a_rule_without_a_number_goes_by_what_is_positive():
    stages = Stages(("gad-7",), (Opens("gad-7", "anxiety", None, "isi"),))
    assert opened_by(stages, results("gad-7", 3, 7)) == ("isi",)
    assert opened_by(stages, results("gad-7", 1, 7)) == ()


def test_an_unfinished_form_opens_what_its_answers_alone_prove():
    stages = Stages(("gad-7",), (Opens("gad-7", "anxiety", None, "isi"),))
    codes = [item.code for item in pack("gad-7").specification.items]
    proved = score_values(
        pack("gad-7").specification, dict.fromkeys(codes[:4], 3), sex=None, cutoffs={}
    )
    open_ = score_values(
        pack("gad-7").specification, dict.fromkeys(codes[:2], 3), sex=None, cutoffs={}
    )
    assert opened_by(stages, proved) == ("isi",)
    assert opened_by(stages, open_) == ()


def test_what_asks_about_life_is_never_behind_a_shorter_screen():
    """The PHQ-9 was to be opened by the GAD-7; its ninth item cannot wait for that."""
    rules = [Opens("gad-7", "anxiety", None, "phq-9"), Opens("gad-7", "anxiety", None, "isi")]
    found = arranged(["gad-7"], rules, {"phq-9", "dass-21"})
    assert found.lifted == ("phq-9",)
    assert found.stages.first == ("gad-7", "phq-9")
    assert found.stages.instruments() == ("gad-7", "phq-9", "isi")


def test_a_rule_that_follows_nothing_is_refused():
    with pytest.raises(ValueError, match="isi"):
        arranged(["gad-7"], [Opens("isi", "insomnia", None, "pcl-5")], ())


KEYS = ("a", "b", "c", "d", "e")
rules_of_any = st.lists(
    st.builds(Opens, st.sampled_from(KEYS), st.just("s"), st.none(), st.sampled_from(KEYS)),
    max_size=6,
)


@given(st.sets(st.sampled_from(KEYS), min_size=1), rules_of_any, st.sets(st.sampled_from(KEYS)))
def test_nothing_critical_is_ever_in_a_later_stage(first, rules, critical):
    try:
        found = arranged(sorted(first), rules, critical)
    except ValueError:
        return
    for one in found.stages.instruments():
        stage = found.stages.stage_of(one)
        assert stage >= 1
        assert stage == 1 or one not in critical
