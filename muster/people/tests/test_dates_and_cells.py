"""Cells as clerks write them: read where they are sure, named where they are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kernel.problems import Problem
from muster.people.rules import cells, dates

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-09",
        "2026-11-09 00:00:00",
        "2026-11-09T00:00:00",
        "09.11.2026",
        "9.11.2026",
        "09.11.2026 г.",
        "09/11/2026",
        "09-11-2026",
        " 09.11.2026 ",
        "46335",
        "46335.0",
        "2026.11.09",
        "2026/11/09",
    ],
)
def test_dates_are_read_as_they_are_written(written):
    assert dates.read_dates([written])[written] == date(2026, 11, 9)


@pytest.mark.parametrize(
    "written", ["09.11.26", "9 ноября 2026", "1990", "31.02.2026", "2026-13-01", "вчера", "0", "-5"]
)
def test_what_is_no_sure_date_is_refused(written):
    assert dates.read_dates([written])[written].code == "people.no-date"


def test_a_month_first_column_is_not_trusted():
    found = dates.read_dates(["11/23/2025", "03/04/2025", "25/12/2025", "03.04.2025"])
    assert found["11/23/2025"].code == "people.date-order-unsure"
    assert found["03/04/2025"].code == "people.date-order-unsure"
    assert found["25/12/2025"] == date(2025, 12, 25)
    assert found["03.04.2025"] == date(2025, 4, 3)


def test_a_day_first_column_is_trusted():
    assert dates.read_dates(["25/12/2025", "03/04/2025"])["03/04/2025"] == date(2025, 4, 3)


@given(st.dates(date(1927, 5, 18), date(2173, 10, 13)))
def test_every_way_of_writing_a_day_means_that_day(day):
    serial = str((day - date(1899, 12, 30)).days)
    written = [day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}", serial]
    assert set(dates.read_dates(written).values()) == {day}


@pytest.mark.parametrize(
    ("reader", "day", "code"),
    [
        (dates.birth, date(2026, 11, 24), "people.date-in-future"),
        (dates.birth, date(2016, 1, 1), "people.date-absurd"),
        (dates.birth, date(1899, 1, 1), "people.date-absurd"),
        (dates.beginning, date(2028, 1, 1), "people.date-too-far-ahead"),
        (dates.beginning, date(1940, 1, 1), "people.date-too-old"),
        (dates.beginning_of_unit, date(1600, 1, 1), "people.date-too-old"),
        (dates.ending, date(2090, 1, 1), "people.date-too-far-ahead"),
    ],
)
def test_absurd_dates_are_refused(reader, day, code):
    assert reader(day, TODAY).code == code


def test_plausible_dates_pass_and_an_endless_end_is_none():
    assert dates.birth(date(1999, 2, 28), TODAY) == date(1999, 2, 28)
    assert dates.beginning(date(2027, 3, 1), TODAY) == date(2027, 3, 1)
    assert dates.beginning_of_unit(date(1721, 1, 1), TODAY) == date(1721, 1, 1)
    assert dates.ending(date(9999, 12, 31), TODAY) is None


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        ("М", "male"), ("m", "male"), ("муж.", "male"), ("Male", "male"), ("мужской", "male"),
        ("Ж", "female"), ("F", "female"), ("жен", "female"), (" female ", "female"),
    ],
)  # fmt: skip
def test_sex_is_read_in_both_languages(written, sex):
    assert cells.read_sex(written) == sex


def test_a_sex_that_is_none_is_named_but_not_at_any_length():
    problem = cells.read_sex("x" * 10_000)
    assert problem.code == "people.no-sex"
    assert len(problem.says("ru")) < 120


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("И.", "people.initials-only"),
        ("И. П.", "people.initials-only"),
        ("И.П", "people.initials-only"),
        ("Ivanov2", "people.no-name"),
        ("=HYPERLINK(1)", "people.no-name"),
        ("<script>", "people.no-name"),
        ("12.01.1990", "people.no-name"),
        ("А" * 41, "people.too-long"),
        ("А" * 1_000_000, "people.too-long"),
    ],
)
def test_what_is_no_name_is_refused(written, code):
    assert cells.read_name(written).code == code


@pytest.mark.parametrize(
    "name", ["Иванов", "O’Brien", "Петров-Водкин", "de la Cruz", "St. John", "О", "Ñuñez"]
)
def test_names_are_kept_as_written(name):
    assert cells.read_name(f"  {name} ") == name


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Иванов Пётр Сергеевич", ("Иванов", "Пётр", "Сергеевич")),
        ("Мамедов Рашид Алиевич оглы", ("Мамедов", "Рашид", "Алиевич оглы")),
        ("Ким Анна", ("Ким", "Анна", "")),
        ("SMITH, John Alan", ("SMITH", "John", "Alan")),
        ("van der Berg, Anna", ("van der Berg", "Anna", "")),
    ],
)
def test_full_names_are_divided_where_the_order_is_sure(written, parts):
    assert cells.read_full_name(written) == parts


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("John Smith", "people.name-not-divided"),
        ("Иванов", "people.name-not-divided"),
        ("Иванов И.П.", "people.initials-only"),
        ("Smith,", "people.no-name"),
    ],
)
def test_full_names_that_cannot_be_divided_are_refused(written, code):
    assert cells.read_full_name(written).code == code


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+7 (912) 345-67-89", "+79123456789"),
        ("8 912 345 67 89", "89123456789"),
        ("12345", "12345"),
    ],
)
def test_telephone_numbers_are_read_as_digits(written, number):
    assert cells.read_phone(written) == number


@pytest.mark.parametrize("written", ["доб. 12", "1234", "123456 или 654321", "+", "1" * 16])
def test_what_cannot_be_called_is_refused(written):
    assert cells.read_phone(written).code == "people.no-phone"


def test_numbers_that_a_spreadsheet_rounded_are_refused():
    assert cells.read_number("1.23457E+11").code == "people.service-number-mangled"
    assert cells.read_number("123456.0") == ("123456", "123456")


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "нет", "N/A", "Н/Д"])
def test_clerks_ways_of_saying_nothing_say_nothing(text):
    assert cells.is_empty(text)


@given(st.text(max_size=60))
def test_readers_are_total(text):
    """Whatever a cell holds, a reader returns a value or a problem that can be said."""
    readers = (
        cells.read_number, cells.read_name, cells.read_full_name, cells.read_sex,
        cells.read_phone, cells.read_email, cells.read_rank, cells.read_language,
    )  # fmt: skip
    for reader in readers:
        found = reader(text)
        if isinstance(found, Problem):
            assert found.says("en")
            assert found.remedy("ru")
