"""A clinician opens one record in an emergency; the person reads it, and an auditor reviews it."""

import pytest

from muster.access.roles import AUDITOR, UNIT_PSYCHOLOGIST
from tests.houses import account_of_person, account_with, enlist, make_unit
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "open": "Open the record", "short": "too short to be understood", "told": "have been told",
        "again": "A record, until",
        "review": "Write down the review", "right": "opening the record was right",
        "mine": "Opened in an emergency", "none": "There is no such page",
    },
    "ru": {
        "open": "Открыть запись", "short": "слишком коротка", "told": "сообщено",
        "again": "Запись, до",
        "review": "Записать итог проверки", "right": "открыть запись было правильно",
        "mine": "Экстренный доступ", "none": "Такой страницы нет",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_auditor_reviews_a_break_glass(visitor, language):
    said, brigade = WORDS[language], make_unit("0")
    theirs, own = make_unit("1", brigade), make_unit("2", brigade)
    person = enlist(theirs, number="AB-001", surname="Гайко", given="Олесь", Phone="555-0199")
    clinician = visitor(language, PHONE)
    clinician.signs_in(account_with(UNIT_PSYCHOLOGIST, own, "dr.hnat"), again=True)
    assert clinician.opens(f"/people/{person}") == 404

    clinician.opens("/break-glass")
    clinician.finds_no_barrier()
    page = clinician.page
    page.locator("#id_number").fill("AB-001")
    page.locator("#id_reason").check()
    page.locator("#id_words").fill("asdf")
    page.get_by_role("button", name=said["open"]).click()
    page.get_by_text(said["short"]).first.wait_for()
    page.locator("#id_words").fill("Найден на вокзале без куртки, ни с кем не говорит.")
    page.get_by_role("button", name=said["open"]).click()
    page.get_by_text(said["told"]).wait_for()
    assert "Гайко Олесь" in page.locator("main").inner_text()
    clinician.finds_no_barrier()
    clinician.is_pictured(f"opened-{language}")
    clinician.opens("/break-glass")
    page.get_by_role("link", name=said["again"]).click()
    page.get_by_text(said["told"]).wait_for()
    assert clinician.opens(f"/people/{person}") == 404
    assert said["none"] in clinician.page.locator("main").inner_text()

    soldier = visitor(language, PHONE)
    soldier.signs_in(account_of_person(person, theirs), again=True)
    soldier.opens("/me/command")
    read = soldier.page.locator("main").inner_text()
    assert said["mine"] in read
    assert "Найден на вокзале" in read
    soldier.finds_no_barrier()

    auditor = visitor(language, DESK)
    auditor.signs_in(account_with(AUDITOR, brigade, "auditor"))
    auditor.opens("/journal/openings")
    auditor.finds_no_barrier()
    auditor.page.locator("main table a").first.click()
    assert "Гайко" not in auditor.page.locator("main").inner_text()
    auditor.page.locator("#id_conclusion").check()
    auditor.page.get_by_role("button", name=said["review"]).click()
    auditor.page.get_by_text(said["right"]).first.wait_for()
    auditor.finds_no_barrier()
    auditor.is_pictured(f"opening-reviewed-{language}")
