"""Sheets of separated text (CSV), as rows one by one or as columns in bulk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import BinaryIO

from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets.cells import BLANKS
from muster.kernel.sheets.encodings import recognise_encoding
from muster.kernel.sheets.header import Header, header_among
from muster.kernel.sheets.judge import Judge
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
        self.total, self.position = found.size, 0
        self.separator, self._skip = self._find_separator()
        self.header, self._opening = self._find_header()
        self.columns = self.header.columns
        self.problems = Findings(self._opening)

    def rows(self, only: Sequence[str] | None = None) -> Iterator[Row]:
        judge = self._begin(only)
        number = 0
        for unit in self._units():
            for record in self._split(unit):
                number += 1
                if (row := judge.record(number, record)) is not None:
                    yield row
        self.problems.close()

    def blocks(self, only: Sequence[str] | None = None, size: int = BLOCK_ROWS) -> Iterator[Block]:
        from muster.kernel.sheets.columns import block_of, cut

        judge = self._begin(only)
        number, waiting = 0, list[Row]()
        for unit in self._units():
            whole = cut(unit, number + 1, self.separator, judge) if type(unit) is str else None
            if waiting and (whole or len(waiting) >= size):
                yield block_of(waiting, judge.order)
                waiting = []
            if whole is not None:
                number += whole[0]
                yield from whole[1].slices(size)
                continue
            for record in self._split(unit):
                number += 1
                if (row := judge.record(number, record)) is not None:
                    waiting.append(row)
        if waiting:
            yield block_of(waiting, judge.order)
        self.problems.close()

    def _begin(self, only: Sequence[str] | None) -> Judge:
        self.problems, self.position = Findings(self._opening), 0
        return Judge(self.header, only, self.problems)

    def _units(self) -> Iterator[str | Record]:
        """Yield what stands below the header: long pieces of text, and single records."""
        with self.path.open("rb") as raw, self._text(raw) as text:
            records = Records(text, self.separator, self.header.most)
            for _ in range(self._skip):
                records.next()
            for unit in records.units():
                self.position = raw.tell()
                yield unit

    def _split(self, unit: str | Record) -> Iterator[Record]:
        if isinstance(unit, Record):
            yield unit
        else:
            yield from (Record(line.split(self.separator)) for line in lines_of(unit))

    def _text(self, raw: BinaryIO) -> TextIOWrapper:
        """Decode the file; what cannot be decoded becomes U+FFFD, and its cell is refused."""
        return TextIOWrapper(raw, self.encoding, errors="replace", newline=None)

    def _find_separator(self) -> tuple[str, int]:
        """Return what separates the cells, and 1 if the first line only says so ("sep=;")."""
        with self.path.open("rb") as raw, self._text(raw) as text:
            lines = [text.readline(1 << 16).rstrip("\n") for _ in range(HEADER_WITHIN)]
        if lines[0].lower() in {f"sep={separator}" for separator in SEPARATORS}:
            return lines[0][4:], 1
        bare = [
            line for line in _QUOTED.sub("", "\n".join(lines)).split("\n") if line.strip(BLANKS)
        ]
        first = next((line for line in bare if any(each in line for each in SEPARATORS)), "")
        return max(SEPARATORS, key=lambda each: (*_regularity(each, bare), each in first)), 0

    def _find_header(self) -> tuple[Header, list[Problem]]:
        with self.path.open("rb") as raw, self._text(raw) as text:
            records = Records(text, self.separator)
            for _ in range(self._skip):
                records.next()
            first = [records.next() for _ in range(HEADER_WITHIN)]
        records_read = [record for record in first if record is not None]
        place, notes = header_among([record.cells for record in records_read])
        for record in records_read[: place + 1]:
            if record.problem is not None:
                raise Refused(record.problem)
        rows = [record.cells for record in records_read]
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
