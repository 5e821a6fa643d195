"""Where somebody on a list stands follows from what happened, whatever else was noted."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.programmes.rules.enrolments import Act, Event, Priority, Stage, refusal, state_of
from muster.programmes.rules.waiting import (
    TOO_MANY,
    Coming,
    Waiter,
    bookable,
    expected_start,
    in_line,
    no_show_rate,
    too_many_come,
)

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
GROUP, OTHER = UUID(int=1), UUID(int=2)


def days(count):
    return START + timedelta(days=count)


def asked(*more):
    return state_of([Event(Act.ASKED, START, due=days(14)), *more])


def came(number, act=Act.CAME):
    return Event(act, days(20 + number), GROUP, session=UUID(int=100 + number))


PLACED = Event(Act.PLACED, days(10), GROUP)


def test_whoever_gives_a_place_up_waits_again_from_when_they_first_asked():
    state = asked(PLACED, Event(Act.GIVEN_UP, days(12), due=days(26)))
    assert (state.stage, state.since, state.group) == (Stage.WAITING, START, None)
    assert state.contact_due == days(26)


def test_a_contact_moves_the_next_one_and_takes_the_telling_back():
    state = asked(Event(Act.WAS_LATE, days(15)), Event(Act.CONTACTED, days(16), due=days(30)))
    assert (state.contact_due, state.told) == (days(30), False)
    assert asked(PLACED).contact_due is None


def test_a_programme_begins_with_the_first_session_somebody_came_to():
    assert asked(PLACED, came(1, Act.MISSED)).stage is Stage.PLACED
    assert asked(PLACED, came(1)).stage is Stage.UNDER_WAY


def test_only_sessions_missed_one_after_the_other_count_as_missing():
    state = asked(PLACED, came(1, Act.MISSED), came(2), came(3, Act.MISSED), came(4, Act.MISSED))
    assert (state.attended, state.missed) == (1, 2)
    assert asked(PLACED, came(1, Act.MISSED), came(2, Act.EXCUSED)).missed == 1


def test_what_is_noted_again_is_a_correction_and_no_second_session():
    state = asked(PLACED, came(1), came(1), came(2, Act.MISSED), came(2, Act.CAME))
    assert (state.attended, state.missed) == (2, 0)


def test_what_may_not_happen_is_refused_by_name():
    waiting, placed = asked(), asked(PLACED)
    left = asked(Event(Act.LEFT, days(1), reason="better"))
    assert refusal(waiting, Act.PLACED) is None
    assert refusal(placed, Act.PLACED).code == "programmes.not-waiting"
    assert refusal(waiting, Act.GIVEN_UP).code == "programmes.no-place"
    assert refusal(waiting, Act.CAME).code == "programmes.no-place"
    assert all(refusal(left, act).code == "programmes.enrolment-ended" for act in Act)


waiters = st.lists(
    st.builds(
        Waiter,
        st.uuids(version=4),
        st.sampled_from(Priority),
        st.integers(0, 90).map(days),
    ),
    max_size=20,
    unique_by=lambda one: one.enrolment,
)


@given(waiters)
def test_nobody_stands_behind_somebody_less_urgent_or_later(listed):
    line = in_line(listed)
    assert sorted(map(repr, line)) == sorted(map(repr, listed))
    keys = [(one.priority, one.since) for one in line]
    assert keys == sorted(keys)


@given(st.lists(st.builds(Coming, st.dates(date(2026, 1, 1), date(2027, 1, 1)),
                          st.integers(-3, 9)), max_size=6))  # fmt: skip
def test_whoever_stands_further_back_begins_no_sooner(groups):
    starts = [expected_start(position, groups) for position in range(1, 60)]
    known = [one for one in starts if one is not None]
    assert known == sorted(known)
    assert len(known) == min(59, sum(max(one.free, 0) for one in groups))
    assert starts[len(known) :] == [None] * (59 - len(known))


@given(st.integers(2, 30), st.floats(0, 0.5))
def test_as_many_are_booked_as_leave_it_unlikely_that_too_many_come(capacity, rate):
    booked = bookable(capacity, rate)
    assert booked >= capacity
    assert (
        too_many_come(booked, capacity, rate)
        <= TOO_MANY
        < too_many_come(booked + 1, capacity, rate)
    )


def test_the_rate_begins_with_the_usual_one_and_follows_what_is_seen():
    assert no_show_rate(0, 0) == 0.1
    assert no_show_rate(50, 100) == pytest.approx(51 / 110)
    assert no_show_rate(100, 100) == 0.5
    assert bookable(1, 0.5) == 1
    assert bookable(8, 0.1) == 8
    assert bookable(10, 0.3) == 12
