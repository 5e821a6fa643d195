"""When a window is open, late, missed: edges, leap days, clock changes, too early, too late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.assessments.rules.windows import (
    Dated,
    Life,
    Standing,
    Stretch,
    anchored_stretches,
    dated_stretches,
    first_counting,
    standing_of,
    yearly_lives,
)
from muster.kernel.time import Calendar
from muster.policy.profiles import profile
from muster.policy.rules.periods import Period
from muster.policy.rules.profile import Anchor

RULES = profile().calendars
LATE = profile().campaigns.late_for
YEARLY_LATE = profile().campaigns.yearly_late_for
NOVEMBER = Stretch("window-1", date(2026, 11, 2), date(2026, 11, 29), date(2026, 12, 13))
KYIV = Calendar("Europe/Kyiv")

days = st.dates(date(1950, 1, 1), date(2150, 1, 1))


def stretches(calendar: str, lives: list[Life], today: date) -> dict[str, Stretch]:
    found = anchored_stretches(
        RULES[calendar], lives, today=today, late_for=LATE, yearly_late_for=YEARLY_LATE
    )
    return {one.key: one for one in found}


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2026, 11, 1), Standing.NOT_OPEN),
        (date(2026, 11, 2), Standing.OPEN),
        (date(2026, 11, 29), Standing.OPEN),
        (date(2026, 11, 30), Standing.LATE),
        (date(2026, 12, 13), Standing.LATE),
        (date(2026, 12, 14), Standing.MISSED),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_window(today, standing):
    assert standing_of(NOVEMBER, [], today) is standing


@pytest.mark.parametrize(
    ("answered", "standing"),
    [
        (date(2026, 11, 1), Standing.MISSED),  # too early: it does not count
        (date(2026, 11, 2), Standing.DONE),
        (date(2026, 11, 29), Standing.DONE),
        (date(2026, 11, 30), Standing.DONE_LATE),
        (date(2026, 12, 13), Standing.DONE_LATE),
        (date(2026, 12, 14), Standing.MISSED),  # too late: the window was missed
    ],
)
def test_what_is_too_early_or_too_late_does_not_count(answered, standing):
    assert standing_of(NOVEMBER, [answered], date(2027, 1, 1)) is standing


def test_several_days_of_one_window_are_named_in_order():
    weeks = [Dated(date(2026, 3, 2), date(2026, 3, 8)), Dated(date(2026, 9, 7), date(2026, 9, 13))]
    found = list(dated_stretches(weeks, LATE))
    assert [one.key for one in found] == ["window-1", "window-2"]
    assert [one.counts_until for one in found] == [date(2026, 3, 22), date(2026, 9, 27)]


def test_a_leap_day_s_year_ends_on_the_last_of_february():
    """Who was screened on 29 February 2024 is asked between 29 January and 28 February 2025."""
    [window] = stretches(
        "yearly", [Life({Anchor.LAST_SCREEN: date(2024, 2, 29)})], date(2025, 1, 1)
    ).values()
    assert (window.opens, window.closes) == (date(2025, 1, 29), date(2025, 2, 28))


def test_months_after_the_31st_stop_at_the_end_of_a_shorter_month():
    [window] = [
        one
        for key, one in stretches(
            "joining", [Life({Anchor.JOINING: date(2025, 11, 30)})], date(2026, 6, 1)
        ).items()
        if key.startswith("months-three-to-five")
    ]
    assert (window.opens, window.closes) == (date(2026, 2, 28), date(2026, 4, 30))


def test_two_deployments_have_windows_of_their_own():
    lives = [
        Life(
            {Anchor.DEPARTURE: date(2024, 1, 1), Anchor.RETURN: date(2024, 7, 1)}, date(2025, 1, 1)
        ),
        Life({Anchor.DEPARTURE: date(2025, 1, 1), Anchor.RETURN: date(2025, 7, 1)}),
    ]
    found = stretches("deployment", lives, date(2026, 1, 1))
    assert len(found) == 10
    assert found["on-return:2024-07-01"].closes == date(2024, 7, 31)
    lapsed = found["eighteen-to-thirty-months:2024-07-01"]
    assert standing_of(lapsed, [], date(2026, 1, 1)) is Standing.LAPSED


def test_a_departure_ahead_opens_the_window_before_it_and_a_return_ahead_opens_none():
    life = Life({Anchor.DEPARTURE: date(2026, 12, 1), Anchor.RETURN: date(2027, 6, 1)})
    assert list(stretches("deployment", [life], date(2026, 11, 1))) == ["before:2026-12-01"]


def test_who_was_never_screened_is_asked_from_the_first_day_on():
    first = date(2026, 11, 23)
    lives = list(yearly_lives(RULES["yearly"], [], first))
    [window] = stretches("yearly", lives, first).values()
    assert window.opens == first
    assert standing_of(window, [], first) is Standing.OPEN
    assert standing_of(window, [], date(2027, 6, 1)) is Standing.LATE


def test_a_screening_between_begins_the_year_anew():
    screened = [date(2025, 1, 10), date(2025, 7, 1)]
    lives = list(yearly_lives(RULES["yearly"], screened, date(2025, 1, 1)))
    found = stretches("yearly", lives, date(2026, 1, 15))
    standings = {key: standing_of(one, screened, date(2026, 1, 15)) for key, one in found.items()}
    assert standings == {
        "yearly:2025-01-10": Standing.LAPSED,
        "yearly:2025-07-01": Standing.NOT_OPEN,
    }


def test_a_sitting_minutes_before_midnight_counts_for_that_day_of_the_unit():
    """23:30 in Kyiv on the last day is still that day, in summer and in winter time."""
    for day, hour in ((date(2026, 10, 24), 20), (date(2026, 10, 25), 21)):
        stretch = Stretch("window-1", day, day, day)
        at = datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
        assert KYIV.local_date(at) == day
        assert first_counting(stretch, [KYIV.local_date(at)]) == day
        assert first_counting(stretch, [KYIV.local_date(at + timedelta(hours=1))]) is None


@given(days, st.integers(0, 400), st.integers(0, 60), days, st.lists(days, max_size=4))
def test_every_day_has_one_standing(opens, long, late, today, answered):
    closes = opens + timedelta(days=long)
    stretch = Stretch("window-1", opens, closes, closes + timedelta(days=late))
    standing = standing_of(stretch, answered, today)
    counting = [day for day in answered if stretch.holds(day) and day <= today]
    assert standing.is_done is bool(counting)
    assert standing.is_due is (not counting and opens <= today <= stretch.counts_until)
    if standing is Standing.MISSED:
        assert today > stretch.counts_until
    if standing is Standing.NOT_OPEN:
        assert today < opens


@given(st.sampled_from(["deployment", "joining", "yearly"]), days, days)
def test_windows_of_every_template_open_before_they_close_and_never_overlap(calendar, start, today):
    anchors = {rule.anchor: start for rule in RULES[calendar].windows.values()}
    found = sorted(stretches(calendar, [Life(anchors)], today).values(), key=lambda one: one.opens)
    for one in found:
        assert one.opens <= one.closes <= one.counts_until
        assert len(one.key) <= 40
    after = [one for one in found if one.anchor is not Anchor.DEPARTURE]
    for earlier, following in pairwise(after):
        assert earlier.closes < following.opens


@given(days)
def test_the_first_yearly_window_opens_no_later_than_asked(first):
    [life] = yearly_lives(RULES["yearly"], [], first)
    opens = RULES["yearly"].windows["yearly"].opens.after(life.anchors[Anchor.LAST_SCREEN])
    assert first - timedelta(days=3) <= opens <= first


def test_a_window_past_the_end_of_the_calendar_is_never_due():
    life = Life({Anchor.RETURN: date(9999, 6, 1)})
    found = anchored_stretches(
        RULES["deployment"], [life], today=date(9999, 12, 31), late_for=Period(days=14)
    )
    assert [one.closes for one in found] == [date(9999, 7, 1), date(9999, 11, 28)]
