"""Periods on the calendar: years, months and days, counted from a date."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_PART = re.compile(r"(?P<count>\d+) (?P<measure>year|month|day)s?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of calendar time, such as 18 months and 1 day, or 120 days before.

    Months are counted first and stop at the end of a shorter month, then days: one month after
    31 January is the last day of February.
    """

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read "10 years", "18 months 1 day" or "-120 days"; ValueError says what would be read."""
        body = text.strip()
        sign = -1 if body.startswith("-") else 1
        counts = {"year": 0, "month": 0, "day": 0}
        rest = body.removeprefix("-")
        while rest and (part := _PART.match(rest)):
            counts[part["measure"]] += int(part["count"])
            rest = rest[part.end() :].strip()
        if rest or not _PART.search(body):
            raise ValueError(f"{text!r} is no period; write “18 months 1 day”.")
        return cls(sign * (12 * counts["year"] + counts["month"]), sign * counts["day"])

    def after(self, day: date) -> date:
        """Return the date this long after `day`; OverflowError past the calendar's last year."""
        index = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(index, 12)
        if not date.min.year <= year <= date.max.year:
            raise OverflowError(f"{self} after {day} lies outside the calendar")
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """Return the date this long before `day`."""
        return Period(-self.months, -self.days).after(day)

    def __str__(self) -> str:
        sign = "-" if self.months < 0 or self.days < 0 else ""
        years, months = divmod(abs(self.months), 12)
        parts = [(years, "years"), (months, "months"), (abs(self.days), "days")]
        return sign + (" ".join(f"{n} {word}" for n, word in parts if n) or "0 days")
