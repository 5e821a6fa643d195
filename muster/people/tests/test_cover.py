"""Holes in a roster: exactly where nobody who counts has a duty that somebody must have."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from muster.people.rules.cover import Hole, Shift, covers, holes

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
NEEDED = ("clinician", "deputy")
COMPANY, BATTALION, OTHER = (UUID(int=n) for n in (1, 2, 3))
ANNA, BORIS, VERA = (UUID(int=n) for n in (11, 12, 13))
CHAIN = [COMPANY, BATTALION]


def at(hour: float) -> datetime:
    return BEGIN + timedelta(hours=hour)


def shift(role: str, who: UUID, since: float, until: float, unit: UUID = BATTALION, place=0):
    return Shift(unit, role, who, at(since), at(until), place)


def found(*shifts: Shift) -> list[Hole]:
    return holes(CHAIN, shifts, NEEDED, at(0), at(24))


def test_an_empty_roster_is_one_hole_for_each_duty():
    assert found() == [Hole("clinician", at(0), at(24)), Hole("deputy", at(0), at(24))]


def test_a_turn_of_the_unit_above_covers_and_one_elsewhere_does_not():
    full = [shift("clinician", ANNA, 0, 24), shift("deputy", BORIS, -5, 30)]
    assert found(*full) == []
    elsewhere = [shift(one.role, one.account, 0, 24, OTHER) for one in full]
    assert len(found(*elsewhere)) == 2


def test_the_hole_lies_between_two_turns():
    turns = [
        shift("clinician", ANNA, 0, 8), shift("clinician", VERA, 10, 24),
        shift("deputy", BORIS, 0, 24),
    ]  # fmt: skip
    assert found(*turns) == [Hole("clinician", at(8), at(10))]


def test_nobody_is_their_own_deputy():
    turns = [shift("clinician", ANNA, 0, 24), shift("deputy", ANNA, 0, 24)]
    assert found(*turns) == [Hole("deputy", at(0), at(24), doubled=True)]


def test_the_nearest_turn_counts_and_of_one_unit_the_one_given_last():
    turns = [
        shift("clinician", ANNA, 0, 24), shift("deputy", BORIS, 0, 24),
        shift("clinician", BORIS, 6, 12, COMPANY),
    ]  # fmt: skip
    assert found(*turns) == [Hole("deputy", at(6), at(12), doubled=True)]
    later = shift("clinician", VERA, 6, 12, COMPANY, place=1)
    assert found(*turns, later) == []


HOURS = st.integers(0, 24)
SHIFTS = st.lists(
    st.builds(
        lambda role, who, unit, a, b, place: shift(role, who, min(a, b), max(a, b), unit, place),
        st.sampled_from(NEEDED), st.sampled_from([ANNA, BORIS, VERA]),
        st.sampled_from([COMPANY, BATTALION, OTHER]), HOURS, HOURS, st.integers(0, 99),
    ),
    max_size=12, unique_by=lambda one: one.place,
)  # fmt: skip


@given(SHIFTS, st.integers(0, 23))
def test_at_every_hour_the_holes_say_what_the_turns_say(shifts, hour):
    moment = at(hour + 0.5)
    held = {}
    for unit in reversed(CHAIN):
        for one in sorted(shifts, key=lambda one: one.place):
            if one.unit == unit and one.starts <= moment < one.ends:
                held[one.role] = one.account
    lacking = {role for role in NEEDED if role not in held}
    if not lacking and held["clinician"] == held["deputy"]:
        lacking = {"deputy"}
    told = {one.role for one in found(*shifts) if one.since <= moment < one.until}
    assert told == lacking


@given(SHIFTS, st.integers(0, 23))
def test_the_calendar_and_the_holes_tell_the_same(shifts, hour):
    moment = at(hour + 0.5)
    there = [one for one in covers(CHAIN, shifts, NEEDED, at(0), at(24))
             if one.since <= moment < one.until]  # fmt: skip
    assert [one.role for one in there] == list(NEEDED)
    nobody = {one.role for one in there if one.account is None}
    told = {one.role for one in found(*shifts)
            if one.since <= moment < one.until and not one.doubled}  # fmt: skip
    assert told == nobody


@given(SHIFTS)
def test_the_calendar_is_whole_and_has_no_two_stretches_alike_in_a_row(shifts):
    told = covers(CHAIN, shifts, NEEDED, at(0), at(24))
    for role in NEEDED:
        row = [one for one in told if one.role == role]
        assert (row[0].since, row[-1].until) == (at(0), at(24))
        for before, after in pairwise(row):
            assert before.until == after.since
            assert before.account != after.account
