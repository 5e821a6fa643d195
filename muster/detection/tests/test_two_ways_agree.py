"""Sittings judged in columns get exactly what they get one by one, for packs and invented forms."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.detection.rules.columns import EarlierColumns, Tiers, judge_columns
from muster.detection.rules.facts import Came, Earlier, Facts, Verdict
from muster.detection.rules.tiers import judge
from muster.detection.tests.sittings import GENERIC, SHELF, TODAY
from muster.instruments.rules.columns import SEXES, score_columns
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.specification import (
    Condition,
    Item,
    Option,
    Scale,
    Sex,
    Specification,
)
from muster.instruments.tests.invented import Values, matrix, places, sheets, specifications
from muster.policy.rules.findings import Tier
from muster.policy.rules.profile import ChangeBasis, Profile, ScaleRule

DAYS = st.dates(date(2023, 1, 1), date(2026, 3, 9))
Sitting = tuple[Values, Sex | None, date | None, dict[str, tuple[int, date]]]


@st.composite
def sittings(draw: st.DrawFn, specification: Specification) -> Sitting:
    """Draw answers, a sex, the day of answering and perhaps an earlier score on each scale."""
    earlier = {
        scale.key: draw(st.tuples(st.integers(0, 80), DAYS))
        for scale in specification.scales
        if draw(st.booleans())
    }
    return (
        draw(sheets(specification)),
        draw(st.sampled_from(SEXES)),
        draw(st.none() | DAYS),
        earlier,
    )


def one_by_one(
    specification: Specification, sitting: Sitting, came: Came, profile: Profile
) -> Verdict:
    values, sex, answered_on, earlier = sitting
    facts = Facts(
        came=came,
        recorded_on=TODAY,
        results=score_values(specification, values, sex=sex),
        answered_on=answered_on,
        sex=sex,
        earlier=tuple(
            Earlier(specification.instrument, scale, score, on)
            for scale, (score, on) in earlier.items()
        ),
    )
    return judge(facts, profile, {specification.instrument: specification})


def in_columns(
    specification: Specification, drawn: list[Sitting], came: Came, profile: Profile
) -> Tiers:
    values, sexes, answered, earlier = zip(*drawn, strict=True)
    columns = score_columns(specification, matrix(specification, values), sex=places(list(sexes)))
    past = {
        scale.key: EarlierColumns(
            np.array([e.get(scale.key, (np.nan, None))[0] for e in earlier], np.float64),
            np.array([e.get(scale.key, (0, None))[1] for e in earlier], "datetime64[D]"),
        )
        for scale in specification.scales
    }
    return judge_columns(
        columns,
        profile,
        came=came,
        recorded_on=TODAY,
        answered_on=np.array(answered, "datetime64[D]"),
        earlier=past,
    )


def agree(
    specification: Specification, drawn: list[Sitting], came: Came, profile: Profile = GENERIC
) -> None:
    tiers = in_columns(specification, drawn, came, profile)
    verdicts = dict(tiers.verdicts())
    for row, sitting in enumerate(drawn):
        alone = one_by_one(specification, sitting, came, profile)
        assert tiers.tier[row] == alone.tier.rank
        found = {reason.finding for reason in alone.reasons}
        assert {f for f in profile.tier_of if tiers.has(f)[row]} == found
        assert verdicts.get(row) == (alone if alone.tier is not Tier.NONE else None)
    assert sum(tiers.counts.values()) == len(drawn)


@pytest.mark.parametrize("key", SHELF)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_pack(key: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(sittings(SHELF[key]), min_size=1, max_size=6))
    agree(SHELF[key], drawn, data.draw(st.sampled_from(Came)))


def ruled(draw: st.DrawFn, specification: Specification) -> Profile:
    """Draw a profile with its own rule for the first scale of an invented instrument."""
    marks = sorted(draw(st.sets(st.integers(0, 60), min_size=4, max_size=4)))
    rule = ScaleRule(
        positive_from=marks[1],
        positive_from_male=draw(st.none() | st.integers(marks[1], marks[2])),
        raised_from=draw(st.none() | st.just(marks[0])),
        severe_from=draw(st.none() | st.just(marks[2])),
        very_high_from=draw(st.none() | st.just(marks[3])),
        critical_highest_from={
            item.code: draw(st.sampled_from(item.options)).value for item in specification.critical
        },
        change=ChangeBasis("retest", "retest"),
    )
    key = f"{specification.instrument}.{specification.scales[0].key}"
    return replace(GENERIC, scales={**GENERIC.scales, key: rule})


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_invented_instruments(data: st.DataObject) -> None:
    specification = data.draw(specifications())
    drawn = data.draw(st.lists(sittings(specification), min_size=1, max_size=5))
    profile = data.draw(st.composite(ruled)(specification)) if data.draw(st.booleans()) else GENERIC
    agree(specification, drawn, data.draw(st.sampled_from(Came)), profile)


def test_the_days_may_be_left_out() -> None:
    columns = score_columns(SHELF["phq-9"], np.full((10, 3), 3, np.int8))
    tiers = judge_columns(columns, GENERIC)
    assert tiers.counts[Tier.RED] == 3
    assert tiers.queued.all()


def test_forms_that_differ_only_in_what_was_left_out_are_told_apart() -> None:
    """An invented form: its first answer decides which of two critical items is asked at all."""
    yes_no = (Option("no", 0), Option("yes", 1))
    form = Specification(
        instrument="invented",
        version="1",
        items=(
            Item("which", yes_no),
            Item("one", yes_no, critical_at=1, asked_when=Condition("which", ("no",))),
            Item("other", yes_no, critical_at=1, asked_when=Condition("which", ("yes",))),
            Item("third", yes_no),
        ),
        scales=(Scale("all", ("one", "other", "third")),),
    )
    drawn: list[Sitting] = [({"which": which, "third": 1}, None, None, {}) for which in (0, 1)]
    agree(form, drawn, Came.PAPER)
    (_, first), (_, second) = in_columns(form, drawn, Came.PAPER, GENERIC).verdicts()
    assert first.reasons != second.reasons
