"""A plan is made, an appointment is noted in a handful of clicks, and a safety plan goes home."""

from datetime import timedelta

import pytest

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.care.commands import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from tests.houses import account_of_person, account_with, enlist, make_unit, psychologist_of
from tests.journeys.conftest import DESK, PHONE

MOST_CLICKS = 5  # to note an appointment, from the case's page
# Seconds for one click with its look for the place, and for one key of a slow typist (Card, Moran
# and Newell 1980, Communications of the ACM 23:396-410); a note is a paragraph of 600 characters.
A_CLICK, A_KEY, LONGEST_NOTE, FIVE_MINUTES = 2.5, 0.28, 600, 300
WORDS = {
    "en": {
        "make": "Make the plan", "save": "Put on record", "note": "Note an appointment",
        "kept": "The appointment was kept", "keep": "Keep the plan",
        "unknown": "Cannot be compared yet",
    },
    "ru": {
        "make": "Составить план", "save": "Записать", "note": "Отметить встречу",
        "kept": "Встреча состоялась", "keep": "Сохранить план",
        "unknown": "Пока нельзя сравнить",
    },
}  # fmt: skip


class Effort:
    """Counts what the browser itself is told: every press of a pointer, and every key."""

    KEPT = "muster-effort"

    def __init__(self, page):
        self.page = page
        watch = """key => {
          if (window.effortIsWatched) return;
          window.effortIsWatched = true;
          const add = place => {
            const now = JSON.parse(sessionStorage.getItem(key) || "[0, 0]");
            now[place] += 1;
            sessionStorage.setItem(key, JSON.stringify(now));
          };
          addEventListener("pointerdown", () => add(0), true);
          addEventListener("input", event => event.data && add(1), true);
        }"""
        page.add_init_script(f"({watch})({self.KEPT!r})")
        page.evaluate(watch, self.KEPT)

    def so_far(self):
        return self.page.evaluate("key => JSON.parse(sessionStorage.getItem(key))", self.KEPT)


@pytest.fixture
def house(committed):
    unit = make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    account = account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    case = open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=account, by=psychologist_of(unit), at=now() - timedelta(days=3),
    )  # fmt: skip
    return unit, person, account, case


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_follow_up_is_documented_in_a_minute(visitor, house, language):
    said = WORDS[language]
    unit, person, account, case = house
    clinician = visitor(language, DESK)
    clinician.signs_in(account)
    page, plan = clinician.page, f"/people/{person}/cases/{case}/plan"
    clinician.opens(plan)
    clinician.finds_no_barrier()
    page.get_by_role("button", name=said["make"]).click()
    page.locator("#id_goals").fill("Спать ночью.")
    page.get_by_role("button", name=said["save"]).click()
    page.wait_for_url(f"**{plan}")

    counted = Effort(page)
    page.get_by_role("button", name=said["note"]).click()
    page.get_by_label(said["kept"]).click()
    page.locator("#id_minutes").click()
    page.locator("#id_minutes").press_sequentially("50")
    page.locator("#id_words").click()
    page.locator("#id_words").press_sequentially("Дышали, спит лучше.")
    clinician.finds_no_barrier()
    page.get_by_role("button", name=said["save"]).click()
    page.wait_for_url(f"**{plan}")
    clicks, keys = counted.so_far()
    assert 0 < clicks <= MOST_CLICKS
    assert keys >= len("50Дышали, спит лучше.")
    # A whole note of a session, as long as the field takes, at the pace of a slow typist.
    assert clicks * A_CLICK + LONGEST_NOTE * A_KEY < FIVE_MINUTES
    assert "Дышали, спит лучше." in page.locator("main").inner_text()
    assert said["unknown"] in page.locator("main").inner_text()
    clinician.finds_no_barrier()
    clinician.is_pictured(f"care-plan-{language}")

    clinician.opens(f"/people/{person}/safety-plan")
    page.get_by_role("button", name=said["keep"]).click()
    assert page.locator(".govuk-error-summary").is_visible()
    for part in ("signs", "own", "company", "safer"):
        page.locator(f"#id_{part}").fill("Моими словами.")
    for who, number in (("people_0", "555-0111"), ("professionals_0", "555-0102")):
        page.locator(f"#id_{who}").fill("Друг")
        page.locator(f"#id_{who}_number").fill(number)
    clinician.finds_no_barrier()
    page.get_by_role("button", name=said["keep"]).click()
    page.wait_for_url(f"**/people/{person}")

    member = visitor(language, PHONE)
    member.signs_in(account_of_person(person, unit), again=True)
    member.opens("/me/safety-plan")
    assert "555-0111" in member.page.locator("main").inner_text()
    member.finds_no_barrier()
    member.is_pictured(f"safety-plan-{language}")
    with member.page.expect_download() as kept:
        member.page.locator('a[href$="/kept"]').click()
    html = kept.value.path().read_text(encoding="utf-8")
    assert "555-0111" in html
    assert "http" not in html
    assert "<script" not in html
