"""Headings in two languages: known, unknown, ambiguous, doubled, missing, and further down."""

import pytest

from muster.kernel.words import LANGUAGES
from muster.people.rules.headings import Table, find_columns, under_its_headings
from muster.people.rules.roster_columns import ROSTER
from muster.people.rules.unit_list import UNITS


def table(*headings: str, rows: tuple[tuple[str, ...], ...] = ()) -> Table:
    columns = list(zip(*rows, strict=True)) or [() for _ in headings]
    return Table(headings, columns, range(1, len(rows) + 1))


def codes(found) -> list[str]:
    return [problem.code for problem in found]


@pytest.mark.parametrize("vocabulary", [ROSTER, UNITS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_found_under_its_own_title(vocabulary, language):
    titles = [title.said_in(language) for title in vocabulary.titles.values()]
    found = find_columns(table(*titles), vocabulary)
    assert dict(found.places) == {field: n for n, field in enumerate(vocabulary.titles)}
    assert codes(found.problems) == codes(found.notes) == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ЛИЧНЫЙ №", "service_number"),
        ("Дата рождения (дд.мм.гггг)", "born"),
        ("Date of\nbirth", "born"),
        ("Воинское звание", "rank"),
        ("Ф.И.О.", "full_name"),
        ("UIC", "unit"),
        ("в/ч", "unit"),
        ("D.O.B.", "born"),
        ("с какого числа", "since"),
        ("E-mail", "email"),
        ("service_number", "service_number"),
    ],
)
def test_offices_ways_of_saying_it_are_known(heading, field):
    assert ROSTER.fields_of(heading) == (field,)


def test_a_file_without_what_is_needed_is_refused_and_says_what_is_missing():
    found = find_columns(table("Фамилия", "Подразделение"), ROSTER)
    assert codes(found.problems) == ["people.column-missing"]
    assert "Личный номер" in found.problems[0].says("ru")


def test_two_columns_of_one_field_are_refused_and_both_named():
    found = find_columns(table("Личный номер", "Service No", "Unit"), ROSTER)
    assert codes(found.problems) == ["people.column-twice"]
    assert found.problems[0].column == "Service No"
    assert "Личный номер" in found.problems[0].says("en")


def test_unknown_and_ambiguous_headings_are_not_read_and_said():
    found = find_columns(table("Личный номер", "Часть", "Фамлия", "Дата", "Размер обуви"), ROSTER)
    assert codes(found.problems) == []
    assert codes(found.notes) == [
        "people.column-almost-known", "people.column-ambiguous", "people.column-unknown",
    ]  # fmt: skip
    assert "фамилия" in found.notes[0].remedy("en")
    ambiguous = found.notes[1].says("ru")
    assert "«Дата рождения»" in ambiguous
    assert "«С какого числа»" in ambiguous


def test_running_numbers_are_passed_over_in_silence():
    assert codes(find_columns(table("№ п/п", "Личный номер", "Часть"), ROSTER).notes) == []


def test_the_clerk_may_say_what_a_column_is():
    chosen = {"Номер": "service_number", "Дата": "since"}
    found = find_columns(table("Номер", "Часть", "Дата"), ROSTER, chosen)
    assert dict(found.places) == {"service_number": 0, "unit": 1, "since": 2}
    assert codes(found.problems) == []


def test_what_the_clerk_says_counts_before_what_the_heading_says():
    found = find_columns(
        table("Личный номер", "Жетон", "Часть"), ROSTER, {"Жетон": "service_number"}
    )
    assert found.places["service_number"] == 1
    assert codes(found.notes) == ["people.column-passed-over"]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [({"Нет такого": "unit"}, "people.no-such-column"), ({"Часть": "foo"}, "people.no-such-field")],
)
def test_a_choice_that_cannot_be_is_refused(chosen, code):
    found = find_columns(table("Личный номер", "Часть"), ROSTER, chosen)
    assert code in codes(found.problems)


def test_headings_are_found_under_a_title_and_over_a_line_of_numbers():
    sent = table(
        "Список личного состава",
        "1 батальон",
        "",
        rows=(
            ("на 23.11.2026", "", ""),
            ("Личный номер", "Фамилия", "Часть"),
            ("1", "2", "3"),
            ("А-100001", "Иванов", "1/1"),
        ),
    )
    found = under_its_headings(sent, ROSTER)
    assert list(found.headings) == ["Личный номер", "Фамилия", "Часть"]
    assert [list(column) for column in found.columns] == [["А-100001"], ["Иванов"], ["1/1"]]
    assert list(found.rows) == [4]


def test_a_first_row_of_data_is_not_mistaken_for_column_numbers():
    sent = table("Личный номер", "Часть", rows=(("1", "2"),))
    assert list(under_its_headings(sent, ROSTER).rows) == [1]
