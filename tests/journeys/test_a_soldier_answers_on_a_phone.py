"""A soldier answers on a phone: knows who will see what, changes their mind, is told what next."""

from __future__ import annotations

import pytest

from tests.houses import make_unit
from tests.journeys.conftest import PHONE
from tests.journeys.sitters import Sitter, account_in, asks, serves_in

WORDS = {
    "en": {
        "continue": "Continue",
        "begin": "Begin",
        "who": "Who will see what",
        "commander": "never an answer or a result",
        "reach": "How can we reach you?",
        "number": "Number on which we can call you back",
        "progress": "Question 1 of 10",
        "none": "Not at all",
        "some": "Several days",
        "hard": "Somewhat difficult",
        "check": "Check your answers",
        "most": "Nearly every day",
        "send": "Send my answers",
        "sent": "Your answers have been sent",
        "next": "What happens next",
        "wrong": "Select an answer",
        "other": "Русский",
        "other_question": "Вам было трудно заснуть",
        "back": "English",
    },
    "ru": {
        "continue": "Продолжить",
        "begin": "Начать",
        "who": "Кто и что увидит",
        "commander": "никогда не видит ни ответа, ни результата",
        "reach": "Как с вами связаться?",
        "number": "Номер, по которому вам можно перезвонить",
        "progress": "Вопрос 1 из 10",
        "none": "Ни разу",
        "some": "Несколько дней",
        "hard": "Немного трудно",
        "check": "Проверьте свои ответы",
        "most": "Почти каждый день",
        "send": "Отправить мои ответы",
        "sent": "Ваши ответы отправлены",
        "next": "Что будет дальше",
        "wrong": "Выберите ответ",
        "other": "English",
        "other_question": "Trouble falling",
        "back": "Русский",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_soldier_answers_on_a_phone(visitor, language):
    words = WORDS[language]
    unit = make_unit("1")
    person = serves_in(unit)
    asks(unit, "phq-9")
    soldier = visitor(language, PHONE)
    soldier.signs_in(account_in(unit, person))
    sitter = Sitter(soldier, words)

    soldier.opens("/me/sitting")
    soldier.finds_no_barrier()
    soldier.is_pictured(f"due-{language}")
    sitter.presses(words["begin"])
    sitter.reads(words["who"])
    sitter.reads(words["commander"])
    soldier.finds_no_barrier()
    soldier.is_pictured(f"before-{language}")
    sitter.presses(words["continue"])
    assert sitter.heading == words["reach"]
    assert sitter.page.get_by_label(words["number"]).input_value().endswith("445550123")
    soldier.finds_no_barrier()
    soldier.is_pictured(f"reach-{language}")
    sitter.says_where()

    sitter.reads(words["progress"])
    soldier.finds_no_barrier()
    soldier.is_pictured(f"question-{language}")
    sitter.presses(words["continue"])
    sitter.reads(words["wrong"])
    assert sitter.page.evaluate("document.activeElement.className") == "govuk-error-summary"
    soldier.finds_no_barrier()
    sitter.answers(words["none"])
    sitter.answers(words["some"])
    # Half-way the other language, and back: what was chosen stays chosen.
    sitter.chooses(words["none"])
    sitter.presses(words["other"])
    sitter.reads(words["other_question"])
    assert sitter.page.locator("input[name=answer]:checked").count() == 1
    sitter.presses(words["back"])
    sitter.presses(words["continue"])
    for _item in range(4, 10):
        sitter.answers(words["none"])
    sitter.answers(words["hard"])

    assert sitter.heading == words["check"]
    soldier.finds_no_barrier()
    soldier.is_pictured(f"check-{language}")
    sitter.page.locator(".govuk-summary-list__actions a").nth(1).click()
    assert sitter.page.get_by_label(words["some"], exact=True).is_checked()
    sitter.answers(words["most"])
    assert sitter.heading == words["check"]
    assert words["most"] in sitter.page.locator("main").inner_text()
    sitter.presses(words["send"])
    assert sitter.heading == words["sent"]
    sitter.reads(words["next"])
    soldier.finds_no_barrier()
    soldier.is_pictured(f"end-{language}")
