"""A list of service entries, as a personnel office sends it: rows and problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from muster.kernel.problems import Problem
from muster.kernel.words import LANGUAGES, _p
from muster.people import entry_problems, post_problems, problems
from muster.people.rules import cells, dates
from muster.people.rules.files import part_met
from muster.people.rules.headings import Table, Vocabulary, find_columns, under_its_headings
from muster.people.rules.packet import Checker
from muster.people.rules.reading import Reader, Reading, each, sharing
from muster.people.rules.service_entries import (
    CODE_LENGTH,
    MOST_LED,
    WHAT_LENGTH,
    Entry,
    EntryKind,
)

ENTRIES = Vocabulary(
    titles={
        "service_number": _p("column", "Service number"),
        "kind": _p("column", "Kind of entry"),
        "what": _p("column", "What"),
        "code": _p("column", "Code or category"),
        "since": _p("column", "From"),
        "until": _p("column", "To"),
        "people": _p("column", "People led"),
    },
    headings={
        "service_number": (
            *("service no", "service id", "personnel number", "personal number", "military id"),
            *("личный №", "лич. номер", "л/н", "личный номер военнослужащего", "номер жетона"),
        ),
        "kind": ("kind", "type", "entry", "вид", "тип", "вид сведений"),
        "what": (
            *("name", "title", "subject", "description", "что именно", "название"),
            *("наименование", "содержание"),
        ),
        "code": ("category", "level", "mos", "код", "категория", "уровень", "вус"),
        "since": (
            *("from date", "date from", "start", "start date", "since", "с", "с даты"),
            *("дата начала", "начало", "дата выдачи"),
        ),
        "until": (
            *("until", "till", "to date", "date to", "end", "end date", "valid until", "по", "до"),
            *("дата окончания", "окончание", "действительно до"),
        ),
        "people": ("led", "number led", "headcount", "подчинённых", "подчиненных", "людей"),
    },
    needed=("service_number", "kind"),
    passed_over=("№", "№ п/п", "п/п", "nr", "#", "row", "s/n"),
)
_WRITTEN: Mapping[EntryKind, Sequence[str]] = {
    EntryKind.TRADE: (
        "trade", "trade code", "mos", "afsc", "specialty", "вус", "военно-учётная специальность",
        "военно-учетная специальность", "специальность",
    ),
    EntryKind.COURSE: ("course", "training", "курсы", "обучение", "подготовка", "курс"),
    EntryKind.LICENCE: (
        "licence", "license", "certificate", "permit", "лицензия", "удостоверение", "права",
        "свидетельство", "допуск",
    ),
    EntryKind.LANGUAGE: ("language", "иностранный язык", "язык"),
    EntryKind.VEHICLE: (
        "vehicle", "machine", "equipment", "машина", "транспорт", "техника",
    ),
    EntryKind.LED: (
        "led", "leadership", "командование", "подчинённые", "подчиненные", "руководил",
        "руководила", "руководство",
    ),
}  # fmt: skip
_KNOWN = ", ".join(f"{kind.value} ({_WRITTEN[kind][-1]})" for kind in EntryKind)


_DAYS: Mapping[str, dates.Plausible] = {"since": dates.beginning, "until": dates.ending}


class EntryRow(NamedTuple):
    """One valid row: its number, the form by which its person is found, and the entry."""

    row: int
    key: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class EntryList:
    """What a list of service entries says; the fields mean what they mean in a roster.

    `numbers` is what the file calls the column of service numbers.
    """

    rows: tuple[EntryRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    refused: frozenset[int]
    numbers: str = ""


def read_entries(
    table: Table,
    *,
    today: date,
    speaks_of_health: Checker,
    chosen: Mapping[str, str] | None = None,
    met: Sequence[Problem] = (),
) -> EntryList:
    """Read a list of service entries; a row with any problem is refused, every other goes on."""
    table = under_its_headings(table, ENTRIES, chosen)
    columns = find_columns(table, ENTRIES, chosen)
    withheld, remarks = part_met(met, table.rows)
    notes = (*remarks, *columns.notes)
    lost = frozenset(problem.row for problem in withheld if problem.row is not None)
    fatal = columns.problems or (() if table.rows or lost else (problems.NOTHING_TO_READ.at(),))
    if fatal:
        return EntryList((), (*fatal, *withheld), notes, lost.union(table.rows))
    reading = Reading(table, columns.places)
    found = _rows(reading, today, speaks_of_health)
    _refuse_repeats(reading, found)
    told = sorted((*withheld, *reading.told), key=lambda problem: problem.row or 0)
    good = tuple(row for index, row in enumerate(found) if reading.is_good(index))
    heading = reading.heading("service_number")
    return EntryList(good, tuple(told), notes, reading.refused | lost, heading)


def _rows(reading: Reading, today: date, speaks_of_health: Checker) -> list[EntryRow]:
    def words(longest: int) -> Callable[[str], Any]:
        return lambda text: _words(text, longest, speaks_of_health)

    columns = {
        "number": reading.column("service_number", each(cells.read_number), ("", ""), needed=True),
        "kind": reading.column("kind", each(_kind), None, needed=True),
        "what": reading.column("what", each(words(WHAT_LENGTH)), ""),
        "code": reading.column("code", each(words(CODE_LENGTH)), ""),
        "people": reading.column("people", each(_people), None),
    }
    for field, plausible in _DAYS.items():
        columns[field] = reading.column(field, _days(plausible, today), None)
    found = []
    for index, row in enumerate(reading.table.rows):
        one = {field: column[index] for field, column in columns.items()}
        if reading.is_good(index):
            _refuse_contradiction(reading, index, one)
        entry = Entry(
            one["kind"] or EntryKind.COURSE, one["what"], one["code"], one["since"], one["until"],
            one["people"],
        )  # fmt: skip
        found.append(EntryRow(row, one["number"][1], entry))
    return found


def _refuse_contradiction(reading: Reading, index: int, one: Mapping[str, Any]) -> None:
    kind, people = one["kind"], one["people"]
    named = "what" if "what" in reading.places else "kind"
    counted = "people" if "people" in reading.places else "kind"
    if kind is EntryKind.LED and people is None:
        reading.refuse(index, counted, entry_problems.NOBODY_LED.at())
    elif kind is not EntryKind.LED and people is not None:
        reading.refuse(index, counted, entry_problems.LED_BESIDE_ANOTHER_KIND.at())
    bare = kind is EntryKind.LED or (kind is EntryKind.TRADE and one["code"])
    if not one["what"] and not bare:
        reading.refuse(index, named, entry_problems.ENTRY_WITHOUT_NAME.at())
    if one["since"] and one["until"] and one["until"] < one["since"]:
        reading.refuse(index, "until", problems.ENDS_BEFORE_BEGINNING.at())


def _refuse_repeats(reading: Reading, found: Sequence[EntryRow]) -> None:
    """Refuse all rows of one entry that differ, and all but the first that do not."""
    keys = [
        f"{row.key}|{row.entry.same}" if row.key and reading.is_good(index) else ""
        for index, row in enumerate(found)
    ]
    for group in sharing(keys):
        if len({found[index].entry for index in group}) == 1:
            first = found[group[0]].row
            for index in group[1:]:
                reading.refuse(index, "kind", problems.REPEATED_ROW.at(first=first))
        else:
            rows = ", ".join(str(found[index].row) for index in group)
            for index in group:
                reading.refuse(index, "kind", entry_problems.ENTRY_TWICE.at(rows=rows))


def _kind(text: str) -> EntryKind | Problem:
    found = _kinds().get(" ".join(text[:80].casefold().split()))
    if found is not None:
        return found
    return entry_problems.NO_ENTRY_KIND.at(value=cells.shortened(text), known=_KNOWN)


@cache
def _kinds() -> Mapping[str, EntryKind]:
    """Return every word that a cell may say, with the kind that it means."""
    found = {word: kind for kind, words in _WRITTEN.items() for word in words}
    for kind in EntryKind:
        found |= {kind.says.said_in(language).casefold(): kind for language in LANGUAGES}
    return found


def _words(text: str, longest: int, speaks_of_health: Checker) -> str | Problem:
    plain = cells.read_text(text, longest)
    if not isinstance(plain, Problem) and speaks_of_health(plain) is not None:
        return entry_problems.ENTRY_OF_HEALTH.at()
    return plain


def _days(plausible: dates.Plausible, today: date) -> Reader:
    return lambda texts: dates.plausible_dates(texts, plausible, today)


def _people(text: str) -> int | Problem:
    plain = text.strip().removesuffix(".0")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 6 or int(plain) > MOST_LED:
        return post_problems.NO_WHOLE_NUMBER.at(value=cells.shortened(text), most=MOST_LED)
    return int(plain) or entry_problems.NOBODY_LED.at()
