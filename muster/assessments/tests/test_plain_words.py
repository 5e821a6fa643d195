"""A person is told what their answers meant without a number, a label, or a comforting lie."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.plain import ASKED, Outcome, Weight, meaning, weight
from muster.instruments.names import BANDS, SCALES
from muster.instruments.packs import packs
from muster.kernel.words import LANGUAGES

LOW = Outcome("depression", 3, 3, 10, 5, positive=False, clusters_met=None, critical=False)
LABELS = re.compile(
    r"depress|депресс|anxiet|тревожн\w+ расстр|ptsd|птср|disorder|расстройств"
    r"|low risk|низк\w+ риск",
    re.IGNORECASE,
)

outcomes = st.builds(
    Outcome,
    scale=st.sampled_from([*SCALES, "nobodys-scale"]),
    score=st.none() | st.floats(0, 80),
    least=st.integers(0, 80),
    cutoff=st.none() | st.integers(1, 40),
    raised_from=st.none() | st.integers(1, 40),
    positive=st.none() | st.booleans(),
    clusters_met=st.none() | st.booleans(),
    critical=st.booleans(),
)


@given(outcome=outcomes, language=st.sampled_from(LANGUAGES))
def test_every_outcome_has_words_and_none_of_them_is_a_number_or_a_label(outcome, language):
    said = [sentence.said_in(language) for sentence in meaning(outcome)]
    assert said
    for sentence in said:
        assert not re.search(r"\d", sentence)
        assert not LABELS.search(sentence)
        bands = [band.said_in(language) for key, band in BANDS.items() if "severe" in key]
        assert not any(band in sentence for band in bands)


@pytest.mark.parametrize(
    ("change", "weighs"),
    [
        ({}, Weight.LITTLE),
        ({"score": 5, "least": 5}, Weight.SOME),
        ({"score": 12, "least": 12, "positive": True}, Weight.MUCH),
        ({"score": None, "least": 4, "positive": None}, Weight.UNKNOWN),
        ({"score": None, "least": 11, "positive": None}, Weight.MUCH),
        ({"clusters_met": True}, Weight.MUCH),
        ({"cutoff": None, "raised_from": None}, Weight.LITTLE),
    ],
)
def test_what_the_answers_prove_is_said_even_where_some_are_missing(change, weighs):
    assert weight(replace(LOW, **change)) is weighs


def test_who_answered_little_is_never_told_that_all_is_well():
    [said, after] = meaning(LOW)
    assert said.said_in("en").startswith("You told us")
    assert "tell us at any time" in after.said_in("en")


def test_what_is_always_acted_on_is_said_so():
    plain, acted_on = meaning(LOW), meaning(replace(LOW, critical=True))
    assert acted_on[: len(plain)] == plain
    assert len(acted_on) == len(plain) + 1


def test_every_instrument_says_what_it_asks_about():
    assert set(ASKED) == set(packs())
