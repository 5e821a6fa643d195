"""A commander asks for an evaluation of somebody: in writing, in time, by another, in one word."""

from datetime import timedelta

import pytest

from muster.access.roles import AUDITOR, COMMANDER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.kernel.time import Calendar, now
from tests.houses import account_of_person, account_with, enlist, make_unit
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import Hand

WORDS = {
    "en": {
        "ask": "Ask for an evaluation", "seen": "Hardly sleeps", "send": "Send the request",
        "waits": "waits for a clinician", "rights": "Whoever treats you does not evaluate you.",
        "accept": "Take it up", "save": "Put on record", "taken": "taken up",
        "release": "Release them for", "report": "Report the result",
    },
    "ru": {
        "ask": "Запросить освидетельствование", "seen": "Почти не спит",
        "send": "Отправить запрос", "waits": "ждёт решения специалиста",
        "rights": "Тот, кто вас лечит, вас не освидетельствует.",
        "accept": "Принять", "save": "Записать", "taken": "принят",
        "release": "Освободить", "report": "Сообщить",
    },
}  # fmt: skip
TODAY = Calendar("Europe/Kyiv").local_date(now())
DAY = timedelta(days=1)


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("ru", PHONE)])
def test_a_commander_asks_for_an_evaluation(visitor, language, size):
    words, unit = WORDS[language], make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    lis = account_with(PHYSICIAN, unit, "dr.lis")
    commander = Hand(visitor(language, size), account_with(COMMANDER, unit, "major"), words)
    commander.opens("/command/evaluations")
    commander.presses("ask")
    commander.visitor.finds_no_barrier()
    commander.writes("number", "AB-001")
    commander.checks("seen")
    commander.page.locator("#id_consulted").select_option(label="dr.hnat")
    commander.dates("consulted_on", TODAY - DAY)
    commander.dates("given_on", TODAY - DAY)
    commander.writes("place", "Канцелярия")
    commander.presses("send")
    commander.reads("waits")
    commander.does_not_read("Гайко")
    commander.shows(f"evaluation-asked-{language}")

    member = Hand(visitor(language, PHONE), account_of_person(person, unit), words)
    member.opens("/me/evaluations")
    member.reads("seen", "rights", "Канцелярия")
    member.shows(f"evaluation-own-{language}")

    physician = Hand(visitor(language, size), lis, words)
    physician.opens("/evaluations")
    physician.visitor.finds_no_barrier()
    physician.follows("Гайко")
    physician.presses("accept")
    physician.checks("dr.lis")
    physician.dates("day", TODAY + 8 * DAY)
    physician.writes("hour", "10:00")
    physician.visitor.finds_no_barrier()
    physician.presses("save")
    physician.reads("taken")
    physician.page.get_by_role("button", name=words["report"]).wait_for()
    physician.shows(f"evaluation-{language}")

    commander.opens("/command/evaluations")
    commander.reads("taken", "release")
    commander.does_not_read("Гайко", "dr.lis")
    auditor = Hand(visitor(language, DESK), account_with(AUDITOR, unit, "ombudsman"), words)
    auditor.opens("/journal/evaluations")
    auditor.does_not_read("Гайко")
    auditor.visitor.finds_no_barrier()
