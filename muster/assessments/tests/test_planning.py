"""The year's plan: capacity is never exceeded, and what is said to be short no plan could place."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.planning import (
    Crew,
    Need,
    Placed,
    Plan,
    Short,
    first_monday,
    monday_of,
    more_weeks_needed,
    plan_year,
    week_of,
    weeks_of,
)

UNITS = ("1", "2", "3")
WEEKS = 4


def need(key: str, first: int, last: int, sittings: int, interviews: int = 0, **changed) -> Need:
    return Need(key, changed.get("unit", key), first, last, sittings, interviews,
                changed.get("needs", frozenset()))  # fmt: skip


def crew(key: str, *weeks: int, serves: tuple[str, ...] = UNITS, able=frozenset()) -> Crew:
    return Crew(key, frozenset(serves), frozenset(able), weeks, [most // 4 for most in weeks])


def test_units_are_seen_whole_and_the_load_is_levelled():
    plan = plan_year(
        [need("1", 0, 3, 80, 16), need("2", 0, 3, 80, 16), need("3", 0, 3, 80, 16)],
        [crew("north", 100, 100, 100, 100)],
    )
    assert plan.short == ()
    assert plan.placed == (
        Placed("1", "north", 0, 80, 16),
        Placed("2", "north", 1, 80, 16),
        Placed("3", "north", 2, 80, 16),
    )


def test_the_unit_with_the_least_room_to_move_goes_first():
    plan = plan_year([need("1", 0, 3, 100), need("2", 0, 0, 100)], [crew("north", 100, 100, 0, 0)])
    assert plan.short == ()
    assert {one.need: one.week for one in plan.placed} == {"2": 0, "1": 1}


def test_a_unit_too_large_for_one_week_is_spread():
    plan = plan_year([need("1", 0, 2, 250)], [crew("north", 100, 100, 100, 100)])
    assert [(one.week, one.sittings) for one in plan.placed] == [(0, 100), (1, 100), (2, 50)]


def test_a_team_that_lacks_what_is_asked_for_is_not_sent():
    able = need("1", 0, 0, 10, needs=frozenset({"trauma"}))
    plan = plan_year([able], [crew("north", 50), crew("south", 50, able={"trauma"})])
    assert [one.team for one in plan.placed] == ["south"]
    alone = plan_year([able], [crew("north", 50)])
    assert alone == Plan((), (Short("1", 10, 0, no_team=True),))


def test_others_are_moved_out_of_the_way_before_anything_is_said_to_be_short():
    """Unit 1 could be seen by either team; unit 2 by the northern team alone, and in one week."""
    plan = plan_year(
        [need("1", 0, 0, 60), need("2", 0, 0, 60)],
        [crew("north", 60), crew("south", 60, serves=("1",))],
    )
    assert plan.short == ()
    assert {(one.need, one.team) for one in plan.placed} == {("1", "south"), ("2", "north")}


def test_what_is_short_is_said_with_what_would_be_needed():
    plan = plan_year([need("1", 0, 1, 250, 40)], [crew("north", 100, 100)])
    assert plan.short == (Short("1", 50, 0, no_team=False),)
    assert more_weeks_needed(plan.short, sittings=20, interviews=5) == 3
    assert more_weeks_needed(plan.short, sittings=0, interviews=0) == 0


def test_weeks_are_iso_weeks():
    assert first_monday(2026) == date(2025, 12, 29)
    assert weeks_of(2026) == 53
    assert weeks_of(2027) == 52
    assert monday_of(2027, 51) == date(2027, 12, 27)
    assert week_of(2026, date(2026, 1, 4)) == 0
    assert week_of(2026, date(2026, 1, 5)) == 1
    assert week_of(2026, date(2025, 12, 28)) == -1


@given(st.integers(1990, 2100))
def test_every_day_of_a_year_of_weeks_has_its_week(year):
    assert week_of(year, monday_of(year, 0)) == 0
    assert week_of(year, monday_of(year, weeks_of(year) - 1)) == weeks_of(year) - 1
    assert weeks_of(year) in (52, 53)


needs_of_any = st.lists(
    st.builds(
        lambda unit, first, long, sittings, interviews, trauma: (
            unit, first, min(WEEKS - 1, first + long), sittings, interviews, trauma,
        ),
        st.sampled_from(UNITS), st.integers(0, WEEKS - 1), st.integers(0, 2), st.integers(0, 40),
        st.integers(0, 10), st.booleans(),
    ),
    max_size=6,
)  # fmt: skip
crews_of_any = st.lists(
    st.tuples(
        st.sets(st.sampled_from(UNITS)),
        st.booleans(),
        st.lists(st.integers(0, 40), min_size=WEEKS, max_size=WEEKS),
    ),
    max_size=3,
)


def drawn(needs, crews) -> tuple[list[Need], list[Crew]]:
    return (
        [
            Need(f"n{place}", unit, first, last, sittings, interviews,
                 frozenset({"trauma"} if trauma else ()))
            for place, (unit, first, last, sittings, interviews, trauma) in enumerate(needs)
        ],
        [
            crew(f"t{place}", *weeks, serves=tuple(serves), able={"trauma"} if trauma else ())
            for place, (serves, trauma, weeks) in enumerate(crews)
        ],
    )  # fmt: skip


def subsets(needs: list[Need]):
    return chain.from_iterable(combinations(needs, size) for size in range(len(needs) + 1))


def least_shortfall(needs: list[Need], crews: list[Crew], kind: str) -> int:
    """What no plan can place: the largest excess of any group of needs over the cells it may use
    (König's theorem for transport problems), found by trying every group."""

    def excess(group) -> int:
        cells = {
            (one.key, week)
            for wanted in group
            for one in crews
            if one.suits(wanted)
            for week in range(wanted.first_week, wanted.last_week + 1)
        }
        room = {one.key: getattr(one, kind) for one in crews}
        return sum(getattr(n, kind) for n in group) - sum(room[team][week] for team, week in cells)

    return max(excess(group) for group in subsets(needs))


@given(needs_of_any, crews_of_any)
def test_capacity_is_never_exceeded_and_everybody_is_placed_or_said_to_be_short(raw, teams):
    needs, crews = drawn(raw, teams)
    plan = plan_year(needs, crews)
    by_key, teams_by_key = {one.key: one for one in needs}, {one.key: one for one in crews}
    for (team, week), (sittings, interviews) in plan.load().items():
        assert sittings <= teams_by_key[team].sittings[week]
        assert interviews <= teams_by_key[team].interviews[week]
    done: Counter[str] = Counter()
    for one in plan.placed:
        wanted = by_key[one.need]
        assert teams_by_key[one.team].suits(wanted)
        assert wanted.first_week <= one.week <= wanted.last_week
        assert one.sittings + one.interviews > 0
        done[one.need] += one.sittings
    short = {one.need: one for one in plan.short}
    for wanted in needs:
        lacking = short[wanted.key].sittings if wanted.key in short else 0
        assert done[wanted.key] + lacking == wanted.sittings
    assert plan == plan_year(list(needs), list(crews))


@pytest.mark.parametrize("kind", ["sittings", "interviews"])
@given(raw=needs_of_any, teams=crews_of_any)
def test_no_plan_could_place_more(kind, raw, teams):
    needs, crews = drawn(raw, teams)
    short = sum(getattr(one, kind) for one in plan_year(needs, crews).short)
    assert short == least_shortfall(needs, crews, kind)
