"""From the interview to a plan that two disciplines signed, with a duty part asked in codes."""

from datetime import timedelta

import pytest

from muster.access.roles import COMMANDER, HEAD_OF_SERVICE, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.care.commands import open_case, take_step
from muster.kernel.ids import new_id
from muster.kernel.time import now
from tests.houses import account_of_person, account_with, enlist, make_unit, psychologist_of
from tests.journeys.conftest import DESK, PHONE

WORDS = {
    "en": {
        "save": "Put on record", "wish": "What they want themselves", "help": "Wants help",
        "put": "Put options to the table", "option": "Written exposure", "yes": "Yes",
        "sign": "Sign", "dissent": "I do not agree", "duty": "Ask command about the duty part",
        "release": "Release for appointments", "shown": "I have shown the person",
        "answer": "Answer", "nothing": "asked nothing at the moment", "evidence": "Not inferior",
        "unit": "The unit answered", "refer": "Refer on", "civilian": "A civilian service",
        "asked": "What your commander was asked", "stands": "Plan under way",
        "service": "without an answer",
    },
    "ru": {
        "save": "Записать", "wish": "Чего хочет сам человек", "help": "Хочет помощи",
        "put": "Вынести варианты", "option": "Письменная экспозиция", "yes": "Да",
        "sign": "Подписать", "dissent": "Я не согласен",
        "duty": "Спросить командование о служебной части",
        "release": "Освобождать для назначенных встреч", "shown": "Я показал(а) человеку",
        "answer": "Ответить", "nothing": "ни о чём не спрашивают", "evidence": "Не уступает",
        "unit": "Часть ответила", "refer": "Направить", "civilian": "Гражданская служба помощи",
        "asked": "О чём спросили командира", "stands": "План выполняется",
        "service": "без ответа",
    },
}  # fmt: skip


@pytest.fixture
def house(committed):
    unit, start = make_unit("7"), now() - timedelta(days=3)
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    accounts = {
        role: account_with(role, unit, f"dr.{role.key[:4]}")
        for role in (UNIT_PSYCHOLOGIST, PHYSICIAN, COMMANDER, HEAD_OF_SERVICE)
    }
    by = psychologist_of(unit)
    case = open_case(
        person=person, case=new_id(), reason="signal", begins="triaged", source=None, tier="",
        owner=accounts[UNIT_PSYCHOLOGIST], by=by, at=start,
    )  # fmt: skip
    for step, reason in (("book", ""), ("assess", "urgent")):
        take_step(
            person=person, case=case, step=step, reason=reason, words="", to=None, by=by, at=start
        )  # fmt: skip
    return unit, person, case, accounts


@pytest.mark.parametrize("language", ["en", "ru"])
def test_two_disciplines_decide_with_the_person(visitor, house, language):
    said, (unit, person, case, accounts) = WORDS[language], house
    here = f"/people/{person}/cases/{case}"
    psychologist = comes(visitor(language, DESK), accounts[UNIT_PSYCHOLOGIST])
    puts_to_the_table(psychologist, here, said, language)
    commander = comes(visitor(language, PHONE), accounts[COMMANDER])
    answers_in_codes(commander, here, said, language)
    physician = comes(visitor(language, DESK), accounts[PHYSICIAN])
    signs_and_refers(physician, here, said, language)
    head = comes(visitor(language, DESK), accounts[HEAD_OF_SERVICE])
    head.opens("/service")
    assert said["service"] in main(head)
    assert "Гайко" not in main(head)
    head.finds_no_barrier()
    head.is_pictured(f"service-{language}")
    member = visitor(language, PHONE)
    member.signs_in(account_of_person(person, unit), again=True)
    member.opens("/me/command")
    assert said["asked"] in main(member)
    member.finds_no_barrier()


def puts_to_the_table(psychologist, here, said, language):
    psychologist.opens(f"{here}/interview")
    psychologist.finds_no_barrier()
    psychologist.is_pictured(f"interview-{language}")
    psychologist.page.get_by_role("link", name=said["wish"]).click()
    psychologist.finds_no_barrier()
    psychologist.page.get_by_label(said["help"]).check()
    psychologist.page.locator("#id_words").fill("Спать ночью.")
    saves(psychologist, said)

    psychologist.opens(f"{here}/board")
    psychologist.page.get_by_role("button", name=said["put"]).click()
    assert psychologist.page.locator("#id_own_words").input_value() == "Спать ночью."
    psychologist.page.get_by_label(said["option"]).check()
    psychologist.page.get_by_label(said["yes"], exact=True).check()
    psychologist.finds_no_barrier()
    saves(psychologist, said)
    assert said["evidence"] in main(psychologist)
    psychologist.page.get_by_role("button", name=said["sign"], exact=True).click()
    saves(psychologist, said)
    psychologist.page.get_by_role("button", name=said["duty"]).click()
    psychologist.page.get_by_label(said["release"]).check()
    psychologist.page.get_by_label("dr.comm").check()
    psychologist.page.get_by_label(said["shown"]).check()
    psychologist.finds_no_barrier()
    saves(psychologist, said)


def answers_in_codes(commander, here, said, language):
    commander.opens("/command/duty")
    assert said["release"] in main(commander)
    assert "Спать" not in main(commander)
    commander.finds_no_barrier()
    commander.is_pictured(f"duty-asked-{language}")
    commander.page.get_by_role("button", name=said["answer"]).click()
    commander.page.get_by_label(said["release"]).check()
    commander.finds_no_barrier()
    commander.page.get_by_role("button", name=said["answer"]).click()
    assert said["nothing"] in main(commander)
    assert commander.opens(f"{here}/board") == 404


def signs_and_refers(physician, here, said, language):
    physician.opens(f"{here}/board")
    assert said["unit"] in main(physician)
    physician.finds_no_barrier()
    physician.is_pictured(f"board-{language}")
    physician.page.get_by_role("button", name=said["sign"], exact=True).click()
    saves(physician, said)
    physician.opens(here)
    assert said["stands"] in main(physician)
    physician.page.get_by_role("button", name=said["refer"]).click()
    physician.page.get_by_label(said["civilian"]).check()
    physician.finds_no_barrier()
    saves(physician, said)
    physician.finds_no_barrier()


def comes(reader, account):
    reader.signs_in(account)
    return reader


def saves(reader, said):
    reader.page.get_by_role("button", name=said["save"]).click()
    assert reader.page.locator(".govuk-error-summary").count() == 0


def main(reader):
    return reader.page.locator("main").inner_text()
