"""Sheets of separated text (CSV), as rows one by one or as columns in bulk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper

from muster.kernel.problems import Problem
from muster.kernel.sheets.cells import BLANKS, Header, Judge, header_among
from muster.kernel.sheets.encodings import recognise_encoding
from muster.kernel.sheets.problems import Findings
from muster.kernel.sheets.recognise import Survey
from muster.kernel.sheets.records import Record, Records, lines_of
from muster.kernel.sheets.sheet import BLOCK_ROWS, Block, Row, Sheet

HEADER_WITHIN = 20
SEPARATORS = (",", ";", "\t")
_QUOTED = re.compile(r'"[^"]*"')


class TextSheet(Sheet):
    """A sheet of separated text; see `Sheet`."""

    def __init__(self, found: Survey) -> None:
        self.path, self.digest = found.path, found.digest
        self.encoding = recognise_encoding(found)
        self.total, self.position, self.refused = found.size, 0, 0
        self.separator, self._skip = self._find_separator()
        self.header, self._opening = self._find_header()
        self.columns = self.header.columns
        self.problems = Findings(self._opening)

    def rows(self, only: Sequence[str] | None = None) -> Iterator[Row]:
        judge = self._begin(only)
        number = 0
        with self._records() as records:
            for unit in records.units():
                for record in self._split(unit):
                    number += 1
                    if records.is_blank(record):
                        continue
                    if (row := judge.record(number, record)) is not None:
                        yield row
                    self.refused = judge.refused
        self.refused = judge.refused
        self.problems.close()

    def blocks(self, only: Sequence[str] | None = None, size: int = BLOCK_ROWS) -> Iterator[Block]:
        from muster.kernel.sheets.columns import gathered

        yield from gathered(self.rows(only), list(only or self.columns), size)

    def _begin(self, only: Sequence[str] | None) -> Judge:
        self.problems, self.refused, self.position = Findings(self._opening), 0, 0
        return Judge(self.header, only, self.problems)

    def _split(self, unit: str | Record) -> Iterator[Record]:
        if isinstance(unit, Record):
            yield unit
        else:
            yield from (Record(line.split(self.separator)) for line in lines_of(unit))

    @contextmanager
    def _records(self) -> Iterator[Records]:
        """Open the text at the first record below the header."""
        with (
            self.path.open("rb") as self._bytes,
            TextIOWrapper(self._bytes, self.encoding, errors="replace", newline=None) as text,
        ):
            records = Records(text, self.separator, self.header.most)
            for _ in range(self._skip):
                records.next()
            yield records

    def _find_separator(self) -> tuple[str, int]:
        """Return what separates the cells, and 1 if the first line only says so ("sep=;")."""
        with self.path.open("rb") as raw, TextIOWrapper(raw, self.encoding, "replace") as text:
            lines = [text.readline(1 << 16).rstrip("\n") for _ in range(HEADER_WITHIN)]
        if lines[0].lower() in {f"sep={separator}" for separator in SEPARATORS}:
            return lines[0][4:], 1
        bare = [_QUOTED.sub("", line) for line in lines if line.strip(BLANKS)]
        return max(SEPARATORS, key=lambda separator: _regularity(separator, bare)), 0

    def _find_header(self) -> tuple[Header, list[Problem]]:
        with self.path.open("rb") as raw, TextIOWrapper(raw, self.encoding, "replace") as text:
            records = Records(text, self.separator)
            for _ in range(self._skip):
                records.next()
            first = [records.next() for _ in range(HEADER_WITHIN)]
        rows = [record.cells for record in first if record is not None]
        place, notes = header_among(rows)
        self._skip += place + 1
        header = Header.of(rows[place])
        return header, [*notes, *header.problems]


def _regularity(separator: str, lines: list[str]) -> tuple[int, int]:
    """How many lines hold this separator equally often, and how often that is."""
    often = Counter(count for line in lines if (count := line.count(separator)))
    if not often:
        return (0, 0)
    count, support = max(often.items(), key=lambda item: (item[1], item[0]))
    return (support, count)
