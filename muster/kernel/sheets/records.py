"""Separated text split into records (RFC 4180, read strictly, with line breaks of any kind).

A quotation mark that is not closed must not swallow the rows below it unnoticed: where a quoted
cell spans lines and its end is in doubt, those lines are refused and named.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from muster.kernel.problems import Problem
from muster.kernel.sheets.cells import CELL_LIMIT
from muster.kernel.sheets.problems import CELL_TOO_LARGE, QUOTE, ROW_TOO_LONG

PIECE = 1 << 22
LONGEST_LINE = 1 << 20
LONGEST_RECORD = 48 << 20

csv.field_size_limit(LONGEST_RECORD)  # one setting for the whole process; cells are judged here


class Record(NamedTuple):
    """One record: its cells as written, or what is wrong with it and, if known, in which cell."""

    cells: list[str]
    problem: Problem | None = None
    place: int | None = None


class Records:
    """The records of a text, in order; long stretches without quotation marks come as plain text.

    `width` is the number of cells a row should have, as far as the header is known.
    """

    def __init__(self, text: TextIO, separator: str, width: int = 0) -> None:
        self._text, self._separator, self._width = text, separator, width
        self._lines: deque[str] = deque()

    def next(self) -> Record | None:
        """Return the next record, or None at the end of the text."""
        if not self._lines and not self._pull():
            return None
        line = self._lines.popleft()
        if len(line) > LONGEST_LINE:
            return self._overlong(line)
        cells = self._split(line)
        if cells is not None:
            return Record(cells)
        if line.count('"') % 2 == 0:
            return Record([], QUOTE.at(count=1))
        return self._spanning(line)

    def units(self) -> Iterator[str | Record]:
        """Yield what is left: pieces of whole lines without quotation marks, and single records."""
        while True:
            piece = "".join(f"{line}\n" for line in self._lines) or self._piece()
            self._lines.clear()
            if not piece:
                return
            if '"' not in piece and not _has_overlong_line(piece):
                yield piece
                continue
            self._lines.extend(lines_of(piece))
            while self._lines:
                record = self.next()
                if record is not None:
                    yield record

    def _pull(self) -> bool:
        piece = self._piece()
        self._lines.extend(lines_of(piece))
        return bool(piece)

    def _piece(self) -> str:
        """Read whole lines of about `PIECE` characters; the end of a huge line is left out."""
        piece = self._text.read(PIECE)
        if not piece or piece.endswith("\n"):
            return piece
        piece += self._text.readline(LONGEST_LINE + 1)
        if piece.endswith("\n"):
            return piece
        while (rest := self._text.readline(PIECE)) and not rest.endswith("\n"):
            pass
        return piece + "\n"

    def _split(self, text: str) -> list[str] | None:
        """Split one record into cells; None where its quotation marks do not come out right."""
        if '"' not in text:
            return text.split(self._separator)
        try:
            return next(csv.reader([text], delimiter=self._separator, strict=True))
        except csv.Error:
            return None

    def _spanning(self, first: str) -> Record:
        """Read a record whose first line opens a quoted cell without closing it."""
        taken, size = [first], len(first)
        while size <= LONGEST_RECORD and (self._lines or self._pull()):
            line = self._lines.popleft()
            taken.append(line)
            size += len(line)
            if line.count('"') % 2:
                return self._closed(taken, size)
        return self._resume_after(taken)

    def _closed(self, taken: list[str], size: int) -> Record:
        """Judge the lines from an opening quotation mark to the one that may close it."""
        cells = self._split("\n".join(taken))
        if cells is None and size > CELL_LIMIT:
            return self._resume_after(taken)
        if cells is None or self._each_looks_like_a_row(taken):
            return Record([], QUOTE.at(count=len(taken)))
        return Record(cells)

    def _resume_after(self, taken: list[str]) -> Record:
        """Refuse the first line alone and read on from the second."""
        self._lines.extendleft(reversed(taken[1:]))
        return Record([], QUOTE.at(count=1))

    def _each_looks_like_a_row(self, taken: list[str]) -> bool:
        inner = self._width - 1
        return inner > 0 and all(line.count(self._separator) >= inner for line in taken)

    def _overlong(self, line: str) -> Record:
        start = line[: LONGEST_LINE // 2]
        cells = next(csv.reader([start.replace("\0", " ")], delimiter=self._separator))
        for place, cell in enumerate(cells):
            if len(cell) > CELL_LIMIT:
                return Record([], CELL_TOO_LARGE.at(limit=CELL_LIMIT), place)
        return Record([], ROW_TOO_LONG.at(limit=LONGEST_LINE))


def lines_of(piece: str) -> list[str]:
    """Split at line feeds only; the last one ends a line and does not begin another."""
    lines = piece.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _has_overlong_line(piece: str) -> bool:
    """Could a line be longer than `LONGEST_LINE`? Never no where one is."""
    step = LONGEST_LINE // 2
    return any(
        piece.find("\n", start, start + step) < 0 for start in range(0, len(piece) - step, step)
    )
