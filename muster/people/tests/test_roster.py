"""A roster is read whole: good rows go on, every bad one is named with its remedy."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from muster.kernel.ids import UnitId, new_id
from muster.kernel.problems import ProblemKind
from muster.kernel.sheets import open_sheet
from muster.kernel.words import _
from muster.people.rules.files import arrived
from muster.people.rules.headings import Table
from muster.people.rules.roster import ListedUnit, Roster, read_roster
from muster.people.rules.roster_columns import ROSTER

TODAY = date(2026, 11, 23)
UNITS = {code: ListedUnit(UnitId(new_id()), code) for code in ("1/1/1", "1/1/2", "2")}
HEAD = ("Личный номер", "Фамилия", "Имя", "Отчество", "Пол", "Дата рождения", "Подразделение",
        "С какого числа", "По какое число")  # fmt: skip
GOOD = ("А-100001", "Иванов", "Пётр", "Сергеевич", "М", "01.04.1999", "1/1/1", "10.01.2026", "")


def changed(**cells: str) -> tuple[str, ...]:
    """Return the good row with some of its cells written otherwise."""
    names = dict(zip(("number", "surname", "given", "patronymic", "sex", "born", "unit", "since",
                      "until"), GOOD, strict=True))  # fmt: skip
    return tuple({**names, **cells}.values())


def read(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, **more) -> Roster:
    columns = list(zip(*rows, strict=True)) or [()] * len(head)
    table = Table(head, columns, range(1, len(rows) + 1))
    return read_roster(table, units=UNITS, today=TODAY, **more)


def named(roster: Roster) -> list[tuple[int | None, str | None, str]]:
    return [(one.row, one.column, one.code) for one in roster.problems]


def test_a_good_row_is_read_as_written():
    [entry] = read(GOOD).entries
    assert entry.number == "А-100001"
    assert entry.key == "A100001"
    assert (entry.surname, entry.given, entry.patronymic) == ("Иванов", "Пётр", "Сергеевич")
    assert (entry.sex, entry.born) == ("male", date(1999, 4, 1))
    assert (entry.unit, entry.since, entry.until) == (
        UNITS["1/1/1"].unit, date(2026, 1, 10), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"number": ""}, "Личный номер", "people.empty-cell"),
        ({"number": "-"}, "Личный номер", "people.empty-cell"),
        ({"number": "нет номера"}, "Личный номер", "people.no-service-number"),
        ({"surname": "Иванов1"}, "Фамилия", "people.no-name"),
        ({"given": "П."}, "Имя", "people.initials-only"),
        ({"sex": "да"}, "Пол", "people.no-sex"),
        ({"born": "01.04.99"}, "Дата рождения", "people.no-date"),
        ({"born": "01.04.2030"}, "Дата рождения", "people.date-in-future"),
        ({"born": "01.04.1899"}, "Дата рождения", "people.date-absurd"),
        ({"unit": ""}, "Подразделение", "people.empty-cell"),
        ({"unit": "9/9/9"}, "Подразделение", "people.no-such-unit"),
        ({"unit": "1/1/3"}, "Подразделение", "people.perhaps-unit"),
        ({"since": "10.01.2029"}, "С какого числа", "people.date-too-far-ahead"),
        ({"since": "10.01.2005"}, "С какого числа", "people.began-as-a-child"),
        ({"until": "09.01.2026"}, "По какое число", "people.ends-before-beginning"),
    ],
)
def test_a_bad_cell_refuses_its_row_and_no_other(cells, column, code):
    other = changed(number="А-100002", surname="Орлова", given="Анна")
    roster = read(changed(**cells), other)
    assert (1, column, code) in named(roster)
    assert roster.refused == {1}
    assert [entry.row for entry in roster.entries] == [2]
    for problem in roster.problems:
        for language in ("en", "ru"):
            assert "{" not in problem.says(language) + problem.remedy(language)


def test_every_bad_cell_of_a_row_is_named_at_once():
    roster = read(changed(surname="1", born="x", unit="9/9/9"))
    assert [column for _row, column, _code in named(roster)] == [
        "Фамилия", "Дата рождения", "Подразделение",
    ]  # fmt: skip


def test_the_report_never_repeats_a_name_a_number_or_a_birthday():
    roster = read(changed(number="АБВГДЕЖ", surname="Тайный7", born="31.02.1985"))
    said = " ".join(one.says("ru") + one.remedy("ru") for one in roster.problems)
    assert not {"АБВГДЕЖ", "Тайный7", "31.02.1985"} & set(said.split())


def test_two_rows_with_one_number_that_differ_are_both_refused():
    roster = read(GOOD, changed(number="а 100 001", surname="Петров"))
    assert named(roster) == [
        (1, "Личный номер", "people.number-twice"),
        (2, "Личный номер", "people.number-twice"),
    ]
    assert "1, 2" in roster.problems[0].says("en")
    assert roster.entries == ()


def test_of_two_equal_rows_the_first_is_read():
    roster = read(GOOD, GOOD)
    assert named(roster) == [(2, "Личный номер", "people.repeated-row")]
    assert [entry.row for entry in roster.entries] == [1]


def test_one_name_and_birthday_under_two_numbers_is_noted_and_read():
    roster = read(GOOD, changed(number="А-100002"))
    assert len(roster.entries) == 2
    assert [(one.row, one.code) for one in roster.notes] == [(2, "people.perhaps-twice")]


def test_blank_rows_are_no_rows():
    roster = read(GOOD, ("",) * 9, ("  ",) * 9)
    assert (len(roster.entries), roster.refused, roster.problems) == (1, frozenset(), ())


def test_a_file_with_headings_alone_is_refused():
    assert [one.code for one in read().problems] == ["people.nothing-to-read"]


def test_a_file_without_numbers_is_refused_whole():
    roster = read(("Иванов", "1/1/1"), head=("Фамилия", "Подразделение"))
    assert [one.code for one in roster.problems] == ["people.column-missing"]
    assert roster.refused == {1}


def test_full_names_stand_in_for_three_columns():
    head = ("Личный номер", "ФИО", "Часть")
    roster = read(("А-1001", "Иванов Пётр Сергеевич", "2"), ("А-1002", "Иванов", "2"), head=head)
    assert roster.entries[0][3:6] == ("Иванов", "Пётр", "Сергеевич")
    assert named(roster) == [(2, "ФИО", "people.name-not-divided")]


def test_beside_a_surname_a_name_is_the_given_name():
    [entry] = read(("1001", "Smith", "John", "2"), head=("No", "Surname", "Name", "Unit"),
                   chosen={"No": "service_number"}).entries  # fmt: skip
    assert (entry.surname, entry.given) == ("Smith", "John")


def test_full_names_beside_both_parts_are_not_read_and_said():
    head = ("Личный номер", "ФИО", "Фамилия", "Имя", "Часть")
    roster = read(("А-1001", "???", "Иванов", "Пётр", "2"), head=head)
    assert len(roster.entries) == 1
    assert [one.code for one in roster.notes] == ["people.column-passed-over"]


def test_rows_that_the_reader_withheld_are_refused_and_its_remarks_are_notes():
    kind = ProblemKind.register.get("test.met") or ProblemKind(
        "test.met", says=_("It was met."), do=_("Mend it.")
    )
    roster = read(GOOD, met=(kind.at(row=7, column="Имя"), kind.at(row=1), kind.at()))
    assert roster.refused == {7}
    assert named(roster) == [(7, "Имя", "test.met")]
    assert len(roster.notes) == 2
    assert len(roster.entries) == 1


cell = st.sampled_from(
    ["", "-", "А-100001", "А-100002", "Иванов", "М", "Ж", "x", "01.04.1999", "2026-01-10",
     "1/1/1", "9", "46000", "=1+1", "\u0000"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[cell] * 9), max_size=8))
def test_no_row_is_ever_lost(rows):
    """Every row that says something is read, refused with a problem of its own, or blank."""
    roster = read(*rows)
    said = {n for n, row in enumerate(rows, 1) if "".join(row).strip()}
    entered = {entry.row for entry in roster.entries}
    assert entered | set(roster.refused) >= said
    assert not entered & roster.refused
    assert {one.row for one in roster.problems if one.row} == set(roster.refused) or not rows


def test_windows_1251_with_semicolons_is_read(tmp_path):
    path = tmp_path / "roster.csv"
    lines = (";".join(HEAD), ";".join(GOOD), ";".join(changed(number="А-100002", sex="ж")))
    path.write_bytes("\r\n".join(lines).encode("cp1251"))
    came = arrived(open_sheet(path), ROSTER)
    roster = read_roster(came.table, units=UNITS, today=TODAY, met=came.met)
    assert [entry.sex for entry in roster.entries] == ["male", "female"]
    assert roster.entries[0].given == "Пётр"


def test_a_workbook_is_read_with_its_own_dates_numbers_and_faults(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["Штатно-должностной список"])
    sheet.append(["№ п/п", *HEAD, "Примечание"])
    sheet.append([1, 100001, *GOOD[1:5], date(1999, 4, 1), "1/1/1", date(2026, 1, 10), None, None])
    sheet.append([2, "А-100002", *GOOD[1:5], "=TODAY()", "1/1/1", "10.01.2026", None, None])
    sheet.append([3, "А-100003", *GOOD[1:6], "1/1/2", "10.01.2026", None, "=1+1"])
    path = tmp_path / "roster.xlsx"
    book.save(path)
    came = arrived(open_sheet(path), ROSTER)
    roster = read_roster(came.table, units=UNITS, today=TODAY, met=came.met)
    assert [(entry.key, entry.born) for entry in roster.entries] == [
        ("100001", date(1999, 4, 1)), ("A100003", date(1999, 4, 1)),
    ]  # fmt: skip
    assert [(row, column) for row, column, _code in named(roster)] == [(2, "Дата рождения")]
    assert {one.code for one in roster.notes} >= {"people.column-unknown"}
