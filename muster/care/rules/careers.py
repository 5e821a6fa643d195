"""Lists of adverse career actions, read row by row, and what a review of one may say.

A list names people by service number or by pseudonym. Who is meant is decided nowhere here: a row
leaves with a number, which is sealed into a pseudonym before anything is kept.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from muster.care import career_problems as faults
from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.kernel.words import LANGUAGES, Sentence, _, _p
from muster.people import problems
from muster.people.rules import cells, dates
from muster.people.rules.files import part_met
from muster.people.rules.headings import Table, Vocabulary, find_columns, under_its_headings
from muster.people.rules.names import unit_code
from muster.people.rules.reading import Reading, each, sharing
from muster.people.rules.roster import ListedUnit
from muster.policy.rules.labels import Label

LEAST_WORDS = 12
"""So many letters a review's words have at least."""
CAREERS = Vocabulary(
    titles={
        "number": _p("column", "Service number"),
        "pseudonym": _p("column", "Pseudonym"),
        "kind": _p("column", "Kind of action"),
        "day": _p("column", "Day of the action"),
        "unit": _p("column", "Ordering unit"),
    },
    headings={
        "number": ("personal number", "id number", "табельный номер", "личный номер", "номер"),
        "pseudonym": ("alias", "псевдоним"),
        "kind": ("kind", "action", "type", "вид", "мера", "вид меры", "решение"),
        "day": ("day", "date", "ordered on", "order date", "дата", "день", "дата приказа"),
        "unit": (
            *("unit", "unit code", "ordered by", "uic", "подразделение", "часть", "код"),
            *("кто издал", "чей приказ", "код подразделения"),
        ),
    },
    needed=("kind", "day", "unit"),
    passed_over=("№", "№ п/п", "п/п", "nr", "#", "row", "s/n"),
)


class CareerOutcome(enum.Enum):
    """What a reviewer concludes; `says` is the sentence."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> CareerOutcome:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    UNRELATED = "unrelated", _("It had grounds of its own, and papers show them.")
    REVERSED = "reversed", _("The action was taken back.")
    PASSED_ON = "passed-on", _("It looks like a consequence of care, and was passed on.")
    UNCLEAR = "unclear", _("It could not be cleared up.")


class CareerRow(NamedTuple):
    """One valid row: who by the form of their service number, what, when, and who ordered it."""

    row: int
    number: str
    kind: str
    day: date
    unit: UnitId


@dataclass(frozen=True, slots=True)
class CareerList:
    """What a list says; the fields mean what they mean in a roster."""

    rows: tuple[CareerRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    refused: frozenset[int]


@dataclass(frozen=True, slots=True)
class Known:
    """What a list is read against.

    `units` by the form of a unit's code, `kinds` by their code; `opened` returns the number behind
    a pseudonym, or None where it is none. Actions before `earliest` are kept no longer.
    """

    units: Mapping[str, ListedUnit]
    kinds: Mapping[str, Label]
    opened: Callable[[str], str | None]
    today: date
    earliest: date


def read_careers(
    table: Table,
    known: Known,
    *,
    chosen: Mapping[str, str] | None = None,
    met: Sequence[Problem] = (),
) -> CareerList:
    """Read a list of adverse career actions; each refused row is named with its reason."""
    table = under_its_headings(table, CAREERS, chosen)
    columns = find_columns(table, CAREERS, chosen)
    withheld, remarks = part_met(met, table.rows)
    notes = (*remarks, *columns.notes)
    lost = frozenset(problem.row for problem in withheld if problem.row is not None)
    fatal = columns.problems or (() if table.rows or lost else (problems.NOTHING_TO_READ.at(),))
    if not fatal and not {"number", "pseudonym"} & set(columns.places):
        fatal = (faults.NO_NAMING_COLUMN.at(),)
    if fatal:
        return CareerList((), (*fatal, *withheld), notes, lost.union(table.rows))
    reading = Reading(table, columns.places)
    found = _rows(reading, known)
    _refuse_repeats(reading, found)
    told = sorted((*withheld, *reading.told), key=lambda problem: problem.row or 0)
    good = tuple(row for index, row in enumerate(found) if reading.is_good(index))
    return CareerList(good, tuple(told), notes, reading.refused | lost)


def review_refused(reviewed: bool, words: str) -> Problem | None:
    """Return why a review is not taken: it was given before, or says nothing of its grounds."""
    if reviewed:
        return faults.REVIEWED_CAREER.at()
    if sum(one.isalnum() for one in words) < LEAST_WORDS:
        return faults.REVIEW_WITHOUT_WORDS.at()
    return None


def _rows(reading: Reading, known: Known) -> list[CareerRow]:
    kinds = _spellings(known.kinds)
    numbers = reading.column("number", each(_number), "")
    aliases = reading.column("pseudonym", each(lambda text: _alias(text, known)), "")
    names = reading.column("kind", each(lambda text: _kind(text, kinds)), "", needed=True)
    days = reading.column("day", lambda texts: _days(texts, known), None, needed=True)
    units = reading.column("unit", each(lambda text: _unit(text, known)), None, needed=True)
    found = []
    for index, row in enumerate(reading.table.rows):
        number, alias = numbers[index], aliases[index]
        field = "number" if "number" in reading.places else "pseudonym"
        if number and alias and number != alias:
            reading.refuse(index, "pseudonym", faults.TWO_PEOPLE_NAMED.at())
        elif not (number or alias or index in reading.wrong or reading.is_blank(index)):
            reading.refuse(index, field, faults.CAREER_OF_NOBODY.at())
        found.append(CareerRow(row, number or alias, names[index], days[index], units[index]))
    return found


def _refuse_repeats(reading: Reading, found: Sequence[CareerRow]) -> None:
    keys = [
        "|".join(map(str, row[1:])) if reading.is_good(index) else ""
        for index, row in enumerate(found)
    ]
    for group in sharing(keys):
        for index in group[1:]:
            reading.refuse(index, "kind", problems.REPEATED_ROW.at(first=found[group[0]].row))


def _number(text: str) -> str | Problem:
    read = cells.read_number(text)
    return read if isinstance(read, Problem) else read[1]


def _alias(text: str, known: Known) -> str | Problem:
    return known.opened(text.strip().upper()) or faults.NO_PSEUDONYM.at()


def _days(texts: set[str], known: Known) -> Mapping[str, Any]:
    def plausible(day: date, today: date) -> date | Problem:
        if day > today:
            return faults.ACTION_TO_COME.at()
        if day < known.earliest:
            return faults.ACTION_TOO_OLD.at(years=dates.years_between(known.earliest, today))
        return day

    return dates.plausible_dates(texts, plausible, known.today)


def _unit(text: str, known: Known) -> UnitId | Problem:
    found = known.units.get(unit_code(text[:200]))
    return problems.NO_SUCH_UNIT.at(unit=cells.shortened(text)) if found is None else found.unit


def _kind(text: str, kinds: Mapping[str, str]) -> str | Problem:
    found = kinds.get(" ".join(text.casefold().split()))
    if found is None:
        known = ", ".join(dict.fromkeys(kinds.values()))
        return faults.NO_CAREER_KIND.at(value=cells.shortened(text), known=known)
    return found


def _spellings(kinds: Mapping[str, Label]) -> dict[str, str]:
    """Return what a cell may say of each kind, in small letters: its code, or its words."""
    said = {code.casefold(): code for code in kinds}
    for code, label in kinds.items():
        said |= {getattr(label, language).casefold(): code for language in LANGUAGES}
    return said
