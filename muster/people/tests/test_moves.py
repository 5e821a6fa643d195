"""What a roster's row changes for somebody who is known."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from muster.kernel.ids import UnitId, new_id
from muster.kernel.problems import Problem
from muster.people.rules.moves import (
    Details,
    Outcome,
    Stated,
    Stay,
    Turn,
    first_turns,
    on_day,
    plan,
    same_person,
    stays_of,
)

TODAY = date(2026, 11, 23)
A, B, C = (UnitId(new_id()) for _one in range(3))


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def lived(*turns: Turn) -> list[Stay]:
    return stays_of(turns)


def told(stays: list[Stay], stated: Stated) -> tuple[Outcome, list[Stay]]:
    """Return what a statement amounts to, and the stays once its turns are recorded."""
    found = plan(stays, stated, today=TODAY)
    assert not isinstance(found, Problem)
    before = [turn for stay in stays for turn in _as_turns(stay)]
    return found.outcome, stays_of([*before, *found.turns])


def _as_turns(stay: Stay) -> list[Turn]:
    begin = Turn(stay.since, stay.unit, stay.post)
    return [begin] if stay.until is None else [begin, Turn(stay.until + timedelta(days=1), None)]


SERVING = lived(Turn(day(-100), A, "rifleman"))


@pytest.mark.parametrize(
    "stated",
    [
        Stated(A),
        Stated(A, "rifleman"),
        Stated(A, since=day(-100)),
        Stated(A, "rifleman", day(-100)),
    ],
)
def test_what_is_known_changes_nothing(stated):
    assert told(SERVING, stated) == (Outcome.UNCHANGED, SERVING)


def test_another_unit_is_a_move_from_its_day():
    outcome, stays = told(SERVING, Stated(B, "medic", day(-3)))
    assert outcome is Outcome.MOVED
    assert stays == [Stay(A, "rifleman", day(-100), day(-4)), Stay(B, "medic", day(-3))]


def test_another_unit_without_a_day_is_a_move_today():
    outcome, stays = told(SERVING, Stated(B))
    assert (outcome, stays[-1].since) == (Outcome.MOVED, TODAY)


def test_another_unit_from_the_same_day_corrects_the_unit():
    assert told(SERVING, Stated(B, since=day(-100))) == (
        Outcome.CORRECTED, [Stay(B, "", day(-100))],
    )  # fmt: skip


def test_another_first_day_in_the_same_unit_corrects_the_day():
    assert told(SERVING, Stated(A, since=day(-90))) == (
        Outcome.CORRECTED, [Stay(A, "rifleman", day(-90))],
    )  # fmt: skip
    assert told(SERVING, Stated(A, since=day(-200)))[1] == [Stay(A, "rifleman", day(-200))]


def test_another_post_in_the_same_unit_is_a_move_within_it():
    outcome, stays = told(SERVING, Stated(A, "squad leader", day(-5)))
    assert outcome is Outcome.MOVED
    assert [stay.post for stay in stays] == ["rifleman", "squad leader"]


def test_an_old_roster_does_not_undo_a_move():
    moved = lived(Turn(day(-100), A), Turn(day(-10), B))
    assert told(moved, Stated(A, since=day(-100)))[0] is Outcome.UNCHANGED
    found = plan(moved, Stated(C, since=day(-50)), today=TODAY)
    assert isinstance(found, Problem)
    assert found.code == "people.older-than-known"


def test_a_stay_is_not_begun_before_the_one_before_it():
    moved = lived(Turn(day(-50), A), Turn(day(-10), B))
    assert told(moved, Stated(B, since=day(-20)))[0] is Outcome.CORRECTED
    assert plan(moved, Stated(B, since=day(-50)), today=TODAY).code == "people.older-than-known"


def test_a_move_that_lies_ahead_is_kept_until_it_comes():
    outcome, stays = told(SERVING, Stated(B, since=day(30)))
    assert outcome is Outcome.MOVED
    assert on_day(stays, TODAY).unit == A
    assert on_day(stays, day(30)).unit == B
    assert told(stays, Stated(A))[0] is Outcome.UNCHANGED


def test_a_last_day_is_recorded_moved_and_taken_back_by_a_move():
    outcome, leaving = told(SERVING, Stated(A, until=day(10)))
    assert (outcome, leaving[-1].until) == (Outcome.LEFT, day(10))
    _outcome, later = told(leaving, Stated(A, until=day(20)))
    assert [stay.until for stay in later] == [day(20)]
    _outcome, moved = told(leaving, Stated(B))
    assert moved[-1] == Stay(B, "", TODAY)


def test_somebody_who_left_comes_back():
    left = lived(Turn(day(-100), A), Turn(day(-50), None))
    outcome, stays = told(left, Stated(B, since=day(-5)))
    assert (outcome, stays[-1]) == (Outcome.RETURNED, Stay(B, "", day(-5)))
    assert told(left, Stated(A))[0] is Outcome.RETURNED


def test_a_withdrawn_turn_takes_its_day_back():
    turns = (Turn(day(-9), A), Turn(day(-5), B), Turn(day(-5), None, withdrawn=True))
    assert stays_of(turns) == [Stay(A, "", day(-9))]
    assert stays_of([]) == []


units = st.sampled_from([A, B, C])
statements = st.builds(
    Stated,
    units,
    st.sampled_from(["", "rifleman", "medic"]),
    st.none() | st.integers(-400, 300).map(day),
    st.none() | st.integers(-400, 400).map(day),
)


@settings(max_examples=200, deadline=None)
@given(statements, st.lists(statements, max_size=5))
def test_what_was_stated_stands_and_stating_it_again_changes_nothing(first, others):
    """After any history: an accepted statement is true on its day, and repeating it is quiet."""
    begun = first_turns(first, today=TODAY)
    assume(not isinstance(begun, Problem))
    turns = list(begun)
    for stated in (first, *others):
        found = plan(stays_of(turns), stated, today=TODAY)
        if isinstance(found, Problem):
            continue
        turns += found.turns
        stays = stays_of(turns)
        if found.outcome is not Outcome.UNCHANGED:
            assert on_day(stays, stated.since or TODAY).unit == stated.unit
        again = plan(stays, stated, today=TODAY)
        assert again.outcome is Outcome.UNCHANGED
        for earlier, later in pairwise(stays):
            assert earlier.until is not None
            assert earlier.until < later.since


KNOWN = Details("A1", "Иванова", "Анна", "Петровна", date(1999, 4, 1))


@pytest.mark.parametrize(
    ("said", "same"),
    [
        (Details("A1"), True),
        (Details("A1", "ИВАНОВА", "анна"), True),
        (Details("A1", "Орлова", "Анна", "Петровна", date(1999, 4, 1)), True),
        (Details("A1", "Иванова", "Анна", "Петровна", date(1999, 4, 11)), True),
        (Details("A1", "Орлова", "Анна"), False),
        (Details("A1", "Орлов", "Пётр", "Ильич", date(1990, 1, 1)), False),
        (Details("A1", "Ivanova", "Anna", "", date(1999, 4, 1)), False),
        (Details("A1", "Орлова", "Анна", "Петровна", date(1990, 1, 1)), False),
    ],
)
def test_a_number_with_another_name_and_birthday_is_another_persons(said, same):
    assert same_person(KNOWN, said) is same


def test_what_a_roster_leaves_out_is_kept():
    said = Details("A1", "Орлова", rank="сержант").laid_over(KNOWN)
    assert (said.surname, said.given, said.born, said.rank) == (
        "Орлова", "Анна", date(1999, 4, 1), "сержант",
    )  # fmt: skip
