"""The scalar and the columnar engine give the same results, for every pack and invented ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.instruments.packs import packs
from muster.instruments.rules import columns as columnar
from muster.instruments.rules.columns import SEXES, score_columns
from muster.instruments.rules.scalar import CutOffs, score_values
from muster.instruments.rules.specification import Sex, Specification, from_plain, plain
from muster.instruments.tests.invented import Values, matrix, places, sheets, specifications


def agree(
    specification: Specification,
    drawn: list[tuple[Values, Sex | None]],
    cutoffs: CutOffs | None = None,
) -> None:
    sittings, sexes = [values for values, _ in drawn], [sex for _, sex in drawn]
    columns = score_columns(
        specification, matrix(specification, sittings), sex=places(sexes), cutoffs=cutoffs
    )
    for number, (values, sex) in enumerate(drawn):
        expected = score_values(specification, values, sex=sex, cutoffs=cutoffs)
        assert columns.row(number) == expected
        assert columns.critical[number] == any(result.critical for result in expected)
        assert columns.critical_missing[number] == any(r.critical_missing for r in expected)
        assert columns.unasked[number] == any(result.unasked for result in expected)
    for scale, outcome in zip(specification.scales, columns.scales, strict=True):
        assert len(outcome.least) == len(drawn)
        scalars = [r for v, s in drawn for r in score_values(specification, v, sex=s)]
        by_scale = [r.score for r in scalars if r.scale == scale.key]
        np.testing.assert_array_equal(
            columns.scores(scale.key), np.array([np.nan if s is None else s for s in by_scale])
        )


def sittings_of(
    specification: Specification,
) -> st.SearchStrategy[list[tuple[Values, Sex | None]]]:
    one = st.tuples(sheets(specification), st.sampled_from(SEXES))
    return st.lists(one, min_size=1, max_size=6)


@pytest.mark.parametrize("key", packs())
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_pack(key: str, data: st.DataObject) -> None:
    specification = packs()[key].specification
    agree(specification, data.draw(sittings_of(specification)))


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_invented_instruments(data: st.DataObject) -> None:
    specification = data.draw(specifications())
    chosen = {scale.key: data.draw(st.integers(-3, 400)) for scale in specification.scales[:1]}
    agree(specification, data.draw(sittings_of(specification)))
    agree(specification, data.draw(sittings_of(specification)), chosen)


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_a_specification_survives_being_written_as_plain_data(data: st.DataObject) -> None:
    specification = data.draw(specifications())
    assert from_plain(plain(specification)) == specification


def test_blocks_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sittings on both sides of a block's edge come out as they do in one block."""
    specification = packs()["pcl-5"].specification
    generator = np.random.default_rng(5)
    answers = generator.integers(-1, 5, (20, 1_000)).astype(np.int8)
    whole = score_columns(specification, answers)
    monkeypatch.setattr(columnar, "BLOCK", 7)
    pieces = score_columns(specification, answers)
    for name in type(whole.scales[0]).__slots__:
        np.testing.assert_array_equal(
            getattr(whole.scales[0], name), getattr(pieces.scales[0], name)
        )


@pytest.mark.parametrize("value", [-2, 4, 100])
def test_a_value_that_is_no_answer_is_refused(value: int) -> None:
    specification = packs()["phq-9"].specification
    answers = np.zeros((10, 3), np.int8)
    answers[4, 1] = value
    with pytest.raises(ValueError, match="phq9-5"):
        score_columns(specification, answers)


def test_no_sittings_at_all() -> None:
    specification = packs()["phq-9"].specification
    assert len(score_columns(specification, np.zeros((10, 0), np.int8))) == 0
