"""The tree of units over time: where a unit stands on a day, and what can never be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muster.people.rules.tree import (
    Change,
    Place,
    changes_to,
    faults,
    gaps,
    laid_over,
    places_of,
    tree_on,
)

DAY = date(2026, 1, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def codes(places: list[Place]) -> list[tuple[str, str]]:
    return [(place.unit, one.code) for place, found in faults(places).items() for one in found]


BRIGADE = [
    Place("B", None, day(0)),
    Place("b1", "B", day(0)),
    Place("b2", "B", day(0)),
    Place("c1", "b1", day(0), day(9)),
    Place("c1", "b2", day(10)),
]


def test_a_unit_stands_where_it_stood_on_that_day():
    assert tree_on(day(9), BRIGADE).parents["c1"] == "b1"
    assert tree_on(day(10), BRIGADE).parents["c1"] == "b2"
    assert "B" not in tree_on(day(-1), BRIGADE).parents


def test_above_below_and_the_closure_agree():
    tree = tree_on(day(10), BRIGADE)
    assert tree.above("c1") == ["b2", "B"]
    assert tree.below("b2") == {"b2", "c1"}
    assert tree.closure() == {(upper, unit) for upper in tree.parents for unit in tree.below(upper)}


def test_a_sound_tree_has_no_faults():
    assert codes(BRIGADE) == []


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ([Place("c1", "B", day(5), day(7))], ("c1", "people.two-parents")),
        ([Place("x", "nowhere", day(0))], ("x", "people.no-such-parent")),
        ([Place("x", "B", day(-5))], ("x", "people.parent-not-there")),
        ([Place("x", "x", day(0))], ("x", "people.unit-ring")),
        ([Place("x", "B", day(5), day(1))], ("x", "people.ends-before-beginning")),
    ],
)
def test_what_cannot_be_is_named(more, found):
    assert found in codes([*BRIGADE, *more])


def test_a_ring_is_charged_to_the_place_that_closed_it():
    places = [Place("a", None, day(0), day(9)), Place("b", "a", day(0)), Place("a", "b", day(10))]
    [(place, [problem])] = faults(places).items()
    assert (place.since, problem.code) == (day(10), "people.unit-ring")
    assert "a → b → a" in problem.says("en")


def test_a_ring_that_stands_for_a_day_is_found():
    places = [
        Place("a", "b", day(0), day(5)),
        Place("b", None, day(0), day(4)),
        Place("b", "a", day(5), day(5)),
        Place("b", None, day(6)),
        Place("a", "b", day(6)),
    ]
    assert ("b", "people.unit-ring") in codes(places)


def test_a_parent_that_is_stood_down_under_a_unit_is_named_with_its_day():
    places = [Place("a", None, day(0), day(9)), Place("b", "a", day(0))]
    [(_place, [problem])] = faults(places).items()
    assert dict(problem.values)["day"] == day(10)


def test_a_gap_is_a_note_and_no_fault():
    places = [Place("a", None, day(0), day(4)), Place("a", None, day(8))]
    assert codes(places) == []
    [problem] = gaps(places).values()
    assert (dict(problem.values)["first"], dict(problem.values)["last"]) == (day(5), day(7))


def test_a_place_laid_over_ends_what_stood_before_and_keeps_what_is_to_come():
    known = [Place("a", "x", day(0), day(19)), Place("a", "z", day(20))]
    assert laid_over(known, Place("a", "y", day(10))) == [
        Place("a", "x", day(0), day(9)),
        Place("a", "y", day(10), day(19)),
        Place("a", "z", day(20)),
    ]


def test_a_unit_that_is_lent_goes_back():
    lent = laid_over([Place("a", "x", day(0))], Place("a", "y", day(10), day(19)))
    assert [(place.parent, place.since) for place in lent] == [
        ("x", day(0)), ("y", day(10)), ("x", day(20)),
    ]  # fmt: skip


def test_an_end_ends():
    assert laid_over([Place("a", "x", day(0))], Place("a", "x", day(0), day(5))) == [
        Place("a", "x", day(0), day(5))
    ]


def test_a_withdrawn_change_takes_its_day_back():
    changes = [
        Change("a", day(0), "x"),
        Change("a", day(10), "y"),
        Change("a", day(10), None, withdrawn=True),
    ]
    assert places_of(changes) == [Place("a", "x", day(0))]


parent = st.sampled_from([None, "x", "y", "z"])
stretches = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 15), parent, st.booleans()), max_size=5
)


@settings(max_examples=150, deadline=None)
@given(stretches)
def test_laying_places_over_each_other_never_puts_a_unit_in_two(drawn):
    history: list[Place] = []
    for start, length, above, open_end in drawn:
        until = None if open_end else day(start + length)
        history = laid_over(history, Place("a", above, day(start), until))
        placed = next(place for place in history if place.since == day(start))
        assert placed.parent == above
    assert "people.two-parents" not in [code for _unit, code in codes(history)]


@settings(max_examples=150, deadline=None)
@given(stretches, stretches)
def test_recorded_changes_lead_from_any_history_to_any_other(first, second):
    """What is wanted stands after its changes are recorded, and asking again changes nothing."""
    recorded: list[Change] = []
    for drawn in (first, second):
        wanted: list[Place] = []
        for start, length, above, open_end in drawn:
            until = None if open_end else day(start + length)
            wanted = laid_over(wanted, Place("a", above, day(start), until))
        recorded += changes_to(places_of(recorded), wanted)
        now = places_of(recorded)
        for number in range(-1, 60):
            assert tree_on(day(number), now).parents == tree_on(day(number), wanted).parents
        assert changes_to(now, now) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(-1, 7)), max_size=12))
def test_every_ring_is_found_and_nothing_else_is_called_one(edges):
    parents = {f"u{unit}": None if above < 0 else f"u{above}" for unit, above in edges}
    places = [Place(unit, above, DAY) for unit, above in parents.items()]
    rings = [place.unit for place, found in faults(places).items()
             if "people.unit-ring" in [one.code for one in found]]  # fmt: skip

    def comes_back(unit: str) -> bool:
        above, steps = parents.get(unit), 0
        while above is not None and steps < 20:
            if above == unit:
                return True
            above, steps = parents.get(above), steps + 1
        return False

    assert bool(rings) == any(comes_back(unit) for unit in parents)
    assert all(comes_back(unit) for unit in rings)
