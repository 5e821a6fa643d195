"""A crisis number that nobody has tried lately is stale."""

from datetime import UTC, date, datetime

from muster.kernel.time import Calendar
from muster.policy.profiles import profile
from muster.policy.rules.crisis import stale_numbers

CODES = [number.code for number in profile().crisis.numbers]
UTC_DAYS = Calendar()


def stale(verified: dict[str, date], at: datetime) -> list[str]:
    return [found.number.code for found in stale_numbers(profile(), verified, at, UTC_DAYS)]


def test_a_number_never_verified_is_stale():
    assert stale({}, datetime(2026, 1, 1, tzinfo=UTC)) == CODES


def test_a_number_is_good_through_its_ninetieth_day():
    verified = dict.fromkeys(CODES, date(2026, 1, 1))
    assert stale(verified, datetime(2026, 4, 1, 23, 59, 59, tzinfo=UTC)) == []
    assert stale(verified, datetime(2026, 4, 2, tzinfo=UTC)) == CODES


def test_a_verification_from_the_future_counts_as_none():
    ahead = dict.fromkeys(CODES, date(2036, 1, 1))
    assert stale(ahead, datetime(2026, 4, 1, tzinfo=UTC)) == CODES
