"""Are the numbers a person in need would call still known to work?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from muster.kernel.time import Calendar, Instant
from muster.policy.rules.profile import CrisisNumber, Profile


@dataclass(frozen=True, slots=True)
class StaleNumber:
    """A number nobody has verified in time; `verified_on` is None when nobody ever has."""

    number: CrisisNumber
    verified_on: date | None


def stale_numbers(
    profile: Profile, verified: Mapping[str, date], at: Instant, calendar: Calendar
) -> Iterator[StaleNumber]:
    """Yield the crisis numbers of `profile` that are stale at `at`.

    `verified` gives the day each code was last verified; a day stated in the profile counts too,
    the later of the two. A day in the future is a mistake and counts as never.
    """
    today = calendar.local_date(at)
    for number in profile.crisis.numbers:
        days = (verified.get(number.code), number.verified_on)
        last = max((day for day in days if day is not None and day <= today), default=None)
        if last is None or calendar.due(calendar.end_of(last), profile.crisis.number_age) < at:
            yield StaleNumber(number, last)
