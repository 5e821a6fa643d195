"""`muster people` at the command line, from the first unit to the last record."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytestmark = pytest.mark.django_db

UNITS = """\
Код подразделения;Наименование;Вид;Вышестоящая часть
1;Первая бригада;бригада;
1/1;Первый батальон;батальон;1
1/2;Второй батальон;батальон;1
"""
ROSTER = """\
№ п/п;Личный номер;ФИО;Пол;Дата рождения;Подразделение;С какого числа
1;А-100001;Иванов Пётр Сергеевич;М;01.04.1999;1/1;10.01.2026
2;А-100002;Орлова Анна Ильинична;Ж;30.12.2001;1/2;01.02.2026
3;А-100003;Сидоров;М;31.02.1998;1/2;01.02.2026
"""


@pytest.fixture
def file(tmp_path):
    """Write a file as a Russian office's program does: Windows-1251, semicolons."""

    def _file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_bytes(text.replace("\n", "\r\n").encode("cp1251"))
        return path

    return _file


@pytest.fixture
def people(installed, speak, file):
    """Speak to `muster people` of an installation with a brigade of two battalions."""
    done = speak("people", "import-units", file("units.csv", UNITS), "--confirm")
    assert done.exit_code == 0, done.output
    return lambda *words, **more: speak("people", *words, **more)


def ids(people) -> dict[str, str]:
    found = json.loads(people("find", "А-100001", "--json").output)["people"]
    found += json.loads(people("find", "Орлова", "--json").output)["people"]
    return {card["details"]["surname"]: card["person"] for card in found}


def test_refused_rows_are_named_and_make_exit_status_3(people, file):
    done = people("import", file("roster.csv", ROSTER), "--language", "ru")
    assert done.exit_code == 3
    assert "Строка 3, столбец «ФИО»" in done.stderr
    assert "Строка 3, столбец «Дата рождения»: Это не дата." in done.stderr
    assert "muster people confirm" in done.stdout


def test_the_report_is_one_json_object(people, file):
    done = people("import", file("roster.csv", ROSTER), "--confirm", "--json")
    said = json.loads(done.stdout)
    assert (said["rows"], said["refused"], said["new"], said["added"]) == (3, 1, 2, 2)
    assert {one["row"] for one in said["problems"]} == {3}
    assert all(one["ru"]["do"] and one["en"]["says"] for one in said["problems"])
    again = json.loads(people("import", file("again.csv", ROSTER), "--confirm", "--json").stdout)
    assert (again["added"], again["repeated"], again["unchanged"]) == (0, True, 2)


def test_a_waiting_roster_is_listed_confirmed_and_found(people, file):
    digest = json.loads(people("import", file("r.csv", ROSTER), "--json").stdout)["digest"]
    assert "waiting" in people("arrivals").stdout
    assert people("find", "Иванов").stdout.startswith("Nobody")
    assert people("confirm", digest[:12]).exit_code == 0
    assert "confirmed" in people("arrivals").stdout
    assert "Иванов Пётр Сергеевич" in people("find", "петр").stdout
    refused = people("confirm", digest)
    assert refused.exit_code == 2
    assert "waiting" in refused.stderr


def test_a_waiting_roster_can_be_dropped(people, file):
    digest = json.loads(people("import", file("r.csv", ROSTER), "--json").stdout)["digest"]
    assert people("drop", digest[:12]).exit_code == 0
    assert people("confirm", digest).exit_code == 2


def test_a_column_can_be_named(people, file):
    text = ROSTER.replace("Личный номер", "Жетон")
    assert people("import", file("a.csv", text)).exit_code == 3
    named = people("import", file("a.csv", text), "--column", "Жетон=service_number", "--json")
    assert json.loads(named.stdout)["new"] == 2
    for wrong in ("Жетон", "=unit", "Жетон=shoe"):
        assert people("import", file("a.csv", text), "--column", wrong).exit_code in {2, 3}


def test_people_are_moved_shown_and_leave(people, file):
    people("import", file("r.csv", ROSTER), "--confirm")
    done = people("move", "А-100001", "1/2", "--post", "Снайпер", "--from", "01.11.2026")
    assert done.stdout == "The person was moved.\n"
    shown = people("show", "А-100001", "--language", "ru").stdout
    assert "1/1: с 10 янв. 2026 по 31 окт. 2026" in shown
    assert "1/2 Снайпер: с 1 нояб. 2026" in shown
    assert people("leave", "А-100001", "2026-12-31").exit_code == 0
    assert "31 Dec 2026" in people("show", "А-100001").stdout
    assert people("move", "А-999999", "1/2").exit_code == 2
    assert people("move", "А-100001", "9/9").exit_code == 2


def test_details_are_corrected(people, file):
    people("import", file("r.csv", ROSTER), "--confirm")
    done = people("correct", "А-100002", "surname=Петрова", "phone=+7 912 000-00-01")
    assert done.stdout == "2 points were corrected.\n"
    assert "Петрова Анна Ильинична" in people("find", "Петрова").stdout
    assert people("correct", "А-100002", "shoe=43").exit_code == 2


