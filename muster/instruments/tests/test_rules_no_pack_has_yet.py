"""Prorating, means and reversed items, worked by hand on invented instruments, in both engines."""

import pytest
from hypothesis import given, settings

from muster.instruments.rules.columns import score_columns
from muster.instruments.rules.results import Result
from muster.instruments.rules.scalar import score_values
from muster.instruments.rules.soundness import faults
from muster.instruments.rules.specification import (
    Band,
    Cluster,
    Condition,
    CutOff,
    Item,
    Level,
    Method,
    Prorating,
    Scale,
    Specification,
)
from muster.instruments.tests.invented import Values, matrix, options, sheets

FOUR = tuple(Item(f"i{n}", options([0, 1, 2, 3])) for n in range(4))
CODES = tuple(item.code for item in FOUR)


def made(scale: Scale, items: tuple[Item, ...] = FOUR) -> Specification:
    specification = Specification("invented", "1", items, (scale,))
    assert list(faults(specification)) == []
    return specification


def both(specification: Specification, values: Values) -> Result:
    """Score by both engines, which must agree."""
    [scalar] = score_values(specification, values)
    [columnar] = score_columns(specification, matrix(specification, [values])).row(0)
    assert columnar == scalar
    return scalar


PRORATED = made(
    Scale(
        "s",
        CODES,
        bands=(Band("low", 0), Band("high", 6)),
        cutoff=CutOff(6),
        prorating=Prorating(2, "invented"),
    )
)


@pytest.mark.parametrize(
    ("values", "score", "prorated", "positive"),
    [
        ({"i0": 1, "i1": 2, "i2": 0, "i3": 1}, 4, False, False),
        ({"i0": 1, "i1": 2, "i2": 1}, 5, True, False),  # 4 × 4/3 = 5.33
        ({"i0": 1, "i1": 2, "i2": 2}, 7, True, True),  # 5 × 4/3 = 6.67
        ({"i0": 1, "i1": 2}, 6, True, True),  # 3 × 4/2
        ({"i0": 3}, None, False, None),  # too few
        ({}, None, False, None),
    ],
)
def test_prorating(
    values: Values, score: float | None, prorated: bool, positive: bool | None
) -> None:
    result = both(PRORATED, values)
    assert (result.score, result.prorated, result.positive) == (score, prorated, positive)
    assert result.unjudged is (score is None)
    assert result.least == sum(values.values())
    assert result.complete is (len(values) == 4)


def test_half_a_point_is_rounded_up() -> None:
    eight = tuple(Item(f"i{n}", options([0, 1])) for n in range(8))
    codes = tuple(item.code for item in eight)
    specification = made(Scale("s", codes, prorating=Prorating(4, "invented")), eight)
    three_of_six = {"i0": 1, "i1": 1, "i2": 1, "i3": 0, "i4": 0, "i5": 0}
    assert both(specification, three_of_six).score == 4  # 3 × 8/6 = 4
    assert both(specification, {**three_of_six, "i3": 1}).score == 5  # 4 × 8/6 = 5.33
    five = made(Scale("s", codes[:5], prorating=Prorating(4, "invented")), eight)
    assert both(five, {"i0": 1, "i1": 1, "i2": 0, "i3": 0}).score == 3  # 2 × 5/4 = 2.5


@settings(max_examples=100, deadline=None)
@given(sheets(PRORATED))
def test_both_engines_prorate_alike(values: Values) -> None:
    result = both(PRORATED, values)
    if result.score is not None:
        assert result.least <= result.score <= max(result.most, result.least)


def test_a_mean_is_of_all_its_items_and_judged_by_their_sum() -> None:
    specification = made(Scale("s", CODES, Method.MEAN, cutoff=CutOff(6)))
    assert both(specification, dict.fromkeys(CODES, 2)).score == 2
    result = both(specification, {"i0": 3, "i1": 3, "i2": 0, "i3": 1})
    assert (result.score, result.positive) == (1.75, True)
    assert both(specification, {"i0": 3, "i1": 3, "i2": 3}).score is None
    prorated = made(Scale("s", CODES, Method.MEAN, prorating=Prorating(3, "invented")))
    assert both(prorated, {"i0": 3, "i1": 3, "i2": 1}).score == 7 / 3


def test_a_reversed_item_counts_from_the_other_end() -> None:
    turned = (FOUR[0], Item("i1", options([1, 2, 3, 4, 5]), reversed=True))
    specification = made(Scale("s", ("i0", "i1")), turned)
    assert both(specification, {"i0": 3, "i1": 5}).score == 4
    assert both(specification, {"i0": 3, "i1": 1}).score == 8
    missing = both(specification, {"i0": 3})
    assert (missing.least, missing.most, missing.score) == (4, 8, None)


def test_a_total_beyond_one_byte() -> None:
    many = tuple(Item(f"i{n}", options([0, 100])) for n in range(6))
    codes = tuple(item.code for item in many)
    specification = made(Scale("s", codes, cutoff=CutOff(600)), many)
    assert both(specification, dict.fromkeys(codes, 100)).score == 600
    missing = both(specification, dict.fromkeys(codes[1:], 100))
    assert (missing.least, missing.most) == (500, 600)


OUTSIDE = Level("b", (Condition("i1", ("answer-1",)),))
UNSOUND = [
    Scale("s", ()),
    Scale("s", ("i9",)),
    Scale("s", ("i0", "i0")),
    Scale("s", CODES, multiplier=0),
    Scale("s", CODES, bands=(Band("low", 1),)),
    Scale("s", CODES, Method.LEVELS),
    Scale("s", CODES, levels=(Level("none"),)),
    Scale("s", CODES, Method.LEVELS, levels=(Level("a"), Level("b"))),
    Scale("s", CODES[:1], Method.LEVELS, levels=(Level("a"), OUTSIDE)),
    Scale("s", CODES, gate=Condition("i0", ("answer-1",))),
    Scale("s", CODES, gate=Condition("i0", ("yes",))),
    Scale("s", CODES, prorating=Prorating(5, "invented")),
    Scale("s", CODES, clusters=(Cluster("c", CODES, 0, 1),)),
    Scale("s", CODES, clusters=(Cluster("c", CODES, 1, 5),)),
    Scale("s", CODES[:2], clusters=(Cluster("c", CODES, 1, 1),)),
    Scale("s", CODES, clusters=(Cluster("c", CODES, 1, 1), Cluster("d", CODES, 1, 1))),
]


@pytest.mark.parametrize("scale", UNSOUND)
def test_an_unsound_scale_is_found(scale: Scale) -> None:
    assert list(faults(Specification("invented", "1", FOUR, (scale,))))


@pytest.mark.parametrize(
    "item",
    [
        Item("x", ()),
        Item("x", options([1])),
        Item("x", options([1, 101])),
        Item("x", options([1, 1])),
        Item("x", options([0, 1]), asked_when=Condition("later", ("answer-1",))),
        Item("x", options([0, 1]), asked_when=Condition("i0", ("answer-9",))),
        Item("x", options([1, 2]), asked_when=Condition("i0", ("answer-1",))),
        FOUR[0],
    ],
)
def test_an_unsound_item_is_found(item: Item) -> None:
    scale = Scale("s", (*CODES, "x"))
    assert list(faults(Specification("invented", "1", (*FOUR, item), (scale,))))
