"""A list of service entries as an office sends it, in either language, and what is wrong in it."""

from datetime import date
from uuid import uuid4

from muster.people.rules.entry_list import read_entries
from muster.people.rules.headings import Table
from muster.people.rules.service_entries import Change, Entry, EntryKind, compared

TODAY = date(2026, 11, 23)
ENGLISH = ("Service number", "Kind of entry", "What", "From", "To", "People led", "Code")
RUSSIAN = ("Личный номер", "Вид сведений", "Что именно", "С", "По", "Людей", "Код")


def read(*rows, headings=ENGLISH, health=lambda _text: None):
    columns = [[row[at] for row in rows] for at in range(len(headings))]
    table = Table(headings, columns, range(1, len(rows) + 1))
    return read_entries(table, today=TODAY, speaks_of_health=health)


def test_a_list_is_read_in_english_and_in_russian():
    english = read(
        ("A-1001", "trade", "Infantryman", "2015-01-10", "", "", "11B"),
        ("A-1001", "led", "squad", "2018-01-01", "2020-01-01", "9", ""),
        ("A-1001", "language", "German", "", "", "", "B2"),
    )
    russian = read(
        ("А-1001", "ВУС", "Стрелок", "10.01.2015", "", "", "100915"),
        ("А-1001", "Техника", "БМП-2", "", "", "", ""),
        ("А-1001", "Удостоверение", "Права", "", "", "", "C"),
        headings=RUSSIAN,
    )
    assert not english.problems
    assert not russian.problems
    assert english.rows[1].entry == Entry(
        EntryKind.LED, "squad", "", date(2018, 1, 1), date(2020, 1, 1), 9
    )
    assert [one.entry.name for one in russian.rows] == ["Стрелок (100915)", "БМП-2", "Права (C)"]
    assert {one.key for one in (*english.rows, *russian.rows)} == {"A1001"}
    assert russian.rows[0].entry.since == date(2015, 1, 10)


def test_what_is_wrong_is_named_by_row_and_column_and_the_rest_goes_on():
    found = read(
        ("A-1001", "course", "Welding", "", "", "", ""),
        ("A-1001", "hobby", "Chess", "", "", "", ""),
        ("A-1001", "vehicle", "", "", "", "", ""),
        ("A-1001", "led", "platoon", "", "", "", ""),
        ("A-1001", "course", "Sewing", "", "", "9", ""),
        ("A-1001", "course", "Knots", "2020-01-01", "2019-01-01", "", ""),
        ("A-1001", "course", "=1+1", "", "", "", ""),
        ("A-1001", "course", "x" * 121, "", "", "", ""),
        ("A-1001", "course", "After my PTSD", "", "", "", ""),
        ("A-1001", "led", "", "", "", "many", ""),
        ("", "course", "Welding", "", "", "", ""),
        ("A-1001", "trade", "", "", "", "", "11B"),
        health=lambda text: "PTSD" if "PTSD" in text else None,
    )
    assert [one.row for one in found.rows] == [1, 12]
    assert {(one.row, one.code, one.column) for one in found.problems} == {
        (2, "people.no-entry-kind", "Kind of entry"),
        (3, "people.entry-without-name", "What"),
        (4, "people.nobody-led", "People led"),
        (5, "people.led-beside-another-kind", "People led"),
        (6, "people.ends-before-beginning", "To"),
        (7, "people.not-plain-text", "What"),
        (8, "people.too-long", "What"),
        (9, "people.entry-of-health", "What"),
        (10, "people.no-whole-number", "People led"),
        (11, "people.empty-cell", "Service number"),
    }
    assert found.refused == frozenset(range(2, 12))


def test_a_row_twice_is_read_once_and_two_that_differ_are_both_refused():
    same = ("A-1001", "course", "Welding", "2020-01-01", "2020-02-01", "", "")
    other = ("A-1001", "course", "welding", "2020-01-01", "2020-03-01", "", "")
    assert [one.code for one in read(same, same).problems] == ["people.repeated-row"]
    both = read(same, other)
    assert both.rows == ()
    assert {one.code for one in both.problems} == {"people.entry-twice"}


def test_a_file_without_its_headings_is_refused_whole():
    found = read(("A-1001", "Welding"), headings=("Service number", "What"))
    assert found.rows == ()
    assert [one.code for one in found.problems] == ["people.column-missing"]


def test_another_last_day_describes_an_entry_anew_and_another_name_is_another_entry():
    led = Entry(EntryKind.LED, "squad", "", date(2018, 1, 1), None, 9)
    key, known = uuid4(), Entry(EntryKind.COURSE, "Welding")
    standing = {key: led, uuid4(): known}
    ended = led._replace(until=date(2020, 1, 1))
    found = compared([ended, known, Entry(EntryKind.COURSE, "Sewing")], standing)
    assert [one.change for one in found] == [Change.DESCRIBED, Change.UNCHANGED, Change.NEW]
    assert found[0].before == key
