"""A room full of people and one tablet: the next soldier sees nothing of the last, and nobody who
looks on can tell whose sitting was another."""

from __future__ import annotations

import pytest

from muster.kernel.time import now
from muster.people.commands.codes import issue_codes
from tests.houses import make_unit, psychologist_of
from tests.journeys.sitters import Sitter, asks, follow_up_installed, serves_in

TABLET = {"width": 820, "height": 1180}
WORDS = {
    "en": {
        "continue": "Continue",
        "code": "Your code",
        "begin": "Begin",
        "none": "Not at all",
        "some": "Several days",
        "no": "No",
        "easy": "Not difficult at all",
        "before": "Before you go on",
        "send": "Send my answers",
        "wait": "Please wait here for a moment",
        "leave": "Finish and leave this device",
        "stay": "Please stay in this room",
        "touch": "touch the screen",
    },
    "ru": {
        "continue": "Продолжить",
        "code": "Ваш код",
        "begin": "Начать",
        "none": "Ни разу",
        "some": "Несколько дней",
        "no": "Нет",
        "easy": "Совсем не трудно",
        "before": "Прежде чем продолжить",
        "send": "Отправить мои ответы",
        "wait": "Пожалуйста, подождите здесь немного",
        "leave": "Закончить и уйти с этого устройства",
        "stay": "Пожалуйста, останьтесь в этом помещении",
        "touch": "коснитесь экрана",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_soldier_answers_on_a_shared_tablet(visitor, language):
    words = WORDS[language]
    unit = make_unit("1")
    follow_up_installed(unit)
    people = [serves_in(unit, "AB-001", "Гайко"), serves_in(unit, "AB-002", "Бойко")]
    asks(unit, "phq-9")
    issued = issue_codes(persons=people, holds=None, by=psychologist_of(unit), at=now())
    codes = {one.person: one.code for one in issued}

    tablet = visitor(language, TABLET)
    sitter = Sitter(tablet, words)
    walked = [sits(sitter, codes[person], nine) for person, nine in zip(
        people, (words["none"], words["some"]), strict=True)]  # fmt: skip
    assert len(walked[0]) == len(walked[1]) == 10 + 7 + 1
    assert walked[0][-1] == walked[1][-1]

    # The tablet lies there: nobody reads on it who sat before.
    tablet.page.go_back()
    assert "Гайко" not in tablet.page.content()
    assert not sitter.is_asked
    tablet.finds_no_barrier()


def sits(sitter: Sitter, code: str, nine: str) -> list[str]:
    """Come in by a code, answer everything, leave; return how far each page said it was."""
    page, words, seen = sitter.page, sitter.words, []
    sitter.visitor.opens("/kiosk")
    page.get_by_label(words["code"]).fill(code)
    sitter.presses(words["continue"])
    sitter.presses(words["begin"])
    sitter.presses(words["continue"])
    sitter.says_where()
    while sitter.is_asked or sitter.heading == words["before"]:
        if not sitter.is_asked:
            seen.append(sitter.heading)
            sitter.reads(words["stay"])
            sitter.visitor.is_pictured("tablet-before-you-go-on")
            sitter.presses(words["continue"])
            continue
        seen.append(page.locator("main .soft").first.inner_text())
        choices = page.locator("main label").all_inner_texts()
        if words["no"] in choices:
            sitter.answers(words["no"])
        elif words["easy"] in choices:
            sitter.answers(words["easy"])
        else:
            sitter.answers(nine if len(seen) == 9 else words["none"])
    sitter.presses(words["send"])
    assert sitter.heading == words["wait"]
    sitter.visitor.finds_no_barrier()
    sitter.visitor.is_pictured("tablet-end")
    sitter.presses(words["leave"])
    assert page.get_by_label(words["code"]).is_visible()
    return seen


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_tablet_that_nobody_touches_says_so_before_it_takes_the_page_away(visitor, language):
    words = WORDS[language]
    unit = make_unit("1")
    soldier = serves_in(unit, "AB-001", "Гайко")
    asks(unit, "phq-9")
    [issued] = issue_codes(persons=[soldier], holds=None, by=psychologist_of(unit), at=now())
    tablet = visitor(language, TABLET)
    tablet.page.clock.install()
    tablet.opens("/kiosk")
    tablet.page.get_by_label(words["code"]).fill(issued.code)
    Sitter(tablet, words).presses(words["continue"])

    told = tablet.page.get_by_role("alert").filter(has_text=words["touch"])
    assert not told.is_visible()
    tablet.page.clock.fast_forward("02:26")
    told.wait_for()
    tablet.finds_no_barrier()
    tablet.is_pictured("tablet-untouched")

    tablet.page.keyboard.press("Shift")  # somebody is there after all
    told.wait_for(state="hidden")
    tablet.page.clock.fast_forward("02:26")
    told.wait_for()
    tablet.page.clock.fast_forward("00:30")
    tablet.page.get_by_label(words["code"]).wait_for()
