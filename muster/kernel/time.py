"""Instants, and deadlines that know working days.

Instants are UTC. A deadline in hours is elapsed time; a deadline in days or working days falls at
the end of that day in the unit's own time zone, because that is what "within seven days" means to
the person who has to keep it.
"""

from __future__ import annotations

import enum
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

Instant = datetime


def now() -> Instant:
    """Return the present instant in UTC; only the outermost callers ask, everyone else is told."""
    return datetime.now(UTC)


FROM_HOUR, TO_HOUR = 8, 20


class Measure(enum.StrEnum):
    """What a clock counts."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as a profile states it, such as 24 hours or 5 working days."""

    count: int
    measure: Measure

    def __str__(self) -> str:
        return f"{self.count} {self.measure}"

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read "24 hours" or "5 working days"; ValueError names what could not be read."""
        count, _, measure = text.partition(" ")
        measures = {kind.value.rstrip("s"): kind for kind in Measure}
        try:
            return cls(int(count), measures[measure.strip().rstrip("s")])
        except (KeyError, ValueError) as error:
            raise ValueError(f"{text!r} is no span of time; write “5 working days”.") from error


@dataclass(frozen=True, slots=True)
class Calendar:
    """A unit's time zone, its weekend, and the country whose public holidays it keeps."""

    zone: str = "UTC"
    country: str | None = None
    weekend: frozenset[int] = field(default=frozenset({5, 6}))

    def local_date(self, instant: Instant) -> date:
        return instant.astimezone(ZoneInfo(self.zone)).date()

    def end_of(self, day: date) -> Instant:
        """Return the last whole second of `day` in this zone, as UTC."""
        return datetime.combine(day, time(23, 59, 59), ZoneInfo(self.zone)).astimezone(UTC)

    def wakes(self, instant: Instant) -> bool:
        """Is it an hour of the day in which somebody may be reminded of something?

        Nobody is woken to be reminded: hours of the unit's own day, the last one not included.
        """
        return FROM_HOUR <= instant.astimezone(ZoneInfo(self.zone)).hour < TO_HOUR

    def works(self, day: date) -> bool:
        """Is `day` neither weekend nor public holiday?"""
        return day.weekday() not in self.weekend and day not in _public_holidays(self.country)

    def due(self, start: Instant, span: Span) -> Instant:
        """Return the instant by which something begun at `start` must be done."""
        if span.measure is Measure.MINUTES:
            return start + timedelta(minutes=span.count)
        if span.measure is Measure.HOURS:
            return start + timedelta(hours=span.count)
        day = self.local_date(start)
        if span.measure is Measure.DAYS:
            return self.end_of(day + timedelta(days=span.count))
        left = span.count
        while left:
            day += timedelta(days=1)
            left -= self.works(day)
        return self.end_of(day)


@cache
def _public_holidays(country: str | None) -> Container[date]:
    return holidays.country_holidays(country) if country else frozenset()
