"""A sealed record holds what was answered, all of it, and its length tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.layout import label_of, packed, unpacked, width
from muster.instruments.packs import packs

PACKS = sorted(packs())


@st.composite
def sheets(draw):
    """An instrument and some answers to it."""
    specification = packs()[draw(st.sampled_from(PACKS))].specification
    values = {
        item.code: draw(st.sampled_from([None, *item.by_value])) for item in specification.items
    }
    return specification, values


@given(sheets())
def test_what_was_packed_is_unpacked_and_the_width_is_the_instruments(sheet):
    specification, values = sheet
    record = packed(specification, values)
    assert unpacked(specification, record) == values
    assert len(record) == width(len(specification.items))


def test_a_label_is_kept_and_changes_no_length():
    specification = packs()["gad-7"].specification
    plain, labelled = packed(specification, {}), packed(specification, {}, "строка 7")
    assert (label_of(plain), label_of(labelled)) == ("", "строка 7")
    assert len(plain) == len(labelled)
    with pytest.raises(ValueError, match="at most"):
        packed(specification, {}, "x" * 63)


def test_a_record_of_another_instrument_is_refused():
    record = packed(packs()["phq-9"].specification, {})
    with pytest.raises(ValueError, match="does not hold answers to gad-7"):
        unpacked(packs()["gad-7"].specification, record)
