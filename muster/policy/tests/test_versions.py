"""Adopted profiles: whole from one text, and in force by the day."""

from datetime import UTC, date, datetime

import pytest

from muster.policy.profiles import content, profile, profile_written, shipped
from muster.policy.versions import Adopted, in_force, profile_or_in_force, remember


@pytest.mark.parametrize("key", shipped())
def test_a_version_is_its_profile_again(key):
    again = profile_written(content(key))
    assert again == profile(key)
    assert again.digest == profile(key).digest


def adopted(starts: date, hour: int = 0) -> Adopted:
    generic = profile()
    return Adopted(generic.digest, "generic", "1", starts, datetime(2026, 1, 1, hour, tzinfo=UTC))


def test_of_two_for_one_day_the_later_adopted_counts(monkeypatch):
    first, second = adopted(date(2026, 3, 1)), adopted(date(2026, 3, 1), hour=5)
    asked = []
    monkeypatch.setattr("muster.policy.versions.profile_of", asked.append)
    remember(second, Adopted("other", "us", "1", first.starts, first.at))
    try:
        in_force(date(2026, 2, 28))
        assert asked == []
        in_force(date(2026, 3, 1))
        assert asked == [second.digest]
    finally:
        remember()


@pytest.mark.django_db
def test_a_digest_that_nobody_kept_is_judged_by_the_profile_in_force():
    assert profile_or_in_force("0" * 64) is in_force()
