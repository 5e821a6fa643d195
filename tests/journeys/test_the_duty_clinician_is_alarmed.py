"""Somebody presses “I need help now”; the duty clinician, on whatever page, is alarmed at once.

The clinician sees who, why and how to reach them, and takes it in hand with one press; the deputy's
screen falls quiet, and who comes too late is told who was first. The channels were tested before.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from muster.access.roles import MEMBER, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.detection.commands import alerting
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.people.duty import DutyRole
from tests.houses import account_with, enlist, make_unit, takes_duty
from tests.journeys.conftest import DESK, PHONE

TEXTS = {
    "en": {
        "needed": "Somebody needs you now.",
        "open": "Open the alerts",
        "hand": re.compile("I have it in hand"),
        "in_hand": "You have it in hand.",
        "asked": "I need help now",
        "test": re.compile("Test the alert channels"),
        "seen": "I see it",
        "tested": "Tested",
        "none": "No alert is waiting.",
    },
    "ru": {
        "needed": "Вы нужны прямо сейчас.",
        "open": "Открыть тревоги",
        "hand": re.compile("Принимаю"),
        "in_hand": "Вы приняли тревогу.",
        "asked": "нужна помощь",
        "test": re.compile("Проверить каналы оповещения"),
        "seen": "Я вижу",
        "tested": "Проверено",
        "none": "Тревог нет.",
    },
}


@pytest.fixture
def unit(committed):
    return make_unit("3")


@pytest.fixture
def anna(unit) -> AccountId:
    account = account_with(UNIT_PSYCHOLOGIST, unit, "anna")
    takes_duty(account, unit)
    return account


@pytest.fixture
def boris(unit) -> AccountId:
    account = account_with(UNIT_PSYCHOLOGIST, unit, "boris")
    takes_duty(account, unit, DutyRole.DEPUTY)
    return account


@pytest.fixture
def person(unit):
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Phone="+380501112233")


def presses_help(person) -> None:
    ask_for_help(
        person=person, request=new_id(), urgent=True,
        by=Viewer(AccountId(new_id()), MEMBER, person=person), at=now(),
    )  # fmt: skip


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_the_duty_clinician_is_alarmed_on_whatever_page(
    visitor, person, anna, boris, unit, language, size
):
    texts = TEXTS[language]
    clinician, deputy = visitor(language, size), visitor(language, size)
    clinician.signs_in(anna)
    deputy.signs_in(boris)
    clinician.opens("/queue")
    deputy.opens("/alerts")
    expect(deputy.page.get_by_text(texts["none"])).to_be_visible()

    presses_help(person)
    alerting.hand_on(person=person, by=Viewer(anna, UNIT_PSYCHOLOGIST, (unit,)), at=now())
    expect(clinician.page.get_by_text(texts["needed"])).to_be_visible()
    clinician.is_pictured(f"alert-banner-{language}")
    banner = clinician.page.locator("#alerts").inner_text()
    assert "Гайко" not in banner
    clinician.finds_no_barrier()

    clinician.page.get_by_role("button", name=texts["open"]).click()
    expect(clinician.page.get_by_role("heading", name="Гайко")).to_be_visible()
    expect(clinician.page.get_by_role("link", name="+380501112233")).to_be_visible()
    clinician.is_pictured(f"alerts-{language}")
    clinician.finds_no_barrier()
    expect(deputy.page.get_by_role("heading", name="Гайко")).to_be_visible()

    clinician.page.get_by_role("button", name=texts["hand"]).click()
    expect(clinician.page.get_by_text(texts["in_hand"])).to_be_visible()
    expect(clinician.page.get_by_text(texts["needed"])).to_be_hidden()
    expect(deputy.page.get_by_text(texts["needed"])).to_be_hidden()
    expect(deputy.page.get_by_role("button", name=texts["hand"])).to_be_hidden()
    expect(deputy.page.get_by_text("anna").first).to_be_visible()
    clinician.is_pictured(f"alert-answered-{language}")
    clinician.finds_no_barrier()


@pytest.mark.parametrize(("language", "size"), [("en", PHONE), ("ru", DESK)])
def test_the_channels_are_tested_and_the_test_is_seen(visitor, anna, boris, unit, language, size):
    texts = TEXTS[language]
    clinician, deputy = visitor(language, size), visitor(language, size, scripts=False)
    clinician.signs_in(anna)
    deputy.signs_in(boris)
    clinician.opens("/alerts/channels")
    clinician.page.get_by_role("button", name=texts["test"]).click()
    clinician.is_pictured(f"alert-channels-{language}")
    clinician.finds_no_barrier()
    clinician.page.get_by_role("button", name=texts["seen"]).click()
    expect(clinician.page.get_by_text(texts["tested"], exact=True)).to_have_count(1)

    deputy.opens("/queue")
    deputy.page.get_by_role("button", name=texts["seen"]).click()
    expect(deputy.page.get_by_text(texts["tested"], exact=True)).to_have_count(2)


def test_without_scripts_the_list_asks_for_itself_again(visitor, person, anna):
    visitor_ = visitor(scripts=False)
    visitor_.signs_in(anna)
    presses_help(person)
    visitor_.opens("/alerts")
    page = visitor_.page
    assert page.locator("noscript meta[http-equiv=refresh]").count() or "refresh" in page.content()
    page.get_by_role("button", name=TEXTS["en"]["hand"]).click()
    expect(page.get_by_text(TEXTS["en"]["in_hand"])).to_be_visible()
