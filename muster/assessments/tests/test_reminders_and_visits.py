"""Reminders come on their days and once; a visit's day has an even place for everybody it can."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.reminders import reminder_due, reminders_of
from muster.assessments.rules.visits import Hours, Place, Room, day_plan
from muster.assessments.rules.windows import Standing, Stretch, standing_of
from muster.policy.profiles import profile

OFFSETS = profile().campaigns.reminders
MONTH = Stretch("window-1", date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 14))


def test_reminders_come_two_weeks_and_three_days_before_and_after_the_last_day():
    assert [(one.step, one.day) for one in reminders_of(MONTH, OFFSETS)] == [
        ("-14 days", date(2026, 11, 16)),
        ("-3 days", date(2026, 11, 27)),
        ("3 days", date(2026, 12, 3)),
        ("14 days", date(2026, 12, 14)),
    ]


def test_no_reminder_comes_before_there_is_something_to_answer():
    short = Stretch("window-1", date(2026, 11, 24), date(2026, 11, 25), date(2026, 12, 9))
    assert [(one.step, one.day) for one in reminders_of(short, OFFSETS)] == [
        ("-3 days", date(2026, 11, 24)),
        ("3 days", date(2026, 11, 28)),
        ("14 days", date(2026, 12, 9)),
    ]


def test_a_machine_that_slept_sends_the_latest_reminder_alone():
    due = reminder_due(MONTH, Standing.OPEN, OFFSETS, date(2026, 11, 29))
    assert due is not None
    assert due.step == "-3 days"
    assert reminder_due(MONTH, Standing.OPEN, OFFSETS, date(2026, 11, 15)) is None


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 200), st.integers(-20, 240))
def test_nobody_is_reminded_of_what_is_not_due(opens, long, ahead):
    closes = opens + timedelta(days=long)
    stretch = Stretch("window-1", opens, closes, closes + timedelta(days=14))
    today = opens + timedelta(days=ahead)
    due = reminder_due(stretch, standing_of(stretch, [], today), OFFSETS, today)
    if not opens <= today <= stretch.counts_until:
        assert due is None
    done = reminder_due(stretch, standing_of(stretch, [opens], today), OFFSETS, today)
    assert done is None


def people(count: int) -> list[UUID]:
    return [UUID(int=place + 1) for place in range(count)]


def test_a_company_comes_in_even_rounds_around_the_pause():
    hours = Hours(9 * 60, 16 * 60, 45, pause_from=12 * 60, pause_until=13 * 60)
    assert [time(*divmod(minute, 60)).isoformat("minutes") for minute in hours.rounds()] == [
        "09:00", "09:45", "10:30", "11:15", "13:00", "13:45", "14:30", "15:15",
    ]  # fmt: skip
    plan = day_plan(people(50), [Room("A", 10), Room("B", 6)], hours)
    assert plan.left_over == ()
    assert Counter(one.minute for one in plan.places) == {540: 13, 585: 13, 630: 12, 675: 12}
    assert Counter((one.minute, one.room) for one in plan.places)[540, "A"] == 8
    assert plan.places[0] == Place(UUID(int=1), 540, "A")
    assert plan.places[0].at == time(9)


def test_whom_the_day_has_no_room_for_is_said():
    plan = day_plan(people(5), [Room("A", 2), Room("cupboard", 0)], Hours(540, 600, 30))
    assert len(plan.places) == 4
    assert plan.left_over == (UUID(int=5),)
    assert day_plan(people(2), [], Hours(540, 600, 30)).left_over == tuple(people(2))
    assert day_plan(people(2), [Room("A", 2)], Hours(540, 550, 30)).places == ()


@given(
    st.integers(0, 200),
    st.lists(st.integers(0, 12), max_size=4),
    st.integers(0, 1000),
    st.integers(0, 1439),
    st.integers(1, 120),
)
def test_nobody_is_lost_and_no_room_is_fuller_than_its_seats(count, seats, begins, ends, minutes):
    rooms = [Room(str(place), most) for place, most in enumerate(seats)]
    hours = Hours(begins, ends, minutes, pause_from=720, pause_until=780)
    plan = day_plan(people(count), rooms, hours)
    assert [one.person for one in plan.places] + list(plan.left_over) == people(count)
    filled = Counter((one.minute, one.room) for one in plan.places)
    assert all(many <= seats[int(room)] for (_minute, room), many in filled.items())
    assert {one.minute for one in plan.places} <= set(hours.rounds())
    rounds = Counter(one.minute for one in plan.places)
    assert not rounds or max(rounds.values()) - min(rounds.values()) <= 1
