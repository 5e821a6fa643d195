"""A file of answers is brought in: looked at before it is entered, and watched until it is."""

from __future__ import annotations

from uuid import UUID

import pytest

from muster.access.roles import ASSESSMENT_TEAM
from muster.detection.screening import enter_arrival
from muster.kernel.time import now
from tests.houses import account_with, make_unit, psychologist_of
from tests.journeys.conftest import DESK
from tests.journeys.sitters import Sitter, serves_in

HEADS = "number," + ",".join(f"phq{n}" for n in range(1, 10)) + ",day"
FILE = "\n".join(
    [
        HEADS,
        "AB-001,1,0,0,0,0,0,0,0,2,2026-11-20",
        "AB-002,1,0,0,0,0,0,0,0,0,2026-11-20",
        "AB-003,7,0,0,0,0,0,0,0,0,2026-11-20",
    ]
)
WORDS = {
    "en": {
        "continue": "Continue",
        "new": "Bring in a file",
        "file": "File of answers",
        "which": "Which questionnaire is in it?",
        "form": "Patient Health Questionnaire (PHQ-9)",
        "unit": "Whose psychologist calls those who have to be called?",
        "items": "Columns of the items",
        "ids": "Column of ids",
        "numbers": "The ids are service numbers",
        "day": "Column of the days on which the form was filled in",
        "nothing": "Nothing of this file is entered yet",
        "fault": "Nobody in these units has the service number in this row",
        "enter": "Enter this file",
        "waits": "Waits for the worker",
        "done": "1 sitting was entered",
    },
    "ru": {
        "continue": "Продолжить",
        "new": "Загрузить файл",
        "file": "Файл с ответами",
        "which": "Какая в нём методика?",
        "form": "Опросник здоровья пациента (PHQ-9)",
        "unit": "Чей психолог позвонит тем, кому нужно позвонить?",
        "items": "Столбцы пунктов",
        "ids": "Столбец идентификаторов",
        "numbers": "Идентификаторы — это личные номера",
        "day": "Столбец дней, когда бланк заполнен",
        "nothing": "Из этого файла пока ничего не внесено",
        "fault": "В этих подразделениях нет никого с личным номером",
        "enter": "Внести этот файл",
        "waits": "Ждёт рабочий процесс",
        "done": "Внесено 1 обследование",
    },
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_file_of_answers_is_brought_in(visitor, language, tmp_path):
    words = WORDS[language]
    unit = make_unit("1")
    serves_in(unit)
    path = tmp_path / "forms.csv"
    path.write_text(FILE, encoding="utf-8")
    team = visitor(language, DESK)
    team.signs_in(account_with(ASSESSMENT_TEAM, unit, "team"))
    sitter = Sitter(team, words)
    team.opens("/importing")
    team.finds_no_barrier()
    team.page.get_by_role("button", name=words["new"]).click()
    team.page.get_by_label(words["file"]).set_input_files(path)
    team.page.get_by_label(words["which"]).select_option(label=words["form"])
    team.page.get_by_label(words["unit"]).select_option(index=1)
    team.finds_no_barrier()
    sitter.presses(words["continue"])

    assert team.page.get_by_label(words["items"]).input_value() == "phq{}"
    team.page.get_by_label(words["ids"]).select_option(label="number")
    team.page.get_by_label(words["numbers"]).check()
    team.page.get_by_label(words["day"]).select_option(label="day")
    team.finds_no_barrier()
    team.is_pictured(f"importing-columns-{language}")
    sitter.presses(words["continue"])

    sitter.reads(words["nothing"])
    sitter.reads(words["fault"])
    team.finds_no_barrier()
    team.is_pictured(f"importing-preview-{language}")
    sitter.presses(words["enter"])
    sitter.reads(words["waits"])
    arrival = UUID(team.page.url.rsplit("/", 1)[1])
    enter_arrival(arrival, by=psychologist_of(unit), at=now())
    sitter.reads(words["done"])  # the page looked again by itself
    team.finds_no_barrier()
