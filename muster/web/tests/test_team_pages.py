"""Pages of the teams: one question at a time, refusals with a remedy, and nobody else's objects."""

from __future__ import annotations

import pytest
from django.test import Client

from muster.access.roles import ASSESSMENT_TEAM, TEAM_LEAD, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import prepare_campaign
from muster.assessments.queries import campaigns, visits
from muster.kernel.ids import AccountId
from muster.kernel.time import Calendar, now
from muster.web import addresses
from tests.campaigns import asking, duties_held, numbers_verified, opened, ready
from tests.houses import account_with, channels_tested, enlist, make_unit, psychologist_of
from tests.journeys.sessions import session_for

pytestmark = pytest.mark.django_db

TODAY = Calendar("Europe/Kyiv").local_date(now())
NEW = "/team/campaigns/new"
SENT = {"sent": "a browser always sends something"}


def signed_in(account: AccountId, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    name, value = session_for(account)
    client.cookies[name] = value
    return client


@pytest.fixture
def unit(db):
    made = make_unit("1")
    for place in range(3):
        enlist(made, number=f"AB-00{place}", surname=f"Ткач{chr(0x430 + place)}", given="Іван")
    return made


@pytest.fixture
def lead(unit) -> Client:
    return signed_in(account_with(TEAM_LEAD, unit, "lead"))


def day(name: str, value) -> dict[str, str]:
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def answer_all(client: Client, unit) -> str:
    """Answer every question of a new campaign; return where the last answer leads."""
    client.get(NEW)
    answers = {
        "units": {"units": [str(unit)]},
        "who": {"some": "no"},
        "what": {"instruments": ["gad-7"]},
        "then": {},
        "when": {"when": "days"},
        "days": {**day("opens", TODAY), **day("closes", TODAY)},
        "where": {"where": "room"},
        "name": {"name": "Autumn"},
    }
    leads = f"{NEW}/units"
    for step, given in answers.items():
        assert leads == f"{NEW}/{step}", leads
        leads = client.post(leads, given or SENT).headers["Location"]
    return leads


def test_a_campaign_is_put_together_question_by_question(unit, lead):
    check = answer_all(lead, unit)
    assert check == f"{NEW}/check"
    shown = lead.get(check).content.decode()
    assert "Today it would ask 3 people." in shown
    prepared = lead.post(check, SENT).headers["Location"]
    page = lead.get(prepared).content.decode()
    assert "It cannot be opened yet" in page
    assert "Nobody has the duty for this unit" in page
    assert "Open the campaign" not in page
    [made] = campaigns(by=Viewer(AccountId(unit), TEAM_LEAD, (unit,)), at=now())
    assert made.ordered.name == "Autumn"


def test_by_a_calendar_it_is_said_for_whom_it_is_and_how_many_would_answer_today(unit, lead):
    by = Viewer(AccountId(unit), TEAM_LEAD, (unit,))
    terms = asking(unit, now(), windows=(), calendar="deployment")
    page = lead.get(f"/team/campaigns/{prepare_campaign(asking=terms, by=by, at=now())}")
    shown = page.content.decode()
    assert "It is for 3 people, each on days of their own." in shown
    assert "Opened today, it would ask 0 of them at once." in shown  # nobody was ever away


def test_an_answer_that_is_missing_is_asked_for(unit, lead):
    lead.get(NEW)
    assert lead.get(f"{NEW}/check").headers["Location"] == f"{NEW}/units"
    said = lead.post(f"{NEW}/units", SENT).content.decode()
    assert "Select at least one unit" in said
    assert "Error:" in said


def test_units_can_be_named_by_their_codes(unit, lead):
    lead.get(NEW)
    unknown = lead.post(f"{NEW}/units", {"codes": "1, 9"}).content.decode()
    assert "No unit has the code “9”" in unknown
    make_unit("2")
    assert "No unit has the code “2”" in lead.post(f"{NEW}/units", {"codes": "2"}).content.decode()
    assert lead.post(f"{NEW}/units", {"codes": "1"}).headers["Location"] == f"{NEW}/who"


def test_a_campaign_is_opened_once_nothing_stands_in_its_way(unit, lead):
    address = lead.post(answer_all(lead, unit), SENT).headers["Location"]
    refused = lead.post(f"{address}/open")
    assert "Crisis numbers are not known to work" in refused.content.decode()
    numbers_verified(unit)
    duties_held(unit)
    page = lead.get(address).content.decode()
    assert "The alert channels of 1 were not tested today" in page
    assert "The test was sent" in lead.post(f"{address}/channels").content.decode()
    channels_tested(unit)
    assert lead.post(f"{address}/open").status_code == 303
    assert "Plan a visit" in lead.get(address).content.decode()
    closing = lead.get(f"{address}/close")
    assert "Close the campaign" in closing.content.decode()
    lead.post(f"{address}/close", SENT)
    assert "Plan a visit" not in lead.get(address).content.decode()


def planned(client: Client, campaign, unit, **changed) -> dict:
    given = {
        "window": "window-1", "unit": str(unit), "place": "Barracks 4", "rooms": "Hall: 2",
        "begins": "09:00", "ends": "10:00", "minutes": "30", **day("day", TODAY), **changed,
    }  # fmt: skip
    return client.post(f"/team/campaigns/{campaign}/visit", given)


def test_a_visit_is_planned_and_a_tap_on_a_name_notes_who_came(unit, lead):
    ready(unit)
    campaign = opened(unit)
    leads = planned(lead, campaign, unit).headers["Location"]
    shown = lead.get(leads).content.decode()
    assert "Ткача Іван" in shown
    assert "09:30" in shown
    [visit] = visits(by=psychologist_of(unit), at=now())
    person = shown.split(f"/team/visits/{visit.id}/")[1].split('"')[0]
    tapped = lead.post(f"/team/visits/{visit.id}/{person}", {"came": "came"})
    assert tapped.status_code == 303
    assert '<span class="figure__number">1</span> Came' in lead.get(leads).content.decode()
    lead.post(f"/team/visits/{visit.id}/{person}", {"came": "nonsense"})
    assert '<span class="figure__number">1</span> Came' in lead.get(leads).content.decode()


def test_rooms_that_cannot_be_read_and_days_outside_the_window_are_said(unit, lead):
    ready(unit)
    campaign = opened(unit)
    assert (
        "Write one room in each line"
        in planned(lead, campaign, unit, rooms="Hall").content.decode()
    )
    late = planned(lead, campaign, unit, **day("day", TODAY.replace(year=TODAY.year + 1)))
    assert "the window is not open" in late.content.decode()


def test_whom_the_day_has_no_place_for_is_said(unit, lead):
    ready(unit)
    leads = planned(lead, opened(unit), unit, rooms="Hall: 1").headers["Location"]
    assert "1 person has no place" in lead.get(leads).content.decode()


def test_who_has_not_answered_is_listed_and_an_excuse_takes_them_off(unit, lead):
    ready(unit)
    there = f"/team/campaigns/{opened(unit)}/missing"
    page = lead.get(there).content.decode()
    assert page.count("Ткач") > 3
    person = page.split(f"{there}/")[1].split('"')[0]
    given = {"window": "window-1", "unit": str(unit), "came": "excused"}
    answer = lead.post(f"{there}/{person}", given)
    assert answer.headers["Location"] == f"{there}?unit={unit}"
    assert person not in lead.get(there).content.decode()
    assert lead.post(f"{there}/{person}", {**given, "window": "window-9"}).status_code == 404
    strange = lead.get(f"{there}?unit={make_unit('2')}").content.decode()
    assert "Select one of the answers that are offered" in strange


def test_hours_are_offered_in_the_unit_s_own_time(unit):
    client = signed_in(account_with(ASSESSMENT_TEAM, unit, "team"))
    given = {
        "unit": str(unit), "starts": "09:00", "ends": "10:00", "minutes": "30", "place": "Room 3",
        **day("day", TODAY.replace(year=TODAY.year + 1)),
    }  # fmt: skip
    assert client.post("/team/hours/offer", given).status_code == 303
    shown = client.get(addresses.HOURS).content.decode()
    assert shown.count("Room 3") == 2
    assert "09:00" in shown
    assert client.get("/team/waiting").status_code == 404


def test_a_team_is_founded_joined_and_sent(unit, lead):
    account = account_with(ASSESSMENT_TEAM, unit, "m-petrenko")
    there = lead.post("/team/teams/new", {"name": "North", "unit": str(unit)}).headers["Location"]
    joined = lead.post(
        f"{there}/member",
        {"account": str(account), "able": ["screening", "interview"], "sittings": "40",
         "interviews": "8"},
    )  # fmt: skip
    assert joined.status_code == 303
    lead.post(f"{there}/units", {"unit": str(unit)})
    lead.post(f"{there}/absence", {"account": "team", **day("since", TODAY), **day("until", TODAY)})
    page = lead.get(there).content.decode()
    assert "m-petrenko" in page
    assert "Clinical interview" in page
    assert "The whole team" in page
    again = lead.post("/team/teams/new", {"name": "north", "unit": str(unit)})
    assert "is called “north” already" in again.content.decode()
    absence = page.split('name="absence" value="')[1].split('"')[0]
    lead.post(f"{there}/back", {"absence": absence})
    lead.post(f"{there}/stop", {"unit": str(unit)})
    shown = lead.get(there).content.decode()
    assert "Nobody is away." in shown
    assert "It serves no unit yet" in shown


def test_the_year_is_planned_changed_and_shown(unit, lead):
    account = account_with(ASSESSMENT_TEAM, unit, "m-petrenko")
    there = lead.post("/team/teams/new", {"name": "North", "unit": str(unit)}).headers["Location"]
    lead.post(
        f"{there}/member",
        {"account": str(account), "able": ["screening", "interview"], "sittings": "40",
         "interviews": "8"},
    )  # fmt: skip
    lead.post(f"{there}/units", {"unit": str(unit)})
    year = now().year + 1
    start = TODAY.replace(year=year, month=3, day=2)
    wanted = lead.post(
        "/team/plan/wanted/new",
        {"name": "Before leaving", "unit": str(unit), "people": "100", **day("opens", start),
         **day("closes", start.replace(day=12))},
    )  # fmt: skip
    assert wanted.status_code == 303
    assert "No plan was made" in lead.get(f"/team/plan?year={year}").content.decode()
    assert lead.post(f"/team/plan/make?year={year}", SENT).status_code == 303
    page = lead.get(f"/team/plan?year={year}").content.decode()
    assert "40 of 40 sittings" in page
    assert "would be needed" in page
    change = page.split('href="/team/plan/change?')[1].split('"')[0].replace("&amp;", "&")
    form = lead.get(f"/team/plan/change?{change}").content.decode()
    option = form.split('<option value="')[2].split('"')[0]
    full = lead.post(
        f"/team/plan/change?{change}",
        {"place_1": option, "sittings_1": "41", "interviews_1": "0"},
    )
    assert "would have more than it can do" in full.content.decode()
    lead.post(
        f"/team/plan/change?{change}", {"place_1": option, "sittings_1": "7", "interviews_1": "1"}
    )
    assert "Changed by hand" in lead.get(f"/team/plan?year={year}").content.decode()
    assert lead.get("/team/plan?year=1999").status_code == 404
    assert lead.get("/team/plan/change?year=1999&need=x").status_code == 404


def test_what_is_wanted_can_be_taken_back(unit, lead):
    lead.post(
        "/team/plan/wanted/new",
        {
            "name": "Before leaving",
            "unit": str(unit),
            **day("opens", TODAY),
            **day("closes", TODAY),
        },
    )
    page = lead.get("/team/plan/wanted").content.decode()
    assert "Everybody there" in page
    lead.post(
        "/team/plan/wanted/drop", {"wanted": page.split('name="wanted" value="')[1].split('"')[0]}
    )
    assert "Nothing is entered." in lead.get("/team/plan/wanted").content.decode()


def test_a_psychologist_reads_teams_and_plans_and_changes_neither(unit):
    client = signed_in(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))
    for address in ("/team/campaigns", "/team/visits", "/team/teams", "/team/plan", "/team/hours"):
        assert client.get(address).status_code == 200
    for address in ("/team/teams/new", "/team/plan/make", "/team/plan/wanted"):
        assert client.get(address).status_code == 404


