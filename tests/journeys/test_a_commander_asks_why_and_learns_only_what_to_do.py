"""A clinician limits a duty and tells command; the commander learns what to do, and never why."""

from datetime import timedelta

import pytest

from muster.access.roles import COMMANDER, UNIT_PSYCHOLOGIST
from muster.kernel.time import now
from tests.houses import account_with, enlist, make_unit
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "order": "Order a limitation", "night": "Night duty", "send": "Sign and send",
        "blocked": "has no place in what command reads", "none": "There is no such page",
    },
    "ru": {
        "order": "Установить ограничение", "night": "Ночные дежурства",
        "send": "Подписать и отправить",
        "blocked": "не место в том, что читает командование", "none": "Такой страницы нет",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_commander_asks_why_and_learns_only_what_to_do(visitor, language):
    said = WORDS[language]
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    clinician = visitor(language, DESK)
    clinician.signs_in(account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat"))
    commander_account = account_with(COMMANDER, unit, "commander-7")

    clinician.opens(f"/people/{person}/limitations")
    clinician.finds_no_barrier()
    page = clinician.page
    page.get_by_role("button", name=said["order"]).click()
    page.locator("#id_form").check()
    page.locator("#id_basis").check()
    page.get_by_label(said["night"]).check()
    last, review = now() + timedelta(days=20), now() + timedelta(days=14)
    for name, day in (("ends", last), ("review", review)):
        page.locator(f"#id_{name}-day").fill(str(day.day))
        page.locator(f"#id_{name}-month").fill(str(day.month))
        page.locator(f"#id_{name}-year").fill(str(day.year))
    page.locator("#id_restoration").check()
    page.get_by_role("button", name=said["order"]).click()

    page.locator("#id_ground").check()
    page.locator("#id_support").fill("Депрессия, не трогать.")
    page.locator("#preview").get_by_text(said["blocked"]).wait_for()
    clinician.finds_no_barrier()
    clinician.is_pictured(f"notice-{language}")
    page.locator("#id_support").fill("Пусть отдыхает между сменами.")
    page.locator("#preview").get_by_text("Пусть отдыхает между сменами.").wait_for()
    page.locator("#id_call_back").fill("555-0102")
    page.get_by_label("commander-7").check()
    page.locator("#id_seen").check()
    page.locator("#id_comment").fill("Согласен.")
    page.get_by_role("button", name=said["send"]).click()
    page.wait_for_url(f"**/people/{person}/limitations")
    clinician.finds_no_barrier()

    commander = visitor(language, PHONE)
    commander.signs_in(commander_account)
    commander.opens("/command/notices")
    read = commander.page.locator("main").inner_text()
    assert "Гайко Олесь" in read
    assert said["night"] in read
    assert "Пусть отдыхает между сменами." in read
    assert "Согласен" not in read
    assert "dr.hnat" not in read
    commander.finds_no_barrier()
    commander.is_pictured(f"command-notices-{language}")
    for asked in (f"/people/{person}", f"/people/{person}/limitations", "/queue"):
        assert commander.opens(asked) == 404
        assert said["none"] in commander.page.locator("main").inner_text()
