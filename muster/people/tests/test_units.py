"""A list of units: what it changes in the tree, and which rows can never be."""

from __future__ import annotations

from datetime import date

import pytest

from muster.people.rules.headings import Table
from muster.people.rules.tree import Place, places_of, tree_on
from muster.people.rules.unit_list import UnitKind, UnitList, read_kind, read_units
from muster.people.rules.unit_plan import KnownUnit, UnitPlan, plan_units

TODAY = date(2026, 11, 23)
HEAD = "Unit code,Name in English,Kind of unit,Parent unit code,From,To"
BRIGADE = (
    "1,First brigade,brigade,,2000-01-01,",
    "1/1,First battalion,battalion,1,,",
    "1/1/1,First company,company,1/1,,",
)


def listed(*rows: str, head: str = HEAD) -> UnitList:
    cells = [row.split(",") for row in rows]
    columns = list(zip(*cells, strict=True)) or [()] * len(head.split(","))
    return read_units(Table(head.split(","), columns, range(1, len(rows) + 1)), today=TODAY)


def plan(known: dict[str, KnownUnit], *rows: str, head: str = HEAD, **more) -> UnitPlan:
    found = listed(*rows, head=head)
    assert found.problems == ()
    return plan_units(known, found.rows, today=TODAY, headings=found.headings, **more)


def after(known: dict[str, KnownUnit], done: UnitPlan) -> dict[str, KnownUnit]:
    """Return what is known once a plan is carried out."""
    units = {**known, **{unit.key: unit for unit in (*done.new, *done.described)}}
    return {
        key: KnownUnit(
            key, unit.code, unit.name_en, unit.name_ru, unit.kind, unit.zone, unit.country,
            tuple(
                places_of(change for change in done.changes if change.unit == key)
                if key not in known
                else unit.places
            ),
        )
        for key, unit in units.items()
    }  # fmt: skip


def refusals(done: UnitPlan) -> list[tuple[int | None, str]]:
    return [(one.row, one.code) for one in done.problems]


@pytest.fixture
def brigade() -> dict[str, KnownUnit]:
    return after({}, plan({}, *BRIGADE))


def test_new_units_stand_since_their_parent_does(brigade):
    assert tree_on(date(2000, 1, 1), [p for u in brigade.values() for p in u.places]).parents == {
        "1": None, "1/1": "1", "1/1/1": "1/1",
    }  # fmt: skip


def test_the_same_list_twice_changes_nothing(brigade):
    again = plan(brigade, *BRIGADE)
    assert (again.new, again.described, again.changes, again.unchanged) == ((), (), (), 3)


def test_a_unit_moves_today_where_no_day_is_given(brigade):
    done = plan(brigade, "2,Second brigade,brigade,,,", "1/1,First battalion,battalion,2,,")
    [moved] = [change for change in done.changes if change.unit == "1/1"]
    assert (moved.parent, moved.since) == ("2", TODAY)


def test_children_before_their_parents_are_no_matter():
    assert refusals(plan({}, *reversed(BRIGADE))) == []


def test_a_list_without_parents_leaves_units_where_they_stand(brigade):
    done = plan(brigade, "1/1,Renamed battalion", head="Unit code,Name in English")
    assert done.changes == ()
    assert [unit.name_en for unit in done.described] == ["Renamed battalion"]


def test_units_without_parent_are_placed_under_the_importers_own():
    done = plan({}, "1,First brigade,brigade,,,", top="F")
    assert [one.code for one in done.problems] == ["people.no-such-parent"]
    known = after({}, plan({}, "F,Force,force,,1900-01-01,"))
    assert [place.parent for place in plan(known, *BRIGADE[:1], top="F").new[0].places] == ["F"]


def test_the_rows_of_a_ring_fall_and_those_that_hang_on_them(brigade):
    done = plan(
        brigade, "a,A,company,b,,", "b,B,company,a,,", "c,C,company,b,,", "d,D,company,1/1,,"
    )
    assert done.refused == {1, 2, 3}
    assert {code for _row, code in refusals(done)} == {"people.unit-ring", "people.parent-refused"}
    assert [unit.key for unit in done.new] == ["D"]


