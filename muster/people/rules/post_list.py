"""A list of posts and what each demands, as a personnel office sends it: rows and problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.kernel.words import _p
from muster.people import post_problems, problems
from muster.people.rules import cells
from muster.people.rules.files import part_met
from muster.people.rules.fitting import HIGH, MOST_NIGHTS, MOST_SEATS, Demands
from muster.people.rules.headings import Table, Vocabulary, find_columns, under_its_headings
from muster.people.rules.names import unit_code
from muster.people.rules.ranks import grade_of
from muster.people.rules.reading import Reading, each, sharing
from muster.people.rules.roster import ListedUnit

POSTS = Vocabulary(
    titles={
        "unit": _p("column", "Unit code"),
        "post": _p("column", "Post"),
        "functions": _p("column", "What the post demands"),
        "nights": _p("column", "Nights in a month"),
        "exposure": _p("column", "Exposure"),
        "latitude": _p("column", "Latitude"),
        "longitude": _p("column", "Longitude"),
        "qualifications": _p("column", "Required qualifications"),
        "lowest": _p("column", "Lowest rank"),
        "highest": _p("column", "Highest rank"),
        "seats": _p("column", "Established strength"),
        "swappable": _p("column", "May be swapped"),
    },
    headings={
        "unit": ("unit", "subunit", "uic", "подразделение", "код", "часть", "в/ч"),
        "post": ("position", "title", "billet", "appointment", "должность", "наименование"),
        "functions": ("functions", "demands", "duties", "функции", "требует", "обязанности"),
        "nights": ("nights", "night duties", "ночные дежурства", "ночи"),
        "exposure": ("stress", "воздействие", "нагрузка"),
        "latitude": ("lat", "широта"),
        "longitude": ("lon", "long", "lng", "долгота"),
        "qualifications": ("qualification", "skills", "квалификации", "допуски"),
        "lowest": ("rank from", "from rank", "звание от", "звание не ниже"),
        "highest": ("rank to", "to rank", "звание до", "звание не выше"),
        "seats": ("seats", "strength", "posts", "число единиц", "по штату", "единиц"),
        "swappable": ("swap", "swappable", "exchange", "обмен"),
    },
    needed=("unit", "post", "functions"),
    passed_over=("№", "№ п/п", "п/п", "nr", "#", "row", "s/n"),
)
_EXPOSURES = {
    "0": 0, "low": 0, "низкая": 0, "низкое": 0,
    "1": 1, "some": 1, "medium": 1, "средняя": 1, "среднее": 1,
    "2": HIGH, "high": HIGH, "высокая": HIGH, "высокое": HIGH,
}  # fmt: skip
_YES = frozenset({"yes", "y", "true", "1", "да", "+"})
_NO = frozenset({"no", "n", "false", "0", "нет", "-"})


class PostRow(NamedTuple):
    """One valid row: which post it is, and everything it demands."""

    row: int
    unit: UnitId
    title: str
    demands: Demands


@dataclass(frozen=True, slots=True)
class PostList:
    """What a list of posts says; the fields mean what they mean in a roster."""

    rows: tuple[PostRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    refused: frozenset[int]


def read_posts(
    table: Table,
    *,
    units: Mapping[str, ListedUnit],
    functions: Mapping[str, str],
    chosen: Mapping[str, str] | None = None,
    met: Sequence[Problem] = (),
) -> PostList:
    """Read a list of posts; a row is all that is known of its post from then on.

    `units` is keyed by the form of each unit's code; `functions` maps what a cell may say, in small
    letters, to a function's code.
    """
    table = under_its_headings(table, POSTS, chosen)
    columns = find_columns(table, POSTS, chosen)
    withheld, remarks = part_met(met, table.rows)
    notes = (*remarks, *columns.notes)
    lost = frozenset(problem.row for problem in withheld if problem.row is not None)
    fatal = columns.problems or (() if table.rows or lost else (problems.NOTHING_TO_READ.at(),))
    if fatal:
        return PostList((), (*fatal, *withheld), notes, lost.union(table.rows))
    reading = Reading(table, columns.places)
    found = _rows(reading, units, functions)
    _refuse_repeats(reading, found)
    told = sorted((*withheld, *reading.told), key=lambda problem: problem.row or 0)
    good = tuple(row for index, row in enumerate(found) if reading.is_good(index))
    return PostList(good, tuple(told), notes, reading.refused | lost)


def _rows(
    reading: Reading, units: Mapping[str, ListedUnit], functions: Mapping[str, str]
) -> list[PostRow]:
    readers: Mapping[str, tuple[Callable[[str], Any], Any]] = {
        "unit": (lambda text: _unit(text, units), None),
        "post": (cells.read_post, ""),
        "functions": (lambda text: _functions(text, functions), frozenset()),
        "nights": (lambda text: _whole(text, MOST_NIGHTS), 0),
        "exposure": (_exposure, 0),
        "latitude": (lambda text: _degrees(text, 90), None),
        "longitude": (lambda text: _degrees(text, 180), None),
        "qualifications": (_qualifications, frozenset()),
        "lowest": (_grade, None),
        "highest": (_grade, None),
        "seats": (lambda text: _whole(text, MOST_SEATS), 1),
        "swappable": (_yes_or_no, False),
    }
    columns = {
        field: reading.column(
            field, each(reader), nothing, needed=field in {"unit", "post"}
        )
        for field, (reader, nothing) in readers.items()
    }  # fmt: skip
    found = []
    for index, row in enumerate(reading.table.rows):
        one = {field: column[index] for field, column in columns.items()}
        _refuse_contradiction(reading, index, one)
        found.append(_row(row, one))
    return found


def _row(row: int, one: Mapping[str, Any]) -> PostRow:
    known = one["latitude"] is not None and one["longitude"] is not None
    demands = Demands(
        one["functions"], one["nights"], one["exposure"],
        (one["latitude"], one["longitude"]) if known else None, one["qualifications"],
        one["lowest"], one["highest"], one["seats"], one["swappable"],
    )  # fmt: skip
    return PostRow(row, one["unit"], one["post"], demands)


def _refuse_contradiction(reading: Reading, index: int, one: Mapping[str, Any]) -> None:
    lowest, highest = one["lowest"], one["highest"]
    if lowest is not None and highest is not None and lowest > highest:
        reading.refuse(index, "highest", post_problems.RANKS_BACKWARDS.at())
    halves = [one["latitude"] is None, one["longitude"] is None]
    if any(halves) and not all(halves):
        given = "longitude" if one["latitude"] is None else "latitude"
        reading.refuse(index, given, post_problems.HALF_A_PLACE.at())


def _refuse_repeats(reading: Reading, found: Sequence[PostRow]) -> None:
    """Refuse all rows of one post that differ, and all but the first that do not."""
    keys = [f"{row.unit}|{row.title.casefold()}" if row.title else "" for row in found]
    for group in sharing(keys):
        if len({found[index][1:] for index in group}) == 1:
            for index in group[1:]:
                reading.refuse(index, "post", problems.REPEATED_ROW.at(first=found[group[0]].row))
        else:
            rows = ", ".join(str(found[index].row) for index in group)
            for index in group:
                reading.refuse(index, "post", post_problems.POST_TWICE.at(rows=rows))


def _unit(text: str, units: Mapping[str, ListedUnit]) -> UnitId | Problem:
    known = units.get(unit_code(text[:200]))
    return problems.NO_SUCH_UNIT.at(unit=cells.shortened(text)) if known is None else known.unit


def _functions(text: str, functions: Mapping[str, str]) -> frozenset[str] | Problem:
    said = cells.parted(text)
    for word in said:
        if word not in functions:
            known = ", ".join(sorted(set(functions.values())))
            return post_problems.NO_FUNCTION.at(value=cells.shortened(word), known=known)
    return frozenset(functions[word] for word in said)


def _qualifications(text: str) -> frozenset[str] | Problem:
    plain = cells.read_qualifications(text)
    return plain if isinstance(plain, Problem) else frozenset(cells.parted(plain))


def _whole(text: str, most: int) -> int | Problem:
    plain = text.strip().removesuffix(".0")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 6 or int(plain) > most:
        return post_problems.NO_WHOLE_NUMBER.at(value=cells.shortened(text), most=most)
    return int(plain)


def _degrees(text: str, most: int) -> float | Problem:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        return post_problems.NO_DEGREES.at(value=cells.shortened(text), most=most)
    return value


def _exposure(text: str) -> int | Problem:
    found = _EXPOSURES.get(text.strip().casefold().removesuffix(".0"))
    return post_problems.NO_EXPOSURE.at(value=cells.shortened(text)) if found is None else found


def _grade(text: str) -> int | Problem:
    found = grade_of(text)
    return post_problems.NO_RANK.at(value=cells.shortened(text)) if found is None else found


def _yes_or_no(text: str) -> bool | Problem:
    word = text.strip().casefold().removesuffix(".0")
    if word in _YES or word in _NO:
        return word in _YES
    return post_problems.NO_YES_OR_NO.at(value=cells.shortened(text))