def test_records_are_merged_and_parted(people, file):
    people("import", file("r.csv", ROSTER), "--confirm")
    known = ids(people)
    assert people("merge", known["Иванов"], known["Орлова"]).exit_code == 0
    assert known["Иванов"] in json.dumps(json.loads(people("find", "Орлова", "--json").stdout))
    assert people("unmerge", known["Орлова"]).exit_code == 0
    assert people("unmerge", known["Орлова"]).exit_code == 2


def test_a_serving_person_is_not_erased_on_request_but_by_order(people, file):
    people("import", file("r.csv", ROSTER), "--confirm")
    refused = people("erase", "А-100001", "--yes")
    assert refused.exit_code == 2
    assert "cannot be erased" in refused.stderr
    assert people("erase", "А-100001", "--order", "court", input="n\n").exit_code == 1
    assert people("erase", "А-100001", "--order", "court", "--yes").exit_code == 0
    assert people("find", "Иванов").stdout.startswith("Nobody")


def test_units_are_listed_with_their_people(people, file):
    people("import", file("r.csv", ROSTER), "--confirm")
    listed = json.loads(people("units", "--json").stdout)["units"]
    assert [(one["code"], one["depth"], one["people"]) for one in listed] == [
        ("IF", 0, 0), ("1", 1, 0), ("1/1", 2, 1), ("1/2", 2, 1),
    ]  # fmt: skip
    assert "Первая бригада" in people("units", "--language", "ru").stdout


def test_a_ring_of_units_is_refused(people, file):
    text = UNITS.replace("1;Первая бригада;бригада;\n", "1;Первая бригада;бригада;1/1\n")
    done = people("import-units", file("u.csv", text), "--confirm", "--json")
    assert done.exit_code == 3
    assert {one["code"] for one in json.loads(done.stdout)["problems"]} == {"people.unit-ring"}


def test_duties_are_given_listed_and_taken_back(people):
    today = datetime.now(UTC)
    starts, ends = (f"{today + timedelta(days=days):%Y-%m-%d}" for days in (0, 2))
    assert people("duty", "give", "anna", "clinician", ends, starts).exit_code == 2
    done = people("duty", "give", "anna", "clinician", starts, ends, "--unit", "1")
    assert done.exit_code == 0, done.output
    [duty] = json.loads(people("duty", "list", "--json").stdout)["duties"]
    assert (duty["unit_code"], duty["duty"]["role"]) == ("1", "clinician")
    assert people("duty", "cancel", duty["duty"]["id"]).exit_code == 0
    assert json.loads(people("duty", "list", "--json").stdout)["duties"] == []
    assert people("duty", "cancel", "x").exit_code == 2


def test_an_exposure_opens_windows_and_a_consent_is_shown(people, speak, file):
    assert people("import", file("roster.csv", ROSTER), "--confirm").exit_code == 3
    soldier = ids(people)["Орлова"]
    home = datetime.now(UTC).date() - timedelta(days=45)
    away = home - timedelta(days=100)
    done = people("exposed", soldier, "deployment", "--from", str(away), "--to", str(home))
    assert done.exit_code == 0, done.output
    assert "1 missed screening" in speak("queue", "sweep").output
    until = datetime.now(UTC).date() + timedelta(days=200)
    assert people("agree", soldier, "care", "--until", str(until)).exit_code == 0
    assert people("disagree", soldier, "care").exit_code == 0


ENTRIES = """\
Личный номер;Вид сведений;Что;С;По;Людей;Код
А-100001;ВУС;Стрелок;10.01.2015;;;100915
А-100001;техника;БМП-2;;;;
А-100001;хобби;Шахматы;;;;
А-999999;курс;Сварка;;;;
"""


def test_service_entries_are_read_shown_and_taken_back(people, file):
    people("import", file("roster.csv", ROSTER), "--confirm")
    path = file("entries.csv", ENTRIES)
    done = people("import-entries", path, "--confirm", "--language", "ru")
    assert done.exit_code == 3
    assert "Строка 3, столбец «Вид сведений»: «хобби» — не вид сведений о службе." in done.stderr
    assert "Строка 4, столбец «Личный номер»" in done.stderr
    assert "2 записи новые." in done.stdout
    assert json.loads(people("import-entries", path, "--json").output)["unchanged"] == 2
    found = json.loads(people("entries", "А-100001", "--json").output)
    assert [(one["kind"], one["what"], one["code"]) for one in found] == [
        ("trade", "Стрелок", "100915"), ("vehicle", "БМП-2", ""),
    ]  # fmt: skip
    shown = people("entries", "А-100001", "--take-back", found[1]["id"], "--language", "ru")
    assert "Стрелок" in shown.stdout
    assert "БМП-2" not in shown.stdout