def test_other_units_objects_look_like_what_does_not_exist(unit, lead):
    ready(unit)
    campaign = opened(unit)
    planned(lead, campaign, unit)
    [visit] = visits(by=psychologist_of(unit), at=now())
    stranger = signed_in(account_with(TEAM_LEAD, make_unit("2"), "stranger"))
    for address in (
        f"/team/campaigns/{campaign}", f"/team/campaigns/{campaign}/visit",
        f"/team/campaigns/{campaign}/close", f"/team/visits/{visit.id}",
    ):  # fmt: skip
        assert lead.get(address).status_code == 200
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/team/campaigns/{campaign}/open").status_code == 404


def test_every_page_speaks_russian(unit):
    ready(unit)
    campaign = opened(unit)
    client = signed_in(account_with(TEAM_LEAD, unit, "lead"), "ru")
    for address in (
        "/team/campaigns", f"/team/campaigns/{campaign}", f"/team/campaigns/{campaign}/visit",
        f"{NEW}/units", f"{NEW}/who", f"{NEW}/filters", f"{NEW}/what", f"{NEW}/when",
        f"{NEW}/days", f"{NEW}/where", f"{NEW}/name", "/team/visits", "/team/teams",
        "/team/teams/new", "/team/plan", "/team/plan/make", "/team/plan/wanted",
        "/team/plan/wanted/new",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Language"] == "ru"
