"""The commander's pages: turnout and time, of the units they lead, and nothing by another door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from muster.access.accounts import watch
from muster.access.roles import COMMANDER
from muster.assessments.commands.turnout import count_turnout
from muster.assessments.queries.turnout import time_given
from muster.kernel.ids import new_id
from muster.kernel.time import now
from tests.companies import asked, muster_up
from tests.houses import account_with, make_unit, psychologist_of
from tests.journeys.sessions import session_for

pytestmark = pytest.mark.django_db

NAMES = tuple(f"{letter}arin" for letter in "ABCDEFGHKLMN")
DAY = timedelta(days=1)


class Battalion:
    def __init__(self) -> None:
        at = now()
        self.unit = make_unit("B")
        self.company = make_unit("B/1", self.unit)
        self.foreign = make_unit("C")
        muster_up(self.unit, {self.company: NAMES})
        began = at - 12 * DAY
        self.campaign = asked(self.unit, began.date(), (at - 3 * DAY).date(), at=began)
        count_turnout(by=watch((self.unit,)), at=at)
        self.to_give = f"/command/{self.unit}/time/{self.campaign}/window-1"


@pytest.fixture
def battalion(db) -> Battalion:
    return Battalion()


@pytest.fixture
def browser(battalion) -> Client:
    client = Client()
    name, value = session_for(account_with(COMMANDER, battalion.unit, "commander"))
    client.cookies[name] = value
    return client


@pytest.mark.parametrize(("language", "late"), [("en", "Who is late"), ("ru", "Кто опаздывает")])
def test_a_commander_reads_the_turnout(battalion, browser, language, late):
    for address in ("/command", f"/command/{battalion.company}"):
        said = browser.get(address, headers={"Accept-Language": language}).content.decode()
        assert late in said
        assert "Karin" in said
        assert "Invented campaign" not in said


def test_a_unit_that_is_not_theirs_is_like_one_that_does_not_exist(battalion, browser):
    foreign, unknown = (browser.get(f"/command/{unit}") for unit in (battalion.foreign, new_id()))
    assert (foreign.status_code, foreign.content) == (404, unknown.content)
    other = f"/command/{battalion.foreign}/time/{battalion.campaign}/window-1"
    assert browser.get(other).content == unknown.content
    assert browser.get(battalion.to_give.replace("window-1", "window-9")).status_code == 404


def sends(day, **more):
    return {
        "day-day": day.day, "day-month": day.month, "day-year": day.year,
        "starts": "09:00", "ends": "12:00", **more,
    }  # fmt: skip


def test_time_is_given_and_the_team_reads_it(battalion, browser):
    filled = browser.get(battalion.to_give).content.decode()
    assert 'value="09:00"' in filled
    day = (now() + 2 * DAY).date()
    answer = browser.post(battalion.to_give, sends(day, unit=str(battalion.company)))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/command/{battalion.unit}")
    by = psychologist_of(battalion.unit)
    [given] = time_given(campaign=battalion.campaign, by=by, at=now())
    assert (given.unit, given.starts.date()) == (battalion.company, day)
    assert "Time given" in browser.get("/command").content.decode()


@pytest.mark.parametrize(
    "more",
    [
        {"ends": "08:00"},
        {"unit": "everybody"},
        {"unit": "00000000-0000-7000-8000-000000000000"},
        {"starts": "<script>"},
        {"starts": "9" * 10_000},
    ],
)
def test_what_is_no_time_or_no_unit_of_theirs_is_said_so(battalion, browser, more):
    sent = sends((now() + 2 * DAY).date(), unit=str(battalion.company)) | more
    answer = browser.post(battalion.to_give, sent)
    assert answer.status_code == 200
    assert b"govuk-error-summary" in answer.content
    by = psychologist_of(battalion.unit)
    assert time_given(campaign=battalion.campaign, by=by, at=now()) == []
