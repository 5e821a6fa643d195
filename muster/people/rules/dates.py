"""Dates as offices write them, a column at a time, because a column is written by one hand.

Read: 2026-11-23, 2026-11-23 00:00:00, 23.11.2026, 23/11/2026, 23-11-2026, and a spreadsheet's
serial day (46349; day 1 is 1 January 1900, with the spreadsheet's 29 February 1900 that never was).
Not read: two-digit years, month names, and any year alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from muster.kernel.problems import Problem
from muster.people import problems

_ISO = re.compile(
    r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
)
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:\s*г\.?)?(?: 0{1,2}:00(?::00)?)?")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_OPEN_END = 2200
"""From this year on an end date means “no end is known”: offices write 31.12.9999."""

Plausible = Callable[[date, date], "date | Problem | None"]
"""A date and today in; the date, None where it says that nothing is known, or a problem out."""

YOUNGEST, OLDEST = 14, 100
"""Ages that a person on a roster can have, in years: cadets at one end, veterans at the other."""
YEARS_BACK = 80
UNIT_YEARS_BACK = 400
DAYS_AHEAD = 366
"""How far ahead a posting may be known."""
YEARS_AHEAD = 60


def read_dates(values: Iterable[str]) -> Mapping[str, date | Problem]:
    """Read the distinct texts of one column; each becomes a date or the problem that it is none.

    Where one text of the column can only be month/day/year, no other text with slashes is trusted
    whose day and month could be exchanged.
    """
    distinct = set(values)
    month_first = any(_only_month_first(text) for text in distinct)
    return {text: _read(text, month_first) for text in distinct}


def plausible_dates(
    texts: Iterable[str], plausible: Plausible, today: date
) -> Mapping[str, date | Problem | None]:
    """Read a column's distinct texts and keep the dates that are plausible for what they say."""
    return {
        text: day if isinstance(day, Problem) else plausible(day, today)
        for text, day in read_dates(texts).items()
    }


def birth(day: date, today: date) -> date | Problem:
    """Return a date of birth if someone serving today can have it."""
    if day > today:
        return problems.DATE_IN_FUTURE.at()
    if not YOUNGEST <= years_between(day, today) <= OLDEST:
        return problems.DATE_ABSURD.at(least=YOUNGEST, most=OLDEST)
    return day


def beginning(day: date, today: date) -> date | Problem:
    """Return the first day of a posting if it is neither too old nor too far ahead."""
    if day > today + timedelta(days=DAYS_AHEAD):
        return problems.DATE_TOO_FAR_AHEAD.at(days=DAYS_AHEAD)
    if years_between(day, today) >= YEARS_BACK:
        return problems.DATE_TOO_OLD.at(years=YEARS_BACK)
    return day


def beginning_of_unit(day: date, today: date) -> date | Problem:
    """Return the first day of a unit's place; units are older than people."""
    if day > today + timedelta(days=DAYS_AHEAD):
        return problems.DATE_TOO_FAR_AHEAD.at(days=DAYS_AHEAD)
    if years_between(day, today) >= UNIT_YEARS_BACK:
        return problems.DATE_TOO_OLD.at(years=UNIT_YEARS_BACK)
    return day


def ending(day: date, today: date) -> date | Problem | None:
    """Return the last day of a posting; None where the date says that no end is known."""
    if day.year >= _OPEN_END:
        return None
    if years_between(today, day) > YEARS_AHEAD:
        return problems.DATE_TOO_FAR_AHEAD.at(days=YEARS_AHEAD * 366)
    if years_between(day, today) >= YEARS_BACK:
        return problems.DATE_TOO_OLD.at(years=YEARS_BACK)
    return day


def years_between(earlier: date, later: date) -> int:
    """Return the whole years from one day to another, as ages are counted."""
    before_anniversary = (later.month, later.day) < (earlier.month, earlier.day)
    return later.year - earlier.year - before_anniversary


def _read(text: str, month_first: bool) -> date | Problem:
    plain = " ".join(text.split())
    if parts := _ISO.fullmatch(plain):
        year, month, day = map(int, parts.groups())
        return _day(year, month, day)
    if parts := _DAY_FIRST.fullmatch(plain):
        day, month, year = int(parts[1]), int(parts[3]), int(parts[4])
        if month_first and parts[2] == "/" and (month > 12 or day <= 12):
            return problems.DATE_ORDER_UNSURE.at()
        return _day(year, month, day)
    if parts := _SERIAL.fullmatch(plain):
        return _SERIAL_ZERO + timedelta(days=int(parts[1]))
    return problems.NO_DATE.at()


def _only_month_first(text: str) -> bool:
    parts = _DAY_FIRST.fullmatch(" ".join(text.split()))
    return parts is not None and parts[2] == "/" and int(parts[3]) > 12 >= int(parts[1])


def _day(year: int, month: int, day: int) -> date | Problem:
    try:
        return date(year, month, day)
    except ValueError:
        return problems.NO_DATE.at()
