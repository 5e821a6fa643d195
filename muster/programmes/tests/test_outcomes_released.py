"""What command reads of outcomes points at nobody, whatever is taken from whatever sum."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.programmes.rules.outcomes import COLUMNS, PARTS, Half, released, wilson

LEAST = 11


@pytest.mark.parametrize(
    ("count", "among", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_is_wilsons(count, among, low, high):
    assert wilson(count, among) == pytest.approx((low, high), abs=5e-5)


def test_halves_of_years_follow_one_another():
    assert str(Half.before(date(2026, 6, 30))) == "2025-2"
    assert Half.before(date(2026, 7, 1)) == Half(2026, 1)
    half = Half(2026, 1)
    assert (half.first, half.after) == (date(2026, 1, 1), Half(2026, 2).first)
    assert Half.parse(str(half)) == half
    assert Half(2026, 2).after == date(2027, 1, 1)


def row(completed, left, improved, unchanged, worse):
    started = completed + left
    rest = started - improved - unchanged - worse
    return dict(zip(COLUMNS, (started, completed, left, improved, unchanged, worse, rest),
                    strict=True))  # fmt: skip


def alone(**counts):
    return released({"a": row(**counts)}, {"a": None}, LEAST)["a"]


def test_a_small_cell_takes_the_next_one_along():
    shown = alone(completed=60, left=40, improved=50, unchanged=30, worse=4)
    assert shown["worse"] is None
    assert shown["not_known"] is None
    assert (shown["improved"], shown["unchanged"], shown["completed"]) == (50, 30, 60)
    assert set(alone(completed=7, left=3, improved=4, unchanged=3, worse=3).values()) == {None}
    assert alone(completed=95, left=5, improved=50, unchanged=30, worse=20)["completed"] is None


def test_a_sum_of_units_gives_no_part_away():
    big, small = row(50, 40, 40, 30, 20), row(12, 3, 6, 5, 4)
    top = {name: big[name] + small[name] for name in COLUMNS}
    shown = released(
        {"top": top, "big": big, "small": small}, {"top": None, "big": "top", "small": "top"}, LEAST
    )
    assert shown["small"]["completed"] is None
    assert shown["big"]["completed"] is None
    assert shown["top"]["completed"] == 62


parts = st.integers(0, 45)
rows = st.builds(
    lambda a, b, c, d: {
        "started": a + b + c + d, "completed": a + b, "left": c + d, "improved": a,
        "unchanged": b, "worse": c, "not_known": d,
    },
    parts, parts, parts, parts,
)  # fmt: skip


@given(st.lists(rows, min_size=1, max_size=5), rows)
def test_no_difference_of_what_is_shown_is_a_few_people(below, rest):
    counts = {str(number): one for number, one in enumerate(below)}
    counts["top"] = {name: sum(one[name] for one in [*below, rest]) for name in COLUMNS}
    above = {**dict.fromkeys(counts, "top"), "top": None}
    shown = released(counts, above, LEAST)
    for unit, seen in shown.items():
        assert all(count is None or count == counts[unit][name] >= LEAST
                   for name, count in seen.items())  # fmt: skip
        for part in PARTS if seen["started"] is not None else ():
            hidden = [name for name in part if seen[name] is None]
            among = sum(counts[unit][name] for name in hidden)
            assert not hidden or (len(hidden) > 1 and among >= LEAST)
    for name in COLUMNS:
        known = [unit for unit in counts if unit != "top" and shown[unit][name] is not None]
        if shown["top"][name] is None:
            continue
        assert len(known) != len(below) - 1 or rest[name] >= LEAST
        beyond = counts["top"][name] - sum(counts[unit][name] for unit in known)
        assert beyond >= LEAST or (beyond == 0 and len(known) == len(below))
