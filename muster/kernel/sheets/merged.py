"""The merged cells of a worksheet: only the first of them holds the value.

Their list stands behind all the rows in the file, so it is read before the rows are.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import IO, NamedTuple

PIECE = 1 << 20
LONGEST_TAG = 256
RANGES = 100_000

_RANGE = re.compile(
    rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)


class Merged(NamedTuple):
    """One range of merged cells, with its first and last row and column, counted from 1."""

    top: int
    bottom: int
    left: int
    right: int
    name: str


def read_merged(part: IO[bytes]) -> list[Merged]:
    """Return the merged ranges of a worksheet part, by their first rows."""
    found: dict[bytes, Merged] = {}
    before = b""
    while (piece := part.read(PIECE)) and len(found) < RANGES:
        for match in _RANGE.finditer(before + piece):
            left, top, right, bottom = match.groups()
            name = f"{left.decode()}{int(top)}:{right.decode()}{int(bottom)}"
            found[match[0]] = Merged(int(top), int(bottom), _column(left), _column(right), name)
        before = piece[-LONGEST_TAG:]
    while part.read(PIECE):
        pass
    return sorted(found.values())


class MergedCells:
    """Says which cells of a row are merged; rows are asked for in rising order."""

    def __init__(self, ranges: list[Merged]) -> None:
        self._coming = deque(ranges)
        self._open: list[Merged] = []

    def among(self, row: int) -> Iterator[Merged]:
        """Yield the merged ranges that reach into this row."""
        while self._coming and self._coming[0].top <= row:
            self._open.append(self._coming.popleft())
        if self._open:
            self._open = [merged for merged in self._open if merged.bottom >= row]
            yield from self._open


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
