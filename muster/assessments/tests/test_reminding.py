"""Reminders go out on their days, in the daytime, once, without content, to accounts alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from muster.access.accounts import watch
from muster.access.channels import waiting_for
from muster.assessments.answered import Came
from muster.assessments.commands import excuse, remind_of_due
from muster.assessments.commands.reminding import units_to_remind
from muster.assessments.rules.windows import Dated
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, now
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.campaigns import opened, ready
from tests.houses import account_of_person, enlist, make_unit

pytestmark = pytest.mark.django_db

TODAY = Calendar("Europe/Kyiv").local_date(now())


def noon(days: int) -> datetime:
    """Return noon in Kyiv, or near it, so many days from today."""
    day = TODAY + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


@pytest.fixture
def unit(db):
    made = make_unit("1")
    ready(made)
    return made


@pytest.fixture
def campaign(unit, person):
    return opened(unit, windows=(Dated(TODAY, TODAY + timedelta(days=20)),))


def reminded(unit, at) -> int:
    return remind_of_due(unit=unit, by=watch((unit,)), at=at)


def on_screen(account) -> int:
    with unit_of_work(Standing(Audience.PLATFORM)):
        return len(waiting_for(account))


def test_each_reminder_goes_out_once_on_its_day(unit, person, campaign):
    account = account_of_person(person, unit)
    assert [reminded(unit, noon(day)) for day in (1, 6, 7, 17, 23, 34, 35)] == [0, 1, 0, 1, 1, 1, 0]
    assert on_screen(account) == 4


def test_nobody_is_woken(unit, person, campaign):
    account_of_person(person, unit)
    assert reminded(unit, noon(6).replace(hour=1)) == 0
    assert reminded(unit, noon(6).replace(hour=19)) == 0
    assert reminded(unit, noon(6)) == 1


def test_who_has_no_account_is_not_reached_by_a_channel(unit, person, campaign):
    assert reminded(unit, noon(6)) == 0


def test_what_is_done_leaves_the_screen(unit, person, campaign, psychologist):
    account = account_of_person(person, unit)
    reminded(unit, noon(6))
    excuse(
        person=person, campaign=campaign, window="window-1", came=Came.EXCUSED, by=psychologist,
        at=noon(7),
    )  # fmt: skip
    assert reminded(unit, noon(7)) == 0
    assert on_screen(account) == 0


def test_the_units_of_open_campaigns_are_looked_after_by_the_installation_alone(
    unit, campaign, psychologist
):
    other = make_unit("2")
    enlist(other, number="AB-009", surname="Бойко", given="Марк")
    with unit_of_work(Standing(Audience.CLINICIAN, (unit,))):
        assert units_to_remind(now()) == [unit]
    with pytest.raises(Refused, match="access.not-permitted"):
        remind_of_due(unit=unit, by=psychologist, at=now())
