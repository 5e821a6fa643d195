"""A roster as personnel offices send it, read into entries and problems.

A row with any problem is refused whole and named; every other row goes on. An empty cell says
nothing, so what is known stays; it never takes anything away. Every distinct text of a column is
read once, which keeps a hundred thousand rows within seconds.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.people import problems
from muster.people.rules import cells, dates
from muster.people.rules.files import part_met
from muster.people.rules.headings import Table, find_columns, under_its_headings
from muster.people.rules.names import unit_code, words
from muster.people.rules.reading import Reader, Reading, each, sharing
from muster.people.rules.roster_columns import ROSTER

_NAME_PARTS = ("surname", "given", "patronymic")
_READERS: Mapping[str, Callable[[str], Any]] = {
    "service_number": cells.read_number,
    "surname": cells.read_name,
    "given": cells.read_name,
    "patronymic": cells.read_name,
    "full_name": cells.read_full_name,
    "sex": cells.read_sex,
    "rank": cells.read_rank,
    "post": cells.read_post,
    "phone": cells.read_phone,
    "email": cells.read_email,
    "language": cells.read_language,
    "qualifications": cells.read_qualifications,
}
_DATES = {"born": dates.birth, "since": dates.beginning, "until": dates.ending}
_SAYS_NOTHING: Mapping[str, Any] = {
    "service_number": ("", ""),
    "full_name": ("", "", ""),
    "unit": None,
    **dict.fromkeys(_DATES),
}
_SUGGESTIONS = 20
"""For how many unknown codes a similar one is looked for; a wrong file has thousands of them."""


class ListedUnit(NamedTuple):
    """A unit to which a roster may post people, and its code as it is written."""

    unit: UnitId
    code: str


class Entry(NamedTuple):
    """One valid row; "" and None mean that the roster says nothing about it.

    `number` is the service number as written, `key` the form by which it is found; `since` and
    `until` are the first and the last day of the posting.
    """

    row: int
    number: str
    key: str
    surname: str
    given: str
    patronymic: str
    sex: str
    born: date | None
    rank: str
    unit: UnitId
    post: str
    since: date | None
    until: date | None
    phone: str
    email: str
    language: str
    qualifications: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says: entries in the file's order, problems that refuse, notes that do not.

    `refused` are the numbers of the rows that were refused; a problem without a row refuses the
    whole file, and then there are no entries. `phrases` gives each name in the entries as the
    words by which it is looked up, joined by single spaces; `headings` what the file calls each
    field.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    refused: frozenset[int]
    phrases: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)


def read_roster(
    table: Table,
    *,
    units: Mapping[str, ListedUnit],
    today: date,
    chosen: Mapping[str, str] | None = None,
    met: Sequence[Problem] = (),
) -> Roster:
    """Read a roster against the units that exist.

    `units` is keyed by the form of each unit's code (`names.unit_code`); `chosen` maps headings
    to fields where the clerk says what a column is; `met` are the problems that the file's reader
    has met already: the rows it did not hand out are refused, the rest are notes.
    """
    table = under_its_headings(table, ROSTER, chosen)
    columns = find_columns(table, ROSTER, chosen)
    withheld, remarks = part_met(met, table.rows)
    notes = (*remarks, *columns.notes)
    lost = frozenset(problem.row for problem in withheld if problem.row is not None)
    fatal = columns.problems or (() if table.rows or lost else (problems.NOTHING_TO_READ.at(),))
    if fatal:
        return Roster((), (*fatal, *withheld), notes, lost.union(table.rows))
    read = _RosterReading(table, columns.places, units, today).roster(notes)
    told = tuple(sorted((*withheld, *read.problems), key=lambda problem: problem.row or 0))
    return replace(read, problems=told, refused=read.refused | lost)


class _RosterReading(Reading):
    """One reading of one roster."""

    def __init__(
        self,
        table: Table,
        places: Mapping[str, int],
        units: Mapping[str, ListedUnit],
        today: date,
    ) -> None:
        super().__init__(table, places)
        self.units, self.today = units, today

    def roster(self, notes: Sequence[Problem]) -> Roster:
        """Put the rows together, weigh them against each other, part the good from the bad."""
        notes = [*notes, *self._settle_full_names()]
        numbers = self._field("service_number")
        parts: dict[str, Sequence[Any]] = {
            "row": self.table.rows,
            "number": [number for number, _ in numbers],
            "key": [key for _, key in numbers],
            **self._names(),
        }
        parts |= {name: self._field(name) for name in Entry._fields if name not in parts}
        found = list(map(Entry._make, zip(*(parts[name] for name in Entry._fields), strict=True)))
        self._weigh_dates(found)
        self._refuse_repeats(found)
        entries = self._good(found)
        phrases = {text: " ".join(words(text)) for text in _distinct_names(entries)}
        notes.extend(_perhaps_twice(entries, phrases))
        headings = {name: self.heading(name) for name in self.places}
        return Roster(entries, self.told, tuple(notes), self.refused, phrases, headings)

    def _good(self, found: Sequence[Entry]) -> tuple[Entry, ...]:
        if not self.wrong and not self.blank:
            return tuple(found)
        return tuple(entry for index, entry in enumerate(found) if self.is_good(index))

    def _field(self, name: str) -> list[Any]:
        nothing = _SAYS_NOTHING.get(name, "")
        return self.column(name, self._reader(name), nothing, needed=name in ROSTER.needed)

    def _reader(self, name: str) -> Reader:
        if name == "unit":
            return self._read_units
        if name in _DATES:
            return lambda texts: dates.plausible_dates(texts, _DATES[name], self.today)
        return each(_READERS[name])

    def _read_units(self, texts: set[str]) -> dict[str, Any]:
        readings: dict[str, Any] = {}
        unknown = 0
        for text in sorted(texts):
            key = unit_code(text[:200])
            if key in self.units:
                readings[text] = self.units[key].unit
                continue
            unknown += 1
            near = difflib.get_close_matches(key, self.units, 1) if unknown <= _SUGGESTIONS else []
            readings[text] = _no_such_unit(text, self.units[near[0]].code if near else None)
        return readings

    def _settle_full_names(self) -> list[Problem]:
        """Where surnames have a column of their own, “Name” is the given name, or is not read."""
        if "full_name" not in self.places or "surname" not in self.places:
            return []
        heading, place = self.heading("full_name"), self.places.pop("full_name")
        if "given" not in self.places:
            self.places["given"] = place
            return []
        return [problems.COLUMN_PASSED_OVER.at(column=heading, field=ROSTER.titles["surname"])]

    def _names(self) -> dict[str, Sequence[Any]]:
        if "full_name" in self.places:
            parts = zip(*self._field("full_name"), strict=True)
            return dict(zip(_NAME_PARTS, parts, strict=True))
        return {name: self._field(name) for name in _NAME_PARTS}

    def _weigh_dates(self, found: Sequence[Entry]) -> None:
        """Refuse rows whose dates contradict each other."""
        if "since" not in self.places:
            return
        child = problems.BEGAN_AS_A_CHILD.at(least=dates.YOUNGEST)
        for index, entry in enumerate(found):
            since, until, born = entry.since, entry.until, entry.born
            if since is None:
                continue
            if until is not None and until < since:
                self.refuse(index, "until", problems.ENDS_BEFORE_BEGINNING.at())
            if born is not None and dates.years_between(born, since) < dates.YOUNGEST:
                self.refuse(index, "since", child)

    def _refuse_repeats(self, found: Sequence[Entry]) -> None:
        """Refuse all rows that share a number and differ, and all but the first that do not."""
        for group in sharing([entry.key for entry in found]):
            if len({found[index][1:] for index in group}) == 1:
                repeat = problems.REPEATED_ROW.at(first=found[group[0]].row)
                for index in group[1:]:
                    self.refuse(index, "service_number", repeat)
                continue
            rows = ", ".join(str(found[index].row) for index in group)
            for index in group:
                self.refuse(index, "service_number", problems.NUMBER_TWICE.at(rows=rows))


def _no_such_unit(text: str, perhaps: str | None) -> Problem:
    unit = cells.shortened(text)
    if perhaps is None:
        return problems.NO_SUCH_UNIT.at(unit=unit)
    return problems.PERHAPS_UNIT.at(unit=unit, perhaps=perhaps)


def _distinct_names(entries: Iterable[Entry]) -> set[str]:
    found: set[str] = set()
    for entry in entries:
        found.update((entry.surname, entry.given, entry.patronymic))
    return found - {""}


def _perhaps_twice(entries: Iterable[Entry], phrases: Mapping[str, str]) -> Iterable[Problem]:
    """Note rows that look like one person under two service numbers."""
    first: dict[tuple[str, str, date], int] = {}
    for entry in entries:
        if entry.born is None or not entry.surname or not entry.given:
            continue
        key = (phrases[entry.surname], phrases[entry.given], entry.born)
        earlier = first.setdefault(key, entry.row)
        if earlier != entry.row:
            yield problems.PERHAPS_TWICE.at(row=entry.row, other=earlier)
