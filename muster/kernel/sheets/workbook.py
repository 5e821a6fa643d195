"""Sheets of a workbook (XLSX): formulas are seen and never calculated, macros are ignored.

The first visible worksheet with a header is read. Rows in which nothing is written are passed over,
because a workbook cannot tell an empty row from one that was only coloured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from xml.etree.ElementTree import Element

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel, from_ISO8601

from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets.archive import check_workbook
from muster.kernel.sheets.header import Header, header_among
from muster.kernel.sheets.judge import Judge
from muster.kernel.sheets.merged import MergedCells, column_number, merged_in
from muster.kernel.sheets.package import BROKEN, Package, SheetPart, ended, local, text_of
from muster.kernel.sheets.problems import (
    CELL_ERROR,
    DAMAGED,
    DIGITS_LOST,
    FORMULA,
    HEADER_BLANK,
    MACROS,
    MERGED,
    NO_TABLE,
    OTHER_SHEETS,
    Findings,
)
from muster.kernel.sheets.recognise import Survey
from muster.kernel.sheets.sheet import BLOCK_ROWS, Block, Row, Sheet

HEADER_WITHIN = 20
DIGITS = 15

_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?")


class Line:
    """One row of a worksheet: its cells by column (from 0), and what is wrong with some of them."""

    __slots__ = ("cells", "faults", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.cells: dict[int, str] = {}
        self.faults: dict[int, Problem] = {}

    def across(self, width: int) -> list[str | None]:
        """Return the first `width` cells in order."""
        return [self.cells.get(place) for place in range(width)]


class WorkbookSheet(Sheet):
    """A sheet of a workbook; see `Sheet`."""

    def __init__(self, found: Survey) -> None:
        self.path, self.digest, self.position = found.path, found.digest, 0
        notes = [MACROS.at()] if check_workbook(found.path) else []
        with Package(found.path) as package:
            self._part, self._above, self.header, above = _first_with_header(package)
            pieces = package.pieces(self._part.name)
            self._merged, rows = merged_in(pieces)
            others = [part.title for part in package.sheets if part is not self._part]
        self.total = max(rows - 1, 0)
        if others:
            notes.append(OTHER_SHEETS.at(read=self._part.title, others=", ".join(others)))
        self.columns = self.header.columns
        self._opening = [*notes, *above, *self.header.problems]
        self.problems = Findings(self._opening)

    def rows(self, only: Sequence[str] | None = None) -> Iterator[Row]:
        self.problems, self.position = Findings(self._opening), 0
        judge, width = Judge(self.header, only, self.problems), self.header.most
        merged, nameless = MergedCells(self._merged), set[int]()
        with Package(self.path) as package:
            for line in _lines(package, self._part):
                number = (line.row if isinstance(line, Problem) else line.number) or 0
                number -= self._above
                self.position += 1
                if isinstance(line, Problem):
                    judge.refuse(line.in_row(max(number, 0)))
                    continue
                if number < 1:
                    continue
                for reach in merged.among(line.number):
                    for place in range(reach.left - 1, min(reach.right, width)):
                        line.faults[place] = MERGED.at(range=reach.name)
                if not line.cells and not line.faults:
                    continue
                self._note_nameless(line, nameless)
                row = judge.row(number, line.across(width), line.faults)
                if row is not None:
                    yield row
        self.problems.close()

    def blocks(self, only: Sequence[str] | None = None, size: int = BLOCK_ROWS) -> Iterator[Block]:
        from muster.kernel.sheets.columns import gathered

        yield from gathered(self.rows(only), list(self.columns if only is None else only), size)

    def _note_nameless(self, line: Line, known: set[int]) -> None:
        """Note, once for each, the columns to the right of the header in which something stands."""
        for place in line.cells.keys() - range(self.header.most) - known:
            known.add(place)
            self.problems.add(HEADER_BLANK.at(number=place + 1))


def _first_with_header(package: Package) -> tuple[SheetPart, int, Header, list[Problem]]:
    """Return the first sheet with a header: the sheet, the header's row, the header, and notes."""
    refusal = NO_TABLE.refused()
    for part in package.sheets:
        next(package.pieces(part.name), None)
        first = list(islice(_lines(package, part), HEADER_WITHIN))
        lines = [line for line in first if isinstance(line, Line)]
        width = max((max(line.cells, default=-1) + 1 for line in lines), default=0)
        try:
            place, notes = header_among([line.across(width) for line in lines])
        except Refused as why:
            refusal = why if lines else refusal
            continue
        names = lines[place].across(max(lines[place].cells) + 1)
        return part, lines[place].number, Header.of(names), notes
    raise refusal


def _lines(package: Package, part: SheetPart) -> Iterator[Line | Problem]:
    """Yield the rows of a worksheet, and problems where a row cannot be read."""
    reader = _Cells(package)
    number = 0
    try:
        with package.open(part.name) as source:
            for element in ended(source, "row"):
                number += 1
                try:
                    number = int(element.get("r", number))
                    yield reader.line(number, element)
                except BROKEN:
                    yield DAMAGED.at(row=number, part=part.title)
                element.clear()
    except BROKEN:
        yield DAMAGED.at(row=number + 1, part=part.title)


class _Cells:
    """Reads the cells of one workbook."""

    def __init__(self, package: Package) -> None:
        self._texts, self._dates = package.texts, package.date_styles
        self._epoch = MAC_EPOCH if package.counts_from_1904 else WINDOWS_EPOCH
        self._places: dict[str, int] = {}

    def line(self, number: int, element: Element) -> Line:
        """Read one row; an error of `BROKEN` where its numbers or references make no sense."""
        line, place = Line(number), -1
        for cell in element:
            reference = cell.get("r")
            place = place + 1 if reference is None else self._place(reference)
            text, fault = self._written(cell)
            if text:
                line.cells[place] = text
            if fault is not None:
                line.faults[place] = fault
        return line

    def _place(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        place = self._places.get(letters)
        if place is None:
            place = self._places[letters] = column_number(letters) - 1
        return place

    def _written(self, cell: Element) -> tuple[str, Problem | None]:
        """Return a cell as text, and what is wrong with it if anything is."""
        kind, value = cell.get("t", "n"), ""
        for part in cell:
            name = local(part)
            if name == "f":
                return "=", FORMULA.at()
            if name == "v":
                value = part.text or ""
            elif name == "is":
                return text_of(part), None
        if not value:
            return "", None
        if kind == "s":
            return self._texts[int(value)], None
        if kind == "n":
            return self._number(value, cell.get("s"))
        if kind == "e":
            return value, CELL_ERROR.at(error=value[:20])
        if kind == "b":
            return "true" if int(value) else "false", None
        return (_iso(from_ISO8601(value)) if kind == "d" else value), None

    def _number(self, value: str, style: str | None) -> tuple[str, Problem | None]:
        if style in self._dates:
            try:
                return _iso(from_excel(float(value), self._epoch)), None
            except (ValueError, OverflowError):
                return value, CELL_ERROR.at(error="#VALUE!")
        if _WHOLE.fullmatch(value) is None:
            if _NUMBER.fullmatch(value) is None:
                raise ValueError("a number that is none")
            number = float(value)
            value = (
                str(int(number)) if number.is_integer() and abs(number) < 1e300 else repr(number)
            )
        lost = len(value.lstrip("-")) > DIGITS and "." not in value
        return value, DIGITS_LOST.at() if lost else None


def _iso(value: datetime | date | time) -> str:
    """Return a date in ISO 8601; an instant at midnight is a date."""
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value.isoformat())
