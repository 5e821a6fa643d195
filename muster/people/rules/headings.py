"""Which column of an office's file holds what: headings in English and Russian, as they come.

A heading is compared by its words alone: case, punctuation, line breaks and what stands in
brackets do not matter (“Дата рождения (дд.мм.гггг)” is “дата рождения”). A heading is never
guessed: one that is not known is named with the nearest known one, and is not read.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from muster.kernel.problems import Problem
from muster.kernel.words import LANGUAGES, Sentence
from muster.people import problems
from muster.people.rules.names import words

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NEAR_ENOUGH = 0.8
_LINES_ABOVE = 15
"""How many lines of title an office may write above the headings."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's text, column by column: `columns[i][j]` is row j under `headings[i]`, "" if empty.

    `rows` gives each row's number as the reader of the file counts it.
    """

    headings: Sequence[str]
    columns: Sequence[Sequence[str]]
    rows: Sequence[int]


@dataclass(frozen=True)
class Vocabulary:
    """The fields one kind of file can hold, the headings each goes by, and what it must have.

    `titles` is each field's own heading, in both languages; `headings` are the others it goes by;
    a heading listed under several fields is ambiguous. A file is read only if it has the fields
    `needed`. `passed_over` are headings that every office writes and nobody needs, such as the
    running number.
    """

    titles: Mapping[str, Sentence]
    headings: Mapping[str, Sequence[str]]
    needed: Sequence[str]
    passed_over: Sequence[str] = ()

    @cached_property
    def known(self) -> Mapping[str, tuple[str, ...]]:
        """Every known heading, as its words, with the fields it may mean."""
        found: dict[str, tuple[str, ...]] = {}
        for field, title in self.titles.items():
            titles = [title.said_in(language) for language in LANGUAGES]
            for spelling in (field, *titles, *self.headings.get(field, ())):
                phrase = _phrase(spelling)
                if field not in found.get(phrase, ()):
                    found[phrase] = (*found.get(phrase, ()), field)
        return found

    @cached_property
    def ignored(self) -> frozenset[str]:
        return frozenset(map(_phrase, self.passed_over))

    def fields_of(self, heading: str) -> tuple[str, ...]:
        """Return the fields that a heading may mean: none, one, or several."""
        return self.known.get(_phrase(heading), ())


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands: `places[field]` is the column's index.

    `problems` keep the file from being read at all; `notes` say what was not read.
    """

    places: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def find_columns(
    table: Table, vocabulary: Vocabulary, chosen: Mapping[str, str] | None = None
) -> Columns:
    """Match the headings of a table to fields; `chosen` maps headings to fields and goes first."""
    wishes = {_exact(heading): field for heading, field in (chosen or {}).items()}
    wrong = list(_wrong_choices(table.headings, vocabulary, wishes))
    chosen = {heading: field for heading, field in wishes.items() if field in vocabulary.titles}
    notes: list[Problem] = []
    places: dict[str, int] = {}
    taken = set(chosen.values())
    for index, heading in enumerate(table.headings):
        picked = chosen.get(_exact(heading))
        fields = vocabulary.fields_of(heading) if picked is None else (picked,)
        if len(fields) == 1:
            field = fields[0]
            if picked is None and field in taken:
                notes.append(_twice(table, vocabulary, field, index, other=None))
            elif field in places:
                wrong.append(_twice(table, vocabulary, field, index, other=places[field]))
            else:
                places[field] = index
        elif heading.strip() and _phrase(heading) not in vocabulary.ignored:
            notes.append(_not_read(_name(heading, index), fields, vocabulary))
    wrong.extend(_missing(places, vocabulary))
    return Columns(places, tuple(wrong), tuple(notes))


def under_its_headings(
    table: Table, vocabulary: Vocabulary, chosen: Mapping[str, str] | None = None
) -> Table:
    """Return the table below its line of headings, where an office wrote a title above them.

    The first line keeps its place unless a line further down is understood better. A line that
    only numbers the columns (1, 2, 3, …), as printed forms have it, is taken off as well.
    """
    named = set(map(_exact, chosen or {}))

    def understood(line: Iterable[str]) -> int:
        return sum(bool(vocabulary.fields_of(cell)) or _exact(cell) in named for cell in line)

    best, lines = understood(table.headings), -1
    for index in range(min(_LINES_ABOVE, len(table.rows))):
        count = understood(column[index] for column in table.columns)
        if count > best:
            best, lines = count, index
    if lines >= 0:
        headings = [column[lines] for column in table.columns]
        table = _without_first(Table(headings, table.columns, table.rows), lines + 1)
    if table.rows and _numbers_columns([column[0] for column in table.columns]):
        table = _without_first(table, 1)
    return table


def _without_first(table: Table, count: int) -> Table:
    return Table(table.headings, [column[count:] for column in table.columns], table.rows[count:])


def _numbers_columns(line: Sequence[str]) -> bool:
    """Is this line nothing but the columns' running numbers?"""
    filled = [cell.strip() for cell in line if cell.strip()]
    return len(filled) > 2 and filled == [str(number + 1) for number in range(len(filled))]


def _phrase(heading: str) -> str:
    """Return a heading's words, without what stands in brackets unless all of it does."""
    return " ".join(words(_BRACKETS.sub(" ", heading)) or words(heading))


def _exact(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _name(heading: str, index: int) -> str:
    """Return what a column is called in a report: its heading, or its number where it has none."""
    return " ".join(heading.split()) or str(index + 1)


def _wrong_choices(
    headings: Sequence[str], vocabulary: Vocabulary, chosen: Mapping[str, str]
) -> Iterable[Problem]:
    present = set(map(_exact, headings))
    for heading, field in chosen.items():
        if field not in vocabulary.titles:
            known = ", ".join(vocabulary.titles)
            yield problems.NO_SUCH_FIELD.at(column=heading, field=field, known=known)
        elif heading not in present:
            yield problems.NO_SUCH_COLUMN.at(heading=heading)


def _twice(
    table: Table, vocabulary: Vocabulary, field: str, index: int, *, other: int | None
) -> Problem:
    name = _name(table.headings[index], index)
    if other is None:
        return problems.COLUMN_PASSED_OVER.at(column=name, field=vocabulary.titles[field])
    return problems.COLUMN_TWICE.at(
        column=name, other=_name(table.headings[other], other), field=vocabulary.titles[field]
    )


def _not_read(name: str, fields: Sequence[str], vocabulary: Vocabulary) -> Problem:
    if fields:
        one, other = vocabulary.titles[fields[0]], vocabulary.titles[fields[-1]]
        return problems.COLUMN_AMBIGUOUS.at(column=name, one=one, other=other)
    near = difflib.get_close_matches(_phrase(name), vocabulary.known, 1, _NEAR_ENOUGH)
    if near:
        return problems.COLUMN_ALMOST_KNOWN.at(column=name, heading=near[0])
    return problems.COLUMN_UNKNOWN.at(column=name)


def _missing(places: Mapping[str, int], vocabulary: Vocabulary) -> Iterable[Problem]:
    for field in vocabulary.needed:
        if field not in places:
            yield problems.COLUMN_MISSING.at(field=vocabulary.titles[field])
