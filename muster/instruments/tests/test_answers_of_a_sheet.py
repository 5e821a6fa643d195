"""The columns of a sheet become answers, and every cell that is none is named with its row."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.instruments.answers import answers_of, columns_for, sexes_of
from muster.instruments.packs import pack
from muster.instruments.rules.blocks import MISSING
from muster.instruments.rules.reading import read_sheet
from muster.kernel.problems import Refused

PHQ = pack("phq-9").specification
AUDIT = pack("audit-c").specification


def sheet_of(columns: dict[str, list[str | None]]) -> tuple[pl.DataFrame, pl.Series]:
    cells = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return cells, pl.Series(range(11, 11 + cells.height), dtype=pl.Int64)


def test_a_pattern_numbers_the_scored_items():
    known = [f"phq{n}" for n in range(1, 10)]
    assert columns_for(PHQ, "phq{}", known) == {f"phq9-{n}": f"phq{n}" for n in range(1, 10)}


def test_a_list_names_the_items_in_the_printed_order():
    names = [f"q{n}" for n in range(10)]
    assert list(columns_for(PHQ, ",".join(names[:9]), names).items())[8] == ("phq9-9", "q8")
    assert columns_for(PHQ, ", ".join(names), names)["phq9-difficulty"] == "q9"


def test_the_codes_of_the_pack_are_the_default():
    known = ["id", *PHQ.by_code]
    assert columns_for(PHQ, None, known) == {code: code for code in PHQ.by_code}


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ("a,b", "instruments.wrong-number-of-columns"),
        ("other{}", "instruments.no-such-column"),
        (None, "instruments.no-such-column"),
    ],
)
def test_columns_that_do_not_fit(items, code):
    with pytest.raises(Refused) as caught:
        columns_for(PHQ, items, ["a", "b"])
    assert caught.value.problem.code == code


@pytest.mark.parametrize("text", ["2", "2.0", "2,0", "+2", "more-than-half-the-days"])
def test_ways_to_write_an_answer(text):
    cells, numbers = sheet_of({"phq1": [text]})
    answers = answers_of(cells, numbers, PHQ, {"phq9-1": "phq1"})
    assert answers.matrix[:, 0].tolist() == [2] + [MISSING] * 9
    assert not answers.problems


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("4", "out-of-range"),
        ("-1", "out-of-range"),
        ("1.5", "not-whole"),
        ("1,5", "not-whole"),
        ("NaN", "not-a-number"),
        ("1e308", "out-of-range"),
        ("1e999", "out-of-range"),
        ("often", "unknown-code"),
    ],
)
def test_what_is_no_answer_refuses_its_row_alone(text, code):
    cells, numbers = sheet_of({"phq1": ["0", text, None], "phq2": ["1", "1", "1"]})
    answers = answers_of(cells, numbers, PHQ, {"phq9-1": "phq1", "phq9-2": "phq2"})
    assert answers.refused.tolist() == [False, True, False]
    assert answers.matrix[:2, 2].tolist() == [MISSING, 1]
    (problem,) = answers.problems
    assert (problem.code, problem.row, problem.column) == (f"instruments.{code}", 12, "phq1")
    assert problem.says("ru") != problem.says("en")


def test_fifty_thousand_different_faults_take_no_longer_than_fifty_thousand_readings():
    cells, numbers = sheet_of({"phq1": [f"x{n}" for n in range(50_000)]})
    answers = answers_of(cells, numbers, PHQ, {"phq9-1": "phq1"})
    assert answers.refused.all()
    assert [problem.row for problem in answers.problems] == numbers.to_list()


CELL = st.sampled_from([None, "0", "1", "3", "3.0", "4", "x", "2,0", "nan", "several-days"])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=30))
def test_a_sheet_is_read_like_its_rows_one_by_one(rows):
    codes = ("phq9-1", "phq9-5", "phq9-9")
    cells, numbers = sheet_of(
        {code: list(c) for code, c in zip(codes, zip(*rows, strict=True), strict=True)}
    )
    answers = answers_of(cells, numbers, PHQ, {code: code for code in codes})
    places = list(PHQ.by_code)
    for row, given_cells in enumerate(rows):
        one = read_sheet(PHQ, dict(zip(codes, given_cells, strict=True)))
        assert bool(one.problems) == bool(answers.refused[row])
        for code in codes:
            assert answers.matrix[places.index(code), row] == one.values.get(code, MISSING)
    assert answers.empty.tolist() == [
        (answers.matrix[:, row] == MISSING).all() for row in range(len(rows))
    ]


def test_sexes():
    words = pl.Series(["Female", "м", "жен.", None, "", "?"], dtype=pl.String)
    places, found = sexes_of(pl.DataFrame({"sex": words}), "sex", pl.Series(range(1, 7)))
    assert places.tolist() == [1, 2, 1, 0, 0, 0]
    assert [(problem.code, problem.row) for problem in found] == [("instruments.unknown-sex", 6)]
