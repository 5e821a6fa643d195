"""A lead of assessment teams opens a campaign, sends a team on a visit, and a tap notes who came.

First she is told what stands in the way, and what to do about it: nobody has the duty, nobody has
called the crisis numbers lately, the alert channels were not tested today. Only then does it open.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from muster.access.roles import TEAM_LEAD
from muster.assessments.queries import campaigns
from muster.kernel.time import Calendar, now
from tests.campaigns import duties_held, numbers_verified
from tests.houses import account_with, channels_tested, enlist, make_unit, psychologist_of
from tests.journeys.conftest import DESK, PHONE

SAYS = {
    "en": {
        "prepare": "Prepare a campaign", "on": "Continue", "everybody": "Everybody",
        "days": "On certain days, the same for everybody", "room": "Together in a room",
        "first": "First day", "last": "Last day", "missing": "Select at least one unit",
        "make": "Prepare the campaign", "closed": "It cannot be opened yet",
        "test": "Test the alert channels now", "sent": "The test was sent",
        "ready": "Nothing stands in its way", "open": "Open the campaign",
        "visit": "Plan a visit", "plan": "Plan the day", "unit": "Which unit is visited?",
        "window": "For which window?", "day": "On which day?", "place": "Where is it?",
        "rooms": "Which rooms are there?", "came": "Came", "excused": "Excused",
    },
    "ru": {
        "prepare": "Подготовить кампанию", "on": "Продолжить", "everybody": "Всех",
        "days": "В определённые дни, одни для всех", "room": "Вместе в одном помещении",
        "first": "Первый день", "last": "Последний день", "missing": "Выберите хотя бы одну часть",
        "make": "Подготовить кампанию", "closed": "Пока её открыть нельзя",
        "test": "Проверить каналы тревоги сейчас", "sent": "Проверочное сообщение отправлено",
        "ready": "Ничто не мешает", "open": "Открыть кампанию",
        "visit": "Запланировать выезд", "plan": "Запланировать день",
        "unit": "Какую часть посещают?",
        "window": "Для какого срока?", "day": "В какой день?", "place": "Где это?",
        "rooms": "Какие там помещения?", "came": "Пришёл",
        "excused": "Освобождён",
    },
}  # fmt: skip
TODAY = Calendar("Europe/Kyiv").local_date(now())


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill_day(page: Page, name: str) -> None:
    for part, value in (("day", TODAY.day), ("month", TODAY.month), ("year", TODAY.year)):
        page.locator(f"#id_{name}-{part}").fill(str(value))


def prepared(page: Page, says: dict[str, str], unit: str = "B/1") -> None:
    """Answer every question; the first one only at the second try."""
    page.get_by_role("button", name=says["prepare"], exact=True).click()
    press(page, says["on"])
    expect(page.get_by_role("alert")).to_contain_text(says["missing"])
    page.get_by_role("checkbox", name=unit).check()
    press(page, says["on"])
    page.get_by_role("radio", name=says["everybody"], exact=True).check()
    press(page, says["on"])
    page.get_by_role("checkbox", name="PHQ-9").check()
    press(page, says["on"])
    press(page, says["on"])  # nothing is to follow
    page.get_by_role("radio", name=says["days"]).check()
    press(page, says["on"])
    fill_day(page, "opens")
    fill_day(page, "closes")
    press(page, says["on"])
    page.get_by_role("radio", name=says["room"]).check()
    press(page, says["on"])
    page.locator("#id_name").fill("November")
    press(page, says["on"])


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_a_campaign_is_opened_and_a_visit_held(visitor, language, size):
    battalion = make_unit("B")
    company = make_unit("B/1", battalion)
    for place, surname in enumerate(("Гайко", "Бойко", "Ткач")):
        enlist(company, number=f"AB-00{place}", surname=surname, given="Іван", Sex="male")
    lead = visitor(language, size)
    lead.signs_in(account_with(TEAM_LEAD, battalion, "lead"))
    says, page = SAYS[language], lead.page
    lead.opens("/team")
    prepared(page, says)
    lead.finds_no_barrier()
    lead.is_pictured(f"campaign-check-{language}")
    press(page, says["make"])

    expect(page.get_by_role("heading", name=says["closed"])).to_be_visible()
    lead.finds_no_barrier()
    lead.is_pictured(f"campaign-closed-{language}")
    numbers_verified(battalion)
    duties_held(battalion)
    page.reload()
    press(page, says["test"])
    expect(page.get_by_text(says["sent"])).to_be_visible()
    channels_tested(company)
    [made] = campaigns(by=psychologist_of(battalion), at=now())
    lead.opens(f"/team/campaigns/{made.ordered.id}")
    expect(page.get_by_text(says["ready"])).to_be_visible()
    press(page, says["open"])

    page.get_by_role("button", name=says["visit"], exact=True).click()
    page.get_by_label(says["window"]).select_option(index=1)
    page.get_by_label(says["unit"]).select_option(index=2)
    fill_day(page, "day")
    page.get_by_label(says["place"]).fill("Barracks 4")
    page.get_by_label(says["rooms"]).fill("Hall: 2")
    press(page, says["plan"])
    expect(page.get_by_role("heading", name="09:00")).to_be_visible()
    lead.finds_no_barrier()
    page.get_by_role("button", name="Бойко").click()
    expect(page.locator(".guest--here")).to_have_count(1)
    expect(page.locator(".guest--here")).to_contain_text("Бойко")
    expect(page.locator(".guest--here")).to_contain_text(says["came"])
    lead.finds_no_barrier()
    lead.is_pictured(f"visit-{language}")

    lead.opens(f"/team/campaigns/{made.ordered.id}/missing")
    expect(page.get_by_role("row")).to_have_count(4)
    lead.finds_no_barrier()
    page.get_by_role("row", name="Ткач").get_by_role("button", name=says["excused"]).click()
    expect(page.get_by_role("row")).to_have_count(3)
    lead.is_pictured(f"missing-{language}")
