"""Paper is typed in: one hand types a row of digits, another types again what is acted on."""

from __future__ import annotations

import pytest

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.detection.queries import queue
from muster.kernel.time import now
from muster.policy.rules.findings import Tier
from tests.houses import account_with, local_day, make_unit, psychologist_of
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.sitters import Sitter, serves_in

WORDS = {
    "en": {
        "continue": "Continue",
        "new": "Type in a form",
        "form": "Patient Health Questionnaire (PHQ-9)",
        "which": "Which questionnaire is it?",
        "language": "Русский",
        "row": "All answers in one row",
        "read": "Put the row into the lines",
        "enter": "Enter the form",
        "looked": "The row stands in the lines below",
        "wrong": "is none of the answers to item 2",
        "again": "Type the critical items again",
        "yourself": "You typed this form yourself",
        "waits": "Waits for a second key",
        "type_again": "Type again",
        "compare": "Compare",
        "differ": "Two keys differ",
        "why": "Why did they differ?",
        "copied": "An answer was copied wrongly",
        "settle": "This is what stands on the paper",
        "settled": "It is settled what stands on the paper.",
    },
    "ru": {
        "continue": "Продолжить",
        "new": "Ввести бланк",
        "form": "Опросник здоровья пациента (PHQ-9)",
        "which": "Какая это методика?",
        "language": "Русский",
        "row": "Все ответы одним рядом",
        "read": "Разнести ряд по строкам",
        "enter": "Внести бланк",
        "looked": "Ряд разнесён по строкам ниже",
        "wrong": "не ответ на пункт 2",
        "again": "Введите критические пункты ещё раз",
        "yourself": "Этот бланк введён вами",
        "waits": "Ждёт второго ввода",
        "type_again": "Ввести ещё раз",
        "compare": "Сравнить",
        "differ": "Два ввода расходятся",
        "why": "Почему они разошлись?",
        "copied": "Ответ перенесён с ошибкой",
        "settle": "На бланке стоит это",
        "settled": "Установлено, что стоит на бланке.",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_paper_is_typed_in(visitor, language):
    words = WORDS[language]
    unit = make_unit("1")
    person = serves_in(unit)
    first = visitor(language, DESK)
    first.signs_in(account_with(ASSESSMENT_TEAM, unit, "team"))
    typist = Sitter(first, words)

    # With the keyboard alone, from the list to the form.
    first.opens("/paper")
    first.finds_no_barrier()
    first.page.keyboard.press("n")
    first.page.locator("#id_text").focus()
    first.page.keyboard.type("AB-001")
    first.page.keyboard.press("Enter")
    first.page.get_by_label(words["which"]).select_option(label=words["form"])
    typist.presses(words["continue"])
    first.finds_no_barrier()
    today = local_day()
    for part in ("day", "month", "year"):
        first.page.locator(f"#id_answered_on-{part}").fill(str(getattr(today, part)))
    first.page.get_by_label(words["language"], exact=True).check()
    row = first.page.get_by_label(words["row"], exact=True)
    row.fill("0 7 0 0 0 0 0 0 0 .")
    row.press("Enter")
    typist.reads(words["wrong"])
    first.finds_no_barrier()
    first.page.get_by_label(words["row"], exact=True).fill("0 1 0 0 0 0 0 0 0 .")
    first.page.get_by_label(words["row"], exact=True).press("Enter")
    typist.reads(words["looked"])
    assert first.page.locator("#id_item-phq9-2").input_value() == "1"
    first.finds_no_barrier()
    first.is_pictured(f"paper-{language}")
    typist.presses(words["enter"])
    assert typist.heading == words["again"]
    typist.reads(words["yourself"])
    first.finds_no_barrier()

    # Another hand reads a 3 where the first read a 0: the graver counts, at once.
    second = visitor(language, PHONE)
    second.signs_in(account_with(UNIT_PSYCHOLOGIST, unit, "psychologist"))
    checker = Sitter(second, words)
    second.opens("/paper")
    checker.reads(words["waits"])
    second.finds_no_barrier()
    second.page.get_by_role("link", name=words["type_again"]).click()
    second.page.locator("#id_item-phq9-9").fill("3")
    checker.presses(words["compare"])
    assert checker.heading == words["differ"]
    second.finds_no_barrier()
    second.is_pictured(f"paper-differs-{language}")
    [call] = queue(limit=5, tier=None, already_shown=(), by=psychologist_of(unit), at=now())
    assert (call.person, call.tier) == (person, Tier.RED)
    second.page.locator("#id_item-phq9-9").fill("3")
    second.page.get_by_label(words["why"]).select_option(label=words["copied"])
    checker.presses(words["settle"])
    checker.reads(words["settled"])
    second.finds_no_barrier()
