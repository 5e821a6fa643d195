"""A list of units as an organisation branch sends it, read like a roster: rows and problems."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

import holidays

from muster.kernel.problems import Problem
from muster.kernel.words import LANGUAGES, Sentence, _p
from muster.people import problems
from muster.people.rules import cells, dates
from muster.people.rules.files import part_met
from muster.people.rules.headings import Table, Vocabulary, find_columns, under_its_headings
from muster.people.rules.names import unit_code
from muster.people.rules.reading import Reader, Reading, each, sharing

CODE_LENGTH = 40
NAME_LENGTH = 120


class UnitKind(enum.Enum):
    """What sort of unit it is, from the largest to the smallest."""

    said: Sentence
    also: tuple[str, ...]

    def __new__(cls, key: str, said: Sentence, *also: str) -> UnitKind:
        member = object.__new__(cls)
        member._value_ = key
        member.said, member.also = said, also
        return member

    FORCE = "force", _p("kind of unit", "force"), "service", "войска"
    COMMAND = "command", _p("kind of unit", "command"), "округ", "флот", "district", "fleet"
    ARMY = "army", _p("kind of unit", "army"), "corps", "корпус"
    DIVISION = "division", _p("kind of unit", "division"), "flotilla", "флотилия"
    BRIGADE = "brigade", _p("kind of unit", "brigade"), "base", "база"
    REGIMENT = "regiment", _p("kind of unit", "regiment"), "group", "wing", "авиаполк", "ship"
    BATTALION = "battalion", _p("kind of unit", "battalion"), "дивизион", "bn", "squadron group"
    COMPANY = "company", _p("kind of unit", "company"), "battery", "батарея", "squadron", "coy"
    PLATOON = "platoon", _p("kind of unit", "platoon"), "troop", "flight", "section", "отделение"
    STAFF = "staff", _p("kind of unit", "staff"), "headquarters", "hq", "управление"
    SUPPORT = (
        "support",
        _p("kind of unit", "support unit"),
        "clinic",
        "school",
        "центр",
        "госпиталь",
    )


UNITS = Vocabulary(
    titles={
        "code": _p("column", "Unit code"),
        "name_en": _p("column", "Name in English"),
        "name_ru": _p("column", "Name in Russian"),
        "kind": _p("column", "Kind of unit"),
        "parent": _p("column", "Parent unit code"),
        "since": _p("column", "From"),
        "until": _p("column", "To"),
        "zone": _p("column", "Time zone"),
        "country": _p("column", "Country"),
    },
    headings={
        "code": ("code", "unit", "uic", "unit id", "код", "подразделение", "номер части", "часть"),
        "name_en": ("name", "unit name", "title", "name en", "english name"),
        "name_ru": (
            *("наименование", "название", "имя", "наименование подразделения", "name ru"),
            *("полное наименование", "russian name"),
        ),
        "kind": (
            *("kind", "type", "echelon", "level", "unit type"),
            *("вид", "тип", "уровень", "вид части"),
        ),
        "parent": (
            *("parent", "parent unit", "parent code", "higher unit", "superior unit", "under"),
            *("вышестоящая часть", "вышестоящее подразделение", "код вышестоящего", "входит в"),
            *("в составе", "подчинено", "родитель"),
        ),
        "since": ("from date", "start", "since", "с", "с даты", "дата с", "дата начала", "начало"),
        "until": ("until", "till", "end", "to date", "по", "до", "дата по", "дата окончания"),
        "zone": ("zone", "timezone", "tz", "пояс", "временная зона"),
        "country": ("country code", "код страны", "государство"),
    },
    needed=("code",),
    passed_over=("№", "№ п/п", "п/п", "nr", "#", "row", "s/n"),
)  # fmt: skip


class UnitRow(NamedTuple):
    """One valid row; "" and None mean that the list says nothing about it.

    `key` is the form of the code by which the unit is found, `parent` that of its parent;
    `parent_code` is the parent's code as written; `has_parent` says whether the list has a column
    for parents at all, without which an empty one does not mean the top.
    """

    row: int
    code: str
    key: str
    name_en: str
    name_ru: str
    kind: str
    parent_code: str
    parent: str
    has_parent: bool
    since: date | None
    until: date | None
    zone: str
    country: str

    @property
    def about(self) -> tuple[str, ...]:
        """What the row says of the unit itself, whatever its place."""
        return self.name_en, self.name_ru, self.kind, self.zone, self.country


@dataclass(frozen=True, slots=True)
class UnitList:
    """What a list of units says; the fields mean what they mean in a roster."""

    rows: tuple[UnitRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    refused: frozenset[int]
    headings: Mapping[str, str]


def read_units(
    table: Table,
    *,
    today: date,
    chosen: Mapping[str, str] | None = None,
    met: Sequence[Problem] = (),
) -> UnitList:
    """Read a list of units; whether they can stand as they say is asked in `unit_plan`."""
    table = under_its_headings(table, UNITS, chosen)
    columns = find_columns(table, UNITS, chosen)
    withheld, remarks = part_met(met, table.rows)
    notes = (*remarks, *columns.notes)
    lost = frozenset(problem.row for problem in withheld if problem.row is not None)
    fatal = columns.problems or (() if table.rows or lost else (problems.NOTHING_TO_READ.at(),))
    if fatal:
        return UnitList((), (*fatal, *withheld), notes, lost.union(table.rows), {})
    reading = Reading(table, columns.places)
    found = _rows(reading, today)
    for index, row in enumerate(found):
        if row.since is not None and row.until is not None and row.until < row.since:
            reading.refuse(index, "until", problems.ENDS_BEFORE_BEGINNING.at())
    _refuse_contradictions(reading, found)
    told = sorted((*withheld, *reading.told), key=lambda problem: problem.row or 0)
    good = tuple(row for index, row in enumerate(found) if reading.is_good(index))
    headings = {field: reading.heading(field) for field in reading.places}
    return UnitList(good, tuple(told), notes, reading.refused | lost, headings)


def read_code(text: str) -> tuple[str, str] | Problem:
    """Return a unit's code as written and in the form by which it is found."""
    plain = cells.read_text(text, CODE_LENGTH)
    if isinstance(plain, Problem):
        return plain
    key = unit_code(plain)
    if not any(letter.isalnum() for letter in key):
        return problems.NO_UNIT_CODE.at(longest=CODE_LENGTH)
    return plain, key


