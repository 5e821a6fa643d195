"""Sheets of a workbook (XLSX): formulas are seen and never calculated, macros are ignored.

The first visible worksheet with a header is read. Rows in which nothing is written are passed over,
because a workbook cannot tell an empty row from one that was only coloured.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 — the module calls it only "error"

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets.archive import check_workbook
from muster.kernel.sheets.header import Header, header_among
from muster.kernel.sheets.judge import Judge
from muster.kernel.sheets.merged import MergedCells, read_merged
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
DIGITS = 10**15

_BROKEN = (
    BadZipFile,
    ZlibError,
    ParseError,
    DefusedXmlException,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
)
"""All that openpyxl may raise over a workbook that is damaged or forged."""


class Line:
    """One row of a worksheet: its cells by column (from 0), and what is wrong with some of them."""

    __slots__ = ("cells", "faults", "number")

    def __init__(self, number: int, cells: dict[int, str], faults: dict[int, Problem]) -> None:
        self.number, self.cells, self.faults = number, cells, faults

    def across(self, width: int) -> list[str | None]:
        """Return the first `width` cells in order."""
        return [self.cells.get(place) for place in range(width)]


class WorkbookSheet(Sheet):
    """A sheet of a workbook; see `Sheet`."""

    def __init__(self, found: Survey) -> None:
        self.path, self.digest, self.position = found.path, found.digest, 0
        has_macros = check_workbook(found.path)
        with self._workbook() as workbook:
            sheets = sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
            self.title, self._above, self.header, notes = self._first_with_header(sheets)
            others = [name for name in workbook.sheetnames if name != self.title]
            sheet = workbook[self.title]
            self.total = sheet.max_row and max(sheet.max_row - self._above, 0)
            self._merged = self._read_merged(sheet)
        self.columns = self.header.columns
        self._opening = [MACROS.at()] if has_macros else []
        if others:
            self._opening.append(OTHER_SHEETS.at(read=self.title, others=", ".join(others)))
        self._opening += [*notes, *self.header.problems]
        self.problems = Findings(self._opening)

    def rows(self, only: Sequence[str] | None = None) -> Iterator[Row]:
        self.problems, self.position = Findings(self._opening), 0
        judge = Judge(self.header, only, self.problems)
        merged = MergedCells(self._merged)
        nameless = set[int]()
        with self._workbook() as workbook:
            for line in self._lines(workbook[self.title]):
                if isinstance(line, Problem):
                    judge.refuse(line.in_row(max((line.row or 0) - self._above, 0)))
                    continue
                number = self.position = line.number - self._above
                if number < 1:
                    continue
                for reach in merged.among(line.number):
                    for place in range(reach.left - 1, min(reach.right, self.header.most)):
                        line.faults[place] = MERGED.at(range=reach.name)
                if not line.cells and not line.faults:
                    continue
                self._note_nameless(line, nameless)
                if (
                    row := judge.row(number, line.across(self.header.most), line.faults)
                ) is not None:
                    yield row
        self.problems.close()

    def blocks(self, only: Sequence[str] | None = None, size: int = BLOCK_ROWS) -> Iterator[Block]:
        from muster.kernel.sheets.columns import gathered

        yield from gathered(self.rows(only), list(self.columns if only is None else only), size)

    @contextmanager
    def _workbook(self) -> Iterator[Any]:
        with self.path.open("rb") as file:
            try:
                workbook = openpyxl.load_workbook(file, read_only=True, keep_links=False)
            except _BROKEN as error:
                raise DAMAGED.refused(part=_part(error)) from error
            try:
                yield workbook
            finally:
                workbook.close()

    def _first_with_header(self, sheets: list[Any]) -> tuple[str, int, Header, list[Problem]]:
        """Return the first sheet with a header: its title, the header's row, the header, notes."""
        refusal = NO_TABLE.refused()
        for sheet in sheets:
            first = list(islice(self._lines(sheet), HEADER_WITHIN))
            lines = [line for line in first if isinstance(line, Line)]
            width = max((max(line.cells, default=-1) + 1 for line in lines), default=0)
            rows = [line.across(width) for line in lines]
            try:
                place, notes = header_among(rows)
            except Refused as why:
                refusal = why if lines else refusal
                continue
            filled = max(lines[place].cells) + 1
            return sheet.title, lines[place].number, Header.of(rows[place][:filled]), notes
        raise refusal

    def _lines(self, sheet: Any) -> Iterator[Line | Problem]:
        """Yield the rows of a worksheet, and problems where a row cannot be read."""
        book = sheet.parent
        with book._archive.open(sheet._worksheet_path) as source:
            parser = WorkSheetParser(
                source,
                sheet._shared_strings,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            elements = iter(iterparse(source))
            number = 0
            while True:
                try:
                    _event, element = next(elements)
                except StopIteration:
                    return
                except _BROKEN:
                    yield DAMAGED.at(row=number + 1, part=sheet.title)
                    return
                if element.tag == DATA_TAG:
                    return
                if element.tag == ROW_TAG:
                    line = _line(parser, element, sheet.title)
                    number = parser.row_counter
                    element.clear()
                    yield line

    def _read_merged(self, sheet: Any) -> Any:
        try:
            with sheet.parent._archive.open(sheet._worksheet_path) as part:
                return read_merged(part)
        except _BROKEN as error:
            raise DAMAGED.refused(part=sheet.title) from error

    def _note_nameless(self, line: Line, known: set[int]) -> None:
        """Note, once for each, the columns to the right of the header in which something stands."""
        for place in line.cells.keys() - range(self.header.most) - known:
            known.add(place)
            self.problems.add(HEADER_BLANK.at(number=place + 1))


def _part(error: BaseException) -> str:
    return str(error).split("'")[1] if "'" in str(error) else "xl/workbook.xml"


def _line(parser: Any, element: Any, title: str) -> Line | Problem:
    """Read one row element; a problem where its numbers or references make no sense."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a date out of range arrives here as an error cell
            number, found = parser.parse_row(element)
        cells, faults = dict[int, str](), dict[int, Problem]()
        for cell in found:
            place = cell["column"] - 1
            text, fault = _written(cell["value"], cell["data_type"])
            if text:
                cells[place] = text
            if fault is not None:
                faults[place] = fault
    except _BROKEN:
        return DAMAGED.at(row=parser.row_counter, part=title)
    return Line(number, cells, faults)


def _written(value: Any, kind: str) -> tuple[str, Problem | None]:
    """Return a cell as text, and what is wrong with it if anything is."""
    if kind == "f":
        return "=", FORMULA.at()
    if value is None:
        return "", None
    if kind == "e":
        return str(value), CELL_ERROR.at(error=str(value))
    if isinstance(value, bool):
        return str(value).lower(), None
    if isinstance(value, int | float) and abs(value) >= DIGITS:
        return str(value), DIGITS_LOST.at()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value), None
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return (value.date() if midnight else value).isoformat(), None
    if isinstance(value, date | time):
        return value.isoformat(), None
    return str(value), None
