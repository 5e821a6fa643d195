"""Periods follow the calendar, not an average month."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.policy.rules.periods import Period

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "day", "then"),
    [
        ("1 month", date(2025, 1, 31), date(2025, 2, 28)),
        ("1 month", date(2024, 1, 31), date(2024, 2, 29)),
        ("1 year", date(2024, 2, 29), date(2025, 2, 28)),
        ("18 months 1 day", date(2024, 6, 30), date(2025, 12, 31)),
        ("-120 days", date(2026, 5, 1), date(2026, 1, 1)),
        ("-1 month", date(2026, 3, 31), date(2026, 2, 28)),
        ("0 days", date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_counting_from_a_day(text: str, day: date, then: date):
    assert Period.parse(text).after(day) == then


@pytest.mark.parametrize(
    "text", ["", "soon", "3", "3 weeks", "days 3", "1 year and a day", "1.5 years"]
)
def test_what_is_no_period_is_refused(text: str):
    with pytest.raises(ValueError, match="is no period"):
        Period.parse(text)


@given(st.integers(0, 400), st.integers(0, 4000), st.booleans())
def test_a_period_reads_back_what_it_writes(months: int, days: int, back: bool):
    sign = -1 if back else 1
    period = Period(sign * months, sign * days)
    assert Period.parse(str(period)) == period


@given(DAYS, st.integers(0, 4000))
def test_days_alone_are_undone_exactly(day: date, days: int):
    assert Period(days=days).before(Period(days=days).after(day)) == day


def test_past_the_calendar_s_end_is_said():
    with pytest.raises(OverflowError):
        Period(months=12 * 9000).after(date(2026, 1, 1))
