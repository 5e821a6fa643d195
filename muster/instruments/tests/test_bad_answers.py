"""What is no answer is refused with a code and a sentence, in both engines, and never scored."""

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.instruments.packs import pack
from muster.instruments.rules.encoding import encode, encode_sex
from muster.instruments.rules.reading import read_answer, read_sex, read_sheet
from muster.instruments.rules.scalar import score
from muster.instruments.rules.specification import Sex
from muster.instruments.rules.totals import check_total
from muster.kernel.problems import Problem, Refused
from muster.kernel.words import LANGUAGES

PHQ = pack("phq-9").specification
ITEM = PHQ.items[0]
HUGE = "9" * 40_000_000


def named(value: object) -> str:
    huge = isinstance(value, int) and abs(value) > 10**30
    return "huge" if huge else repr(value)[:20]


REFUSED = [
    ("sometimes", "instruments.unknown-code"),
    ("Not at all", "instruments.unknown-code"),  # text is never scored, only codes
    ("=1+1", "instruments.unknown-code"),
    ("0x2", "instruments.unknown-code"),
    ("२", "instruments.unknown-code"),
    (b"2", "instruments.unknown-code"),
    ([2], "instruments.unknown-code"),
    (HUGE, "instruments.unknown-code"),
    (4, "instruments.out-of-range"),
    (-1, "instruments.out-of-range"),
    ("-1", "instruments.out-of-range"),
    (10**5000, "instruments.out-of-range"),
    (1e308, "instruments.out-of-range"),
    ("1e308", "instruments.out-of-range"),
    ("1e999", "instruments.out-of-range"),
    ("255", "instruments.out-of-range"),
    (2.5, "instruments.not-whole"),
    ("2.5", "instruments.not-whole"),
    (math.nan, "instruments.not-a-number"),
    (math.inf, "instruments.not-a-number"),
    ("NaN", "instruments.not-a-number"),
    ("-inf", "instruments.not-a-number"),
    (True, "instruments.truth-value"),
    (False, "instruments.truth-value"),
]


@pytest.mark.parametrize(("given_answer", "code"), REFUSED, ids=named)
def test_no_answer(given_answer: object, code: str) -> None:
    problem = read_answer(ITEM, given_answer)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert problem.column == "phq9-1"
    for language in LANGUAGES:
        assert "phq9-1" in problem.says(language)
        assert len(problem.says(language)) < 300
        assert len(problem.remedy(language)) < 300
    with pytest.raises(Refused):
        score(PHQ, {"phq9-1": given_answer})


@pytest.mark.parametrize(
    "given_answer", [2, 2.0, "2", "2.0", " 2 ", "+2", "more-than-half-the-days", "2."]
)
def test_an_answer_may_be_a_code_or_its_value(given_answer: object) -> None:
    assert read_answer(ITEM, given_answer) == 2


@pytest.mark.parametrize("given_answer", [None, "", "  ", "\t"])
def test_not_answered(given_answer: object) -> None:
    assert read_answer(ITEM, given_answer) is None


def test_every_problem_of_a_sheet_is_told() -> None:
    sheet = read_sheet(PHQ, {"phq9-1": 7, "phq9-2": "x", "phq9-3": 1, "phq10": 1})
    assert [problem.column for problem in sheet.problems] == ["phq9-1", "phq9-2", "phq10"]
    assert sheet.problems[2].code == "instruments.unknown-item"
    assert sheet.values == {"phq9-3": 1}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.none()
        | st.floats()
        | st.sampled_from([0.0, 1.0, 2.0, 3.0, 4.0, 0.5])
        | st.integers(-3, 6).map(float),
        min_size=1,
    )
)
def test_a_column_of_numbers_is_read_as_its_single_answers(values: list[float | None]) -> None:
    read_alike(pl.Series("c", values, dtype=pl.Float64))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.none() | st.sampled_from(["0", "1.0", "4", "", "several-days"]) | st.text()))
def test_a_column_of_text_is_read_as_its_single_answers(values: list[str | None]) -> None:
    read_alike(pl.Series("c", values, dtype=pl.String))


def read_alike(column: pl.Series) -> None:
    encoded = encode(ITEM, column)
    found = iter(encoded.problems(first_row=1))
    for place, value in enumerate(column.to_list()):
        alone = read_answer(ITEM, value)
        if isinstance(alone, Problem):
            assert place in encoded.refused
            assert next(found) == alone.in_row(place + 1)
        else:
            assert place not in encoded.refused
            assert encoded.values[place] == (-1 if alone is None else alone)
    assert next(found, None) is None


@pytest.mark.parametrize(
    "column",
    [
        pl.Series([[1], None]),
        pl.Series([{"a": 1}, None]),
        pl.Series([True, None]),
        pl.Series([b"1", None]),
    ],
    ids=["lists", "records", "truth", "bytes"],
)
def test_a_column_of_something_else_is_refused_not_crashed_on(column: pl.Series) -> None:
    encoded = encode(ITEM, column)
    assert encoded.refused.tolist() == [0]
    assert encoded.values.tolist() == [-1, -1]
    assert [problem.row for problem in encoded.problems()] == [1]


def test_sex() -> None:
    assert read_sex("Female") is Sex.FEMALE
    assert read_sex(" male ") is Sex.MALE
    assert read_sex(None) is read_sex("") is None
    with pytest.raises(Refused) as refused:
        read_sex("2")
    assert refused.value.problem.code == "instruments.unknown-sex"
    encoded = encode_sex(pl.Series(["male", None, "x", "FEMALE"]))
    assert encoded.values.tolist() == [2, 0, 0, 1]
    assert encoded.refused.tolist() == [2]


@pytest.mark.parametrize(
    ("answers", "claimed", "code"),
    [
        ("222200000", 8, None),
        ("222200000", "8", None),
        ("222200000", "8.0", None),
        ("222200000", None, None),
        ("222200000", " ", None),
        ("22220000-", 10, None),
        ("222200000", 9, "instruments.total-against-items"),
        ("222200000", "8.4", "instruments.total-against-items"),
        ("22220000-", 12, "instruments.total-against-items"),
        ("222200000", "1e308", "instruments.total-against-items"),
        ("---------", 12, "instruments.total-without-items"),
        ("---------", 0, "instruments.total-without-items"),
        ("222200000", "eight", "instruments.total-unreadable"),
        ("222200000", math.nan, "instruments.total-unreadable"),
        ("222200000", True, "instruments.total-unreadable"),
        ("222200000", HUGE, "instruments.total-unreadable"),
        ("222200000", 10**400, "instruments.total-unreadable"),
    ],
    ids=named,
)
def test_a_total_must_follow_from_its_items(
    answers: str, claimed: object, code: str | None
) -> None:
    given_answers = {
        item.code: None if value == "-" else value
        for item, value in zip(PHQ.items, answers, strict=False)
    }
    [result] = score(PHQ, given_answers)
    problem = check_total(result, claimed)
    assert (problem and problem.code) == code
    if problem is not None:
        assert all(len(problem.says(language)) < 300 for language in LANGUAGES)