def test_a_known_unit_cannot_be_hung_under_its_own_child(brigade):
    done = plan(brigade, "1,First brigade,brigade,1/1/1,2026-12-01,")
    assert refusals(done) == [(1, "people.unit-ring")]
    assert "1 → 1/1/1 → 1/1 → 1" in done.problems[0].says("ru")


def test_a_unit_is_not_stood_down_over_those_in_it(brigade):
    done = plan(brigade, "1/1,First battalion,battalion,1,2000-01-01,2026-12-31")
    assert refusals(done) == [(1, "people.leaves-orphans")]
    both = plan(
        brigade,
        "1/1,First battalion,battalion,1,2000-01-01,2026-12-31",
        "1/1/1,First company,company,1,2027-01-01,",
    )
    assert refusals(both) == []


def test_what_was_at_fault_before_is_not_charged_to_a_new_list(brigade):
    orphan = Place("x", "1/1", date(1990, 1, 1))
    known = {**brigade, "x": KnownUnit("x", "x", "X", "X", "", "", "", (orphan,))}
    assert refusals(plan(known, "1/1,Renamed battalion,battalion,1,,")) == []


def test_two_places_at_once_in_one_list_are_refused(brigade):
    done = plan(
        brigade,
        "2,Second brigade,brigade,,2000-01-01,",
        "1/1/1,First company,company,1/1,2001-01-01,2005-12-31",
        "1/1/1,First company,company,2,2004-01-01,",
    )
    assert (3, "people.two-parents") in refusals(done)


def test_a_gap_between_two_places_is_noted(brigade):
    done = plan(
        brigade,
        "x,X company,company,1/1,2001-01-01,2005-12-31",
        "x,X company,company,1/1,2010-01-01,",
    )
    assert refusals(done) == []
    assert [one.code for one in done.notes] == ["people.unit-gap"]


def test_units_beyond_the_importers_own_are_refused(brigade):
    done = plan(
        brigade, "1,Renamed,brigade,,,", "x,X,company,1,,", "y,Y,company,1/1,,",
        reach={"1/1", "1/1/1"},
    )  # fmt: skip
    assert refusals(done) == [(1, "people.unit-beyond"), (2, "people.unit-beyond")]
    assert [unit.key for unit in done.new] == ["Y"]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",Name,company,,,", "Unit code", "people.empty-cell"),
        ("???,Name,company,,,", "Unit code", "people.no-unit-code"),
        ("x,Name,gang,,,", "Kind of unit", "people.no-unit-kind"),
        ("x,Name,company,,01.01.1500,", "From", "people.date-too-old"),
        ("x,Name,company,,2020-01-01,2019-01-01", "To", "people.ends-before-beginning"),
        ("x," + "N" * 121 + ",company,,,", "Name in English", "people.too-long"),
    ],
)
def test_a_bad_cell_refuses_its_row(row, column, code):
    found = listed(row, BRIGADE[0])
    assert (1, column, code) in [(one.row, one.column, one.code) for one in found.problems]
    assert [one.key for one in found.rows] == ["1"]


@pytest.mark.parametrize(
    ("zone", "country", "code"),
    [("Mars/Olympus", "RU", "people.no-time-zone"), ("UTC", "ZZ", "people.no-country")],
)
def test_time_zones_and_countries_must_exist(zone, country, code):
    head = "Unit code,Name,Time zone,Country"
    found = listed(f"x,X,{zone},{country}", "y,Y,europe/moscow,ru", head=head)
    assert [one.code for one in found.problems] == [code]
    assert (found.rows[0].zone, found.rows[0].country) == ("Europe/Moscow", "RU")


def test_one_unit_described_in_two_ways_is_refused():
    found = listed("x,One name,company,,2001-01-01,", "x,Other name,company,,2002-01-01,")
    assert [one.code for one in found.problems] == ["people.unit-twice"] * 2


def test_a_new_unit_needs_a_name():
    assert refusals(plan({}, "x,,company,,,")) == [(1, "people.unit-without-name")]


def test_kinds_are_known_in_both_languages():
    for kind in UnitKind:
        for language in ("en", "ru"):
            assert read_kind(kind.said.said_in(language).upper()) == kind.value
