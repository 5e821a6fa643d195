"""Somebody leaves the service today: a letter they agree to, and a clinic outside that accepts."""

from datetime import timedelta

import pytest

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.care.commands import open_case
from muster.kernel.ids import new_id
from muster.kernel.time import now
from muster.people.commands.keeping import give_consent
from muster.people.commands.moving import end_posting
from muster.people.consents import Item
from tests.houses import (
    account_of_person,
    account_with,
    administrator_of,
    enlist,
    local_day,
    make_unit,
    psychologist_of,
)
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "write": "Write the letter that goes along", "show": "Show it to the person",
        "yes": "Yes", "plan": "What was agreed on in the plan", "say": "Say this",
        "agreed": "The person agreed", "left": "The person leaves out",
        "link": "Send a clinician outside a link", "make": "Make the link",
        "take": "I take it over by name", "done": "Your answer was passed on",
        "nothing": "These digits open nothing", "visit": "The first visit was kept",
        "save": "Put on record", "over": "Handed over", "pdf": "Keep it as a PDF",
        "asks": "You were asked to take over somebody's care", "sent": "Continue",
    },
    "ru": {
        "write": "Написать сопроводительное письмо", "show": "Показать человеку",
        "yes": "Да", "plan": "О чём договорились в плане", "say": "Так и ответить",
        "agreed": "Человек согласен", "left": "Человек не передаёт",
        "link": "Отправить ссылку специалисту вне ведомства", "make": "Создать ссылку",
        "take": "Принимаю поимённо", "done": "Ваш ответ передан",
        "nothing": "Эти цифры ничего не открывают", "visit": "Первый визит состоялся",
        "save": "Записать", "over": "Передано", "pdf": "Сохранить как PDF",
        "asks": "Вас попросили принять человека", "sent": "Продолжить",
    },
}  # fmt: skip


@pytest.fixture
def leaving(committed):
    """Somebody in care whose last day is today, which nobody knew yesterday."""
    unit = make_unit("9")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    losing = account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    open_case(
        person=person, case=new_id(), reason="signal", begins="plan", source=None, tier="",
        owner=losing, by=psychologist_of(unit), at=now() - timedelta(days=3),
    )  # fmt: skip
    give_consent(
        person=person, item=Item.HANDOVER, until=local_day() + timedelta(days=90),
        by=psychologist_of(unit), at=now(),
    )  # fmt: skip
    end_posting(person=person, until=local_day(), by=administrator_of(unit), at=now())
    return losing, account_of_person(person, unit)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_handover_on_discharge(visitor, leaving, language):
    said, (losing, member) = WORDS[language], leaving
    clinician, person = visitor(language, DESK), visitor(language, PHONE)
    clinician.signs_in(losing)
    person.signs_in(member, again=True)

    here = writes_the_letter(clinician, said)
    agrees_to_it(person, said, language)
    digits = makes_the_link(clinician, said, here)
    answers_from_outside(visitor(language, PHONE), said, digits, language)

    clinician.opens(here)
    assert "Др. Сокол" in main(clinician)
    clinician.is_pictured(f"handover-outside-{language}")
    clinician.page.get_by_role("button", name=said["visit"]).click()
    clinician.page.locator("#id_words").fill("Пришёл вовремя.")
    clinician.page.get_by_role("button", name=said["save"]).click()
    clinician.page.get_by_text("Пришёл вовремя.").wait_for()
    assert said["over"] in main(clinician)
    person.opens("/me/handover")
    assert "Др. Сокол" in main(person)


def writes_the_letter(clinician, said):
    clinician.opens("/handovers")
    clinician.page.locator("main").get_by_role("link", name="Гайко").click()
    here = "/" + clinician.page.url.split("/", 3)[3]
    clinician.finds_no_barrier()
    clinician.page.get_by_role("button", name=said["write"]).click()
    clinician.finds_no_barrier()
    clinician.page.locator("#id_why").fill("Плохо спит с весны.")
    clinician.page.locator("#id_helps").fill("Бег по утрам.")
    clinician.page.get_by_role("button", name=said["show"]).click()
    return here


def agrees_to_it(person, said, language):
    person.opens("/me/handover")
    assert "Бег по утрам." in main(person)
    person.finds_no_barrier()
    person.is_pictured(f"letter-{language}")
    person.page.get_by_label(said["yes"], exact=True).check()
    person.page.get_by_label(said["plan"], exact=True).uncheck()
    person.page.locator("#id_wishes").fill("Клиника у моря.")
    person.page.get_by_role("button", name=said["say"]).click()
    assert said["agreed"] in main(person)
    with person.page.expect_download() as kept:
        person.page.get_by_role("link", name=said["pdf"]).click()
    assert kept.value.suggested_filename == "summary.pdf"


def makes_the_link(clinician, said, here):
    clinician.opens(here)
    assert said["agreed"] in main(clinician)
    assert "Клиника у моря." in main(clinician)
    assert said["left"] in main(clinician)
    clinician.page.get_by_role("button", name=said["link"]).click()
    clinician.finds_no_barrier()
    clinician.page.locator("#id_name").fill("Др. Сокол")
    clinician.page.locator("#id_number").fill("+380441112233")
    clinician.page.locator("#id_call_back").fill("+380445550102")
    clinician.page.get_by_role("button", name=said["make"]).click()
    digits = clinician.page.locator("[data-invitation]").inner_text()
    clinician.finds_no_barrier()
    return digits


def answers_from_outside(outside, said, digits, language):
    """A clinician without an account opens the link; used once, it opens nothing."""
    outside.opens(f"/outside-care#{digits.replace(' ', '')}")
    outside.page.get_by_role("button", name=said["take"]).wait_for()
    assert "Гайко" in main(outside)
    assert "спит" not in main(outside)
    outside.finds_no_barrier()
    outside.is_pictured(f"outside-care-{language}")
    accepts(outside, said)
    outside.finds_no_barrier()
    outside.opens("/outside-care")
    outside.page.locator("#id_code").fill(digits)
    outside.page.locator("main form button").first.click()
    assert said["nothing"] in main(outside)
    outside.finds_no_barrier()


def accepts(outside, said):
    day = local_day() + timedelta(days=4)
    outside.page.locator("#id_name").fill("Др. Сокол")
    outside.page.locator("#id_number").fill("+380441112233")
    for part in ("day", "month", "year"):
        outside.page.locator(f"[name=visit_on-{part}]").fill(str(getattr(day, part)))
    outside.page.get_by_role("button", name=said["take"]).click()
    outside.page.get_by_role("heading", name=said["done"]).wait_for()


def main(reader):
    return reader.page.locator("main").inner_text()
