"""`muster campaign`: prepared, opened, visited, planned; and refused with a remedy."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

import pytest

from muster.access.roles import TEAM_LEAD
from muster.config import watching
from muster.kernel.ids import UnitId
from muster.kernel.time import Calendar, now
from muster.people.formation import root_units
from tests.campaigns import ready
from tests.houses import account_of_person, enlist, make_unit

pytestmark = [pytest.mark.django_db]

TODAY = Calendar("Europe/Kyiv").local_date(now())


@pytest.fixture
def force(installed) -> UnitId:
    [root] = root_units()
    return root


@pytest.fixture
def company(force) -> UnitId:
    return make_unit("1", force)


@pytest.fixture
def person(company):
    return enlist(company, number="AB-001", surname="Гайко", given="Олесь", Sex="male")


@pytest.fixture
def lead(speak, force, person):
    """Speak to `muster campaign` as the lead of the teams."""
    until = (now() + timedelta(days=30)).date().isoformat()
    given = speak("access", "give", "lead", TEAM_LEAD.key, "--until", until)
    assert given.exit_code == 0, given.output

    def line(*words: object):
        return speak("--as", "lead", "campaign", *words)

    return line


def said(done) -> dict:
    assert done.exit_code == 0, done.output + done.stderr
    return json.loads(done.stdout)


def prepared(lead, *more) -> str:
    line = ("prepare", "Autumn", "--instrument", "gad-7", "--unit", "1", "--json", *more)
    return said(lead(*line))["campaign"]


def until(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def test_a_campaign_is_prepared_opened_shown_and_closed(lead, company):
    campaign = prepared(lead, "--until", until(20))
    shut = lead("open", campaign)
    assert shut.exit_code == 2
    assert "Crisis numbers are not known to work" in shut.stderr
    ready(company)
    assert lead("open", campaign).exit_code == 0
    assert "Autumn" in lead("list").stdout
    [listed] = said(lead("list", "--json"))["campaigns"]
    assert listed["id"] == campaign
    assert said(lead("show", campaign, "--json"))["counts"] == {"window-1": {"1": {"open": 1}}}
    assert "Asked" in lead("show", campaign).stdout
    assert lead("close", campaign).exit_code == 0


def test_filters_calendars_and_second_stages_are_said_on_the_line(lead):
    campaign = prepared(lead, "--calendar", "yearly", "--sex", "male", "--then", "gad-7:pcl-5")
    found = said(lead("show", campaign, "--json"))
    assert found["campaign"]["calendar"] == "yearly"
    assert found["campaign"]["stages"]["then"][0]["asks"] == "pcl-5"
    assert found["why closed"][0]["code"] == "policy.crisis-numbers-stale"
    shown = lead("show", campaign)
    assert "Nobody has the duty" in shown.stderr
    refused = lead("prepare", "x", "--instrument", "gad-7", "--then", "isi", "--until", until(1))
    assert "does not say what follows what" in refused.stderr
    assert lead("open", "none").exit_code == 2


def test_a_visit_is_planned_and_noted(lead, company, person):
    ready(company)
    campaign = prepared(lead, "--until", until(20), "--open")
    planned = said(
        lead("visit", "plan", campaign, TODAY.isoformat(), "--unit", "1", "--place", "Barracks",
             "--room", "Hall:2", "--json")
    )  # fmt: skip
    assert planned["placed"] == 1
    assert lead("visit", "note", planned["visit"], person, "came").exit_code == 0
    assert "Гайко Олесь" in lead("visit", "show", planned["visit"]).stdout
    assert said(lead("visit", "show", planned["visit"], "--json"))["guests"][0]["came"] == "came"
    assert "Barracks" in lead("visit", "list").stdout
    assert lead("visit", "call-off", planned["visit"]).exit_code == 0
    assert said(lead("visit", "list", "--json"))["visits"][0]["called_off"]
    refused = lead("visit", "plan", campaign, TODAY.isoformat(), "--unit", "1", "--place", "x",
                   "--room", "Hall")  # fmt: skip
    assert "is no room with its seats" in refused.stderr


def test_a_team_is_founded_and_its_year_planned(lead, company):
    team = said(lead("team", "found", "North", "--json"))["team"]
    joined = lead("team", "member", team, "lead", "--able", "screening", "--able", "interview",
                  "--sittings", "10", "--interviews", "2")  # fmt: skip
    assert joined.exit_code == 0, joined.stderr
    assert lead("team", "serve", team, "1").exit_code == 0
    assert lead("team", "away", team, until(1), until(2), "--account", "lead").exit_code == 0
    assert "North" in lead("team", "list").stdout
    assert said(lead("team", "list", "--json"))["teams"][0]["name"] == "North"
    year = TODAY.year + 1
    assert "No plan was made" in lead("plan", "show", year).stdout
    days = (f"{year}-03-01", f"{year}-03-05")
    assert lead("plan", "want", "Leaving", *days, "--unit", "1", "--people", "40").exit_code == 0
    made = lead("plan", "make", year)
    assert "something falls short" in made.stdout
    assert "10 of 10 sittings" in lead("plan", "show", year).stdout
    assert said(lead("plan", "show", year, "--json"))["plan"]["year"] == year


def test_the_hourly_watch_reminds_each_once(lead, company, person):
    ready(company)
    prepared(lead, "--until", until(3), "--open")
    account_of_person(person, company)
    tomorrow = datetime.combine(TODAY + timedelta(days=1), time(10), UTC)
    assert [watching.remind(tomorrow) for _hour in range(2)] == [1, 0]
    assert watching.remind(tomorrow.replace(hour=23)) == 0
