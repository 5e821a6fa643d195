"""Where a day and a number stand, and which of them are written on the axes. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MOST_TICKS = 7
_DAYS = (7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True, slots=True)
class Line:
    """Maps numbers between `low` and `high` to places between `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where `value` stands; what lies outside stands at the edge."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.start + min(1.0, max(0.0, share)) * (self.end - self.start), 1)


def day_line(first: date, last: date, start: float, end: float) -> Line:
    """Return the line on which days stand, by their ordinals."""
    return Line(first.toordinal(), last.toordinal(), start, end)


def stretch_of(days: list[date], today: date) -> tuple[date, date]:
    """Return the days an axis covers: all of `days`, with a little room, and at least 60."""
    first, last = min([*days, today]), max([*days, today])
    span = (last - first).days
    room = timedelta(days=max(10, span // 25, (61 - span) // 2))
    return first - room, last + room


def number_ticks(lowest: float, highest: float, most: int = 6) -> list[int]:
    """Return round numbers from `lowest` to `highest`, at most `most` + 1 of them."""
    step = next((one for one in _STEPS if (highest - lowest) / one <= most), _STEPS[-1])
    first = -(-int(lowest) // step) * step
    return list(range(first, int(highest) + 1, step))


def day_ticks(first: date, last: date) -> tuple[list[date], str]:
    """Return the days to be written, and how: "d MMM", "MMM y" or "y" as Babel writes them."""
    span = (last - first).days
    for days in _DAYS:
        if span / days <= MOST_TICKS:
            return list(_every_days(first, last, days)), "d MMM"
    for months in _MONTHS:
        if span / (months * 30.5) <= MOST_TICKS:
            return list(_every_months(first, last, months)), "y" if months >= 12 else "MMM y"
    return list(_every_months(first, last, _MONTHS[-1])), "y"


def _every_days(first: date, last: date, days: int) -> Iterator[date]:
    day = first + timedelta(days=(-first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=days)


def _every_months(first: date, last: date, months: int) -> Iterator[date]:
    """Yield first days of months, counted from January of a round year."""
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number = -(-number // months) * months
    while True:
        day = date(number // 12, number % 12 + 1, 1)
        if day > last:
            return
        yield day
        number += months
