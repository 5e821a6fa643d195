"""A commander asks for an evaluation of somebody: in writing, in time, by another, in one word."""

from datetime import timedelta
from uuid import UUID

import pytest

from muster.access.roles import AUDITOR, COMMANDER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.evaluations import report_evaluation
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
        "order": "Order a limitation", "night": "Night duty", "none": "no limitation",
        "limitation": "a limitation was made", "soon": "The next seven days",
        "comes_up": "An evaluation that a commander asked for",
    },
    "ru": {
        "ask": "Запросить освидетельствование", "seen": "Почти не спит",
        "send": "Отправить запрос", "waits": "ждёт решения специалиста",
        "rights": "Тот, кто вас лечит, вас не освидетельствует.",
        "accept": "Принять", "save": "Записать", "taken": "принят",
        "release": "Освободить", "report": "Сообщить",
        "order": "Установить ограничение", "night": "Ночные дежурства", "none": "ограничений нет",
        "limitation": "установлено ограничение", "soon": "Ближайшие семь дней",
        "comes_up": "Освидетельствование, запрошенное командиром",
    },
}  # fmt: skip
TODAY = Calendar("Europe/Kyiv").local_date(now())
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("language", "size", "comes_to"), [("en", DESK, "none"), ("ru", PHONE, "limitation")]
)
def test_a_commander_asks_for_an_evaluation(visitor, language, size, comes_to):
    words, unit = WORDS[language], make_unit("7")
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    account_with(UNIT_PSYCHOLOGIST, unit, "dr.hnat")
    lis = account_with(PHYSICIAN, unit, "dr.lis")
    commander = Hand(visitor(language, size), account_with(COMMANDER, unit, "major"), words)
    asks(commander, language)

    member = Hand(visitor(language, PHONE), account_of_person(person, unit), words)
    member.opens("/me/evaluations")
    member.reads("seen", "rights", "Канцелярия")
    member.shows(f"evaluation-own-{language}")

    physician = Hand(visitor(language, size), lis, words)
    evaluation = is_taken_up(physician, language)
    commander.opens("/command/evaluations")
    commander.reads("taken", "release")
    commander.does_not_read("Гайко", "dr.lis")
    auditor = Hand(visitor(language, DESK), account_with(AUDITOR, unit, "ombudsman"), words)
    auditor.opens("/journal/evaluations")
    auditor.does_not_read("Гайко")
    auditor.visitor.finds_no_barrier()

    if comes_to == "limitation":
        limits_night_duty(physician, person)
    # They meet in six days: no journey can wait for them, so the report carries its own day.
    report_evaluation(
        person=person, evaluation=evaluation, words="Спит мало.",
        by=Viewer(lis, PHYSICIAN, (unit,)), at=now() + 9 * DAY,
    )  # fmt: skip
    physician.opens(f"/evaluations/{person}/{evaluation}")
    physician.reads(comes_to)
    commander.opens("/command/evaluations")
    commander.reads(comes_to)
    commander.does_not_read("Гайко", "dr.lis", "Спит мало", words["night"])
    commander.shows(f"evaluation-result-{language}")
    assert commander.visitor.opens(f"/evaluations/{person}/{evaluation}") == 404


def asks(commander, language):
    """What was seen, with whom one spoke first, and when and where the notice was handed over."""
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


def is_taken_up(physician, language):
    """Another than whoever treats the person names the evaluator and the hour; return which."""
    physician.opens("/evaluations")
    physician.visitor.finds_no_barrier()
    physician.follows("Гайко")
    evaluation = UUID(physician.page.url.rpartition("/")[2])
    physician.presses("accept")
    physician.checks("dr.lis")
    physician.dates("day", TODAY + 6 * DAY)
    physician.writes("hour", "10:00")
    physician.visitor.finds_no_barrier()
    physician.presses("save")
    physician.reads("taken")
    physician.page.get_by_role("button", name=physician.words["report"]).wait_for()
    physician.shows(f"evaluation-{language}")
    physician.opens("/cases")
    physician.reads("soon", "comes_up", "Гайко")
    physician.shows(f"coming-week-{language}")
    return evaluation


def limits_night_duty(physician, person):
    """The evaluator orders a limitation first; what command reads of the result follows from it."""
    physician.opens(f"/people/{person}/limitations")
    physician.presses("order")
    for first in ("form", "basis", "restoration"):
        physician.page.locator(f"#id_{first}").check()
    physician.checks("night")
    physician.dates("ends", TODAY + 20 * DAY)
    physician.dates("review", TODAY + 14 * DAY)
    physician.presses("order")