def read_kind(text: str) -> str | Problem:
    """Return the key of a kind of unit, from its name in either language."""
    kind = _kinds().get(" ".join(text.casefold().split()))
    if kind is None:
        return problems.NO_UNIT_KIND.at(value=cells.shortened(text), known=", ".join(_kinds()))
    return kind


def read_zone(text: str) -> str | Problem:
    """Return a name of the IANA time zone database."""
    zone = _zones().get(text.strip().casefold())
    return problems.NO_TIME_ZONE.at(value=cells.shortened(text)) if zone is None else zone


def read_country(text: str) -> str | Problem:
    """Return a two-letter country code of ISO 3166 whose public holidays are known."""
    code = text.strip().upper()
    if code not in _countries():
        return problems.NO_COUNTRY.at(value=cells.shortened(text))
    return code


_READERS: Mapping[str, Callable[[str], Any]] = {
    "code": read_code,
    "parent": read_code,
    "name_en": lambda text: cells.read_text(text, NAME_LENGTH),
    "name_ru": lambda text: cells.read_text(text, NAME_LENGTH),
    "kind": read_kind,
    "zone": read_zone,
    "country": read_country,
}


def _rows(reading: Reading, today: date) -> list[UnitRow]:
    def column(field: str, nothing: Any = "") -> list[Any]:
        reader: Reader
        if field in {"since", "until"}:
            plausible = dates.beginning_of_unit if field == "since" else dates.ending
            reader = lambda texts: dates.plausible_dates(texts, plausible, today)  # noqa: E731
        else:
            reader = each(_READERS[field])
        return reading.column(field, reader, nothing, needed=field in UNITS.needed)

    codes, parents = column("code", ("", "")), column("parent", ("", ""))
    parts = zip(
        reading.table.rows,
        codes,
        *(column(field) for field in ("name_en", "name_ru", "kind")),
        parents,
        column("since", None),
        column("until", None),
        *(column(field) for field in ("zone", "country")),
        strict=True,
    )
    has_parent = "parent" in reading.places
    return [
        UnitRow(
            row, code[0], code[1], name_en, name_ru, kind, parent[0], parent[1], has_parent,
            since, until, zone, country,
        )
        for row, code, name_en, name_ru, kind, parent, since, until, zone, country in parts
    ]  # fmt: skip


def _refuse_contradictions(reading: Reading, found: Sequence[UnitRow]) -> None:
    """A unit may stand in several rows for its several places, and be described in one way only."""
    for group in sharing([row.key for row in found]):
        if len({found[index][1:] for index in group}) == 1:
            for index in group[1:]:
                reading.refuse(index, "code", problems.REPEATED_ROW.at(first=found[group[0]].row))
        elif len({found[index].about for index in group}) > 1:
            rows = ", ".join(str(found[index].row) for index in group)
            for index in group:
                reading.refuse(index, "code", problems.UNIT_TWICE.at(rows=rows))


@cache
def _kinds() -> Mapping[str, str]:
    spoken = {
        word.casefold(): kind.value
        for kind in UnitKind
        for word in (*(kind.said.said_in(language) for language in LANGUAGES), *kind.also)
    }
    return {kind.value: kind.value for kind in UnitKind} | spoken


@cache
def _zones() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


@cache
def _countries() -> frozenset[str]:
    return frozenset(holidays.list_supported_countries(include_aliases=False))
