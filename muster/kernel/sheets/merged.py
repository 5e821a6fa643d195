"""The merged cells of a worksheet: only the first of them holds the value.

Their list stands behind all the rows in the file, so it is read before the rows are.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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


def merged_in(pieces: Iterable[bytes]) -> tuple[list[Merged], int]:
    """Return the merged ranges of a worksheet part, by their first rows, and how many rows it has.

    A piece may repeat the end of the piece before, so the number of rows is not exact.
    """
    found: dict[bytes, Merged] = {}
    rows = 0
    for piece in pieces:
        rows += piece.count(b"</row>") + piece.count(b":row>")
        if b"mergeCell" not in piece or len(found) >= RANGES:
            continue
        for match in _RANGE.finditer(piece):
            left, top, right, bottom = (part.decode() for part in match.groups())
            name = f"{left}{int(top)}:{right}{int(bottom)}"
            reach = (int(top), int(bottom), column_number(left), column_number(right))
            found[match[0]] = Merged(*reach, name)
    return sorted(found.values()), rows


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


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27; ValueError otherwise."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(f"{letters!r} is no column")
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= 16_384:
        raise ValueError(f"{letters!r} is no column")
    return number
