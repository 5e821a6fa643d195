"""A lead plans the year of her teams: what falls short is said, and one part she moves by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from muster.access.roles import ASSESSMENT_TEAM, TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.commands import found_team, keep_member, serve_unit
from muster.assessments.rules.planning import monday_of
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import now
from tests.houses import account_with, make_unit
from tests.journeys.conftest import DESK, PHONE

YEAR = now().year + 1
WEEK = 9
SAYS = {
    "en": {
        "new": "Enter what is wanted", "what": "What is it?", "unit": "Which unit is to be seen?",
        "people": "How many people?", "make": "Make the plan", "none": "No plan was made",
        "short": "What falls short", "needed": "more week", "place": "Team and week, line 2",
        "save": "Save this part of the plan", "by_hand": "Changed by hand",
        "other": f"The year {YEAR}",
        "sittings": "Sittings, line 2", "fits": "40 of 40 sittings",
    },
    "ru": {
        "new": "Внести, что нужно", "what": "Что это?", "unit": "Какую часть нужно обследовать?",
        "people": "Сколько человек?", "make": "Составить план", "none": "План на этот год ещё",
        "short": "Чего не хватает", "needed": "неделя", "place": "Группа и неделя, строка 2",
        "save": "Сохранить эту часть плана", "by_hand": "Изменено вручную",
        "other": f"{YEAR} год",
        "sittings": "Обследования, строка 2", "fits": "обследований: 40 из 40",
    },
}  # fmt: skip


def teams_of(battalion: UnitId, lead: Viewer) -> None:
    """Two teams: the northern one serves the whole battalion, the southern one a company."""
    for name, served in (("North", battalion), ("South", make_unit("B/2", battalion))):
        team = found_team(unit=battalion, name=name, by=lead, at=now())
        keep_member(
            team=team, account=account_with(ASSESSMENT_TEAM, battalion, f"m-{name.lower()}"),
            able=("screening", "interview"), sittings=40, interviews=8, until=None, by=lead,
            at=now(),
        )  # fmt: skip
        serve_unit(team=team, unit=served, serves=True, by=lead, at=now())


def want(page: Page, says: dict[str, str], what: str, unit: str, people: int) -> None:
    """Enter that a unit is to be seen in two weeks of March."""
    page.get_by_role("button", name=says["new"], exact=True).click()
    page.get_by_label(says["what"]).fill(what)
    page.get_by_label(says["unit"]).select_option(index={"B": 1, "B/1": 2, "B/2": 3}[unit])
    page.get_by_label(says["people"]).fill(str(people))
    first = monday_of(YEAR, WEEK)
    for name, day in (("opens", first), ("closes", first + timedelta(days=11))):
        for part in ("day", "month", "year"):
            page.locator(f"#id_{name}-{part}").fill(str(getattr(day, part)))
    page.get_by_role("button", name=says["new"], exact=True).click()


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_the_year_is_planned(visitor, language, size):
    battalion = make_unit("B")
    make_unit("B/1", battalion)
    account = account_with(TEAM_LEAD, battalion, "lead")
    teams_of(battalion, Viewer(AccountId(account), TEAM_LEAD, (battalion,)))
    lead = visitor(language, size)
    lead.signs_in(account)
    says, page = SAYS[language], lead.page

    lead.opens("/team/plan")
    expect(page.get_by_text(says["none"])).to_be_visible()
    lead.opens("/team/plan/wanted")
    want(page, says, "Before leaving", "B/1", 90)
    want(page, says, "After coming home", "B/2", 40)
    lead.finds_no_barrier()
    lead.opens("/team/plan")
    page.get_by_role("link", name=says["other"]).click()
    page.get_by_role("button", name=says["make"], exact=True).click()
    lead.finds_no_barrier()
    page.get_by_role("button", name=says["make"], exact=True).click()

    expect(page.get_by_role("heading", name=says["short"])).to_be_visible()
    expect(page.get_by_text(says["needed"]).first).to_be_visible()
    expect(page.get_by_text(says["fits"]).first).to_be_visible()
    lead.finds_no_barrier()
    lead.is_pictured(f"plan-{language}")

    page.get_by_role("link", name="After coming home").first.click()
    page.get_by_label(says["place"]).select_option(index=1)
    page.get_by_label(says["sittings"]).fill("1")
    page.get_by_role("button", name=says["save"]).click()
    expect(page.get_by_role("alert")).to_be_visible()  # more than falls due, or than there is room
    lead.finds_no_barrier()
    lead.is_pictured(f"plan-change-{language}")
    page.locator("#id_sittings_1").fill("30")
    page.get_by_label(says["place"]).select_option(index=0)
    page.get_by_label(says["sittings"]).fill("")
    page.get_by_role("button", name=says["save"]).click()
    expect(page.get_by_text(says["by_hand"]).last).to_be_visible()
    lead.finds_no_barrier()
    lead.opens("/team/teams")
    page.get_by_role("link", name="North").click()
    lead.finds_no_barrier()
    lead.is_pictured(f"team-{language}")
