"""One row against its header: what a cell may hold, and which rows are refused.

A cell is refused that could harm the next program that opens it (formulas, after OWASP's "CSV
Injection": text beginning with =, +, - or @ that is not a number), that a database cannot store
(NUL and the other control characters), that was damaged on the way (U+FFFD), or that is longer
than a spreadsheet's own limit of 32,767 characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets.problems import (
    ABOVE_HEADER,
    CELL_TOO_LARGE,
    CONTROL_CHARACTER,
    FORMULA,
    HEADER_BLANK,
    HEADER_TWICE,
    NO_HEADER,
    NO_SUCH_COLUMN,
    NO_TABLE,
    TOO_FEW_CELLS,
    TOO_MANY_CELLS,
    TOO_MANY_COLUMNS,
    UNREADABLE_TEXT,
    Findings,
)
from muster.kernel.sheets.sheet import Row

if TYPE_CHECKING:
    from muster.kernel.sheets.records import Record

CELL_LIMIT = 32_767
COLUMN_LIMIT = 16_384

BLANKS = " \t\n\r\u00a0\u2007\u202f\u3000\ufeff"
"""What surrounds a cell without belonging to it: white space, hard spaces, a stray byte mark."""

_SUSPECT = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]|^[{BLANKS}]*[=+\-@]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HARMLESS = re.compile(rf"[+-](?:[0-9{BLANKS}().,/-]*|[0-9.,]+[eE][+-]?[0-9]+)")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")


def is_number(text: str) -> bool:
    """Is this a plain number, with a decimal point or a decimal comma?"""
    return _NUMBER.fullmatch(text) is not None


def fault(raw: str) -> Problem | None:
    """Return what is wrong with a cell as it was written, without its place, or None."""
    if len(raw) > CELL_LIMIT:
        return CELL_TOO_LARGE.at(limit=CELL_LIMIT)
    if _SUSPECT.search(raw) is None:
        return None
    if found := _CONTROL.search(raw):
        return CONTROL_CHARACTER.at(character=ord(found[0]))
    if "\ufffd" in raw:
        return UNREADABLE_TEXT.at()
    text = raw.strip(BLANKS)
    return None if _HARMLESS.fullmatch(text) else FORMULA.at()


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns by position; None where a column is not read.

    `least` is the number of cells a row must have, `most` the number that can have a meaning:
    they differ where the last columns have no name.
    """

    names: tuple[str | None, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> Header:
        """Read the names out of a header row; Refused where there are absurdly many."""
        if len(cells) > COLUMN_LIMIT:
            raise TOO_MANY_COLUMNS.refused(found=len(cells), limit=COLUMN_LIMIT)
        names = [" ".join((cell or "").strip(BLANKS).split()) for cell in cells]
        problems = [
            HEADER_BLANK.at(number=place) for place, name in enumerate(names, 1) if not name
        ]
        twice = {name for name in names if name and names.count(name) > 1}
        problems += [HEADER_TWICE.at(column=name) for name in sorted(twice)]
        for name in set(names) - twice - {""}:
            if (wrong := fault(name)) is not None:
                problems.append(Problem(wrong.kind, column=name[:100], values=wrong.values))
                twice.add(name)
        read = tuple(name if name and name not in twice else None for name in names)
        return cls(read, tuple(problems))

    @property
    def columns(self) -> list[str]:
        return [name for name in self.names if name is not None]

    @property
    def most(self) -> int:
        return len(self.names)

    @property
    def least(self) -> int:
        named = [place for place, name in enumerate(self.names, 1) if name is not None]
        return named[-1] if named else len(self.names)


def header_among(rows: Sequence[Sequence[str | None]]) -> tuple[int, list[Problem]]:
    """Return which of the file's first rows is the header, and a note on what stands above it.

    A list often has a title above its header: rows with one filled cell are passed over when a row
    of several names follows. Refused where no row can be a header.
    """
    filled = [[cell for raw in row if (cell := (raw or "").strip(BLANKS))] for row in rows]
    first = next((place for place, cells in enumerate(filled) if cells), None)
    if first is None:
        raise NO_TABLE.refused()
    if len(filled[first]) == 1:
        several = (place for place, cells in enumerate(filled) if len(cells) > 1)
        below = next(several, first)
        if below > first and not any(is_number(cell) for cell in filled[below]):
            above = sum(map(bool, filled[:below]))
            return below, [ABOVE_HEADER.at(count=above)]
    if all(is_number(cell) for cell in filled[first]):
        raise NO_HEADER.refused()
    return first, []


class Judge:
    """Judges the rows of one reading; remembers what it refused."""

    def __init__(self, header: Header, only: Sequence[str] | None, findings: Findings) -> None:
        self.header, self.findings = header, findings
        self.refused = 0
        known = header.columns
        for name in only or ():
            if name not in known:
                listed = ", ".join(known)
                raise Refused(NO_SUCH_COLUMN.at(column=name, columns=listed))
        self.wanted = frozenset(known if only is None else only)
        self.order = list(known if only is None else dict.fromkeys(only))
        self._places = [
            (place, name) for place, name in enumerate(header.names) if name is not None
        ]

    def refuse(self, problem: Problem) -> None:
        """Refuse a whole row for this reason."""
        self.findings.add(problem)
        self.refused += 1

    def record(self, number: int, record: Record) -> Row | None:
        """Return the record as a row, or None after saying why it is refused."""
        if record.problem is None:
            return self.row(number, record.cells)
        place, names = record.place, self.header.names
        column = names[place] if place is not None and place < len(names) else None
        self.refuse(Problem(record.problem.kind, number, column, record.problem.values))
        return None

    def row(self, number: int, cells: Sequence[str | None]) -> Row | None:
        """Return the row, or None after saying why it is refused."""
        header = self.header
        if len(cells) < header.least:
            self.refuse(TOO_FEW_CELLS.at(row=number, found=len(cells), expected=header.least))
            return None
        if len(cells) > header.most and any(
            (cell or "").strip(BLANKS) for cell in cells[header.most :]
        ):
            self.refuse(TOO_MANY_CELLS.at(row=number, found=len(cells), expected=header.most))
            return None
        good = True
        taken: dict[str, str | None] = dict.fromkeys(self.order)
        for place, name in self._places:
            raw = cells[place]
            if raw is None:
                continue
            if (wrong := fault(raw)) is not None:
                self.findings.add(Problem(wrong.kind, number, name, wrong.values))
                good = good and name not in self.wanted
            if name in self.wanted:
                taken[name] = raw.strip(BLANKS) or None
        self.refused += not good
        return Row(number, taken) if good else None
