"""Rows gathered into blocks of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import polars

from muster.kernel.sheets.sheet import Block, Row


def gathered(rows: Iterable[Row], columns: list[str], size: int) -> Iterator[Block]:
    """Gather rows into blocks of at most `size`."""
    stream = iter(rows)
    while batch := list(islice(stream, size)):
        yield block_of(batch, columns)


def block_of(rows: list[Row], columns: list[str]) -> Block:
    """Turn rows into columns."""
    numbers = polars.Series([row.number for row in rows], dtype=polars.Int64)
    cells = {
        name: polars.Series([row.cells[name] for row in rows], dtype=polars.String)
        for name in columns
    }
    return Block(numbers, polars.DataFrame(cells))
