"""Rows as blocks of columns: gathered one by one, or cut out of regular text in bulk.

Text is regular when it has no quotation marks and every line has as many cells as the header. Its
bytes are looked through once, as numbers, for anything that could make a cell suspect; the few
lines where something was found are judged one by one like any other row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import polars
from numpy.typing import NDArray

from muster.kernel.sheets.cells import BLANKS, CELL_LIMIT
from muster.kernel.sheets.judge import Judge
from muster.kernel.sheets.sheet import Block, Row

_LINE_FEED = 10
_CONTROL, _FORMULA, _BLANK, _WIDE = 1, 2, 4, 8


def _classes() -> NDArray[np.uint8]:
    """Class each byte: control characters, signs of formulas, blanks, parts of wide letters."""
    classes = np.zeros(256, np.uint8)
    classes[:32] = classes[127] = _CONTROL
    classes[[9, 13, 32]] = _BLANK
    classes[10] = 0
    classes[[ord(sign) for sign in "=+-@"]] = _FORMULA
    classes[128:] = _WIDE
    return classes


def _numeric() -> NDArray[np.bool_]:
    """Which bytes may follow a plus or minus in a number or a telephone number?"""
    numeric = np.zeros(256, np.bool_)
    numeric[list(b"0123456789 ().,/-\r")] = True
    return numeric


_CLASSES = _classes()
_NUMERIC = _numeric()


def gathered(rows: Iterable[Row], columns: list[str], size: int) -> Iterator[Block]:
    """Gather rows into blocks of at most `size`."""
    stream = iter(rows)
    while batch := list(islice(stream, size)):
        yield block_of(batch, columns)


def together(blocks: Iterable[Block], size: int) -> Iterator[Block]:
    """Put small blocks together until they have about `size` rows."""
    waiting: list[Block] = []
    for block in blocks:
        waiting.append(block)
        if sum(map(len, waiting)) >= size:
            yield joined(waiting)
            waiting = []
    if waiting:
        yield joined(waiting)


def joined(blocks: list[Block]) -> Block:
    """Put blocks of the same columns below each other."""
    return Block(
        polars.concat([block.numbers for block in blocks]),
        polars.concat([block.cells for block in blocks]),
    )


def block_of(rows: list[Row], columns: list[str]) -> Block:
    """Turn rows into columns."""
    numbers = polars.Series([row.number for row in rows], dtype=polars.Int64)
    cells = {
        name: polars.Series([row.cells[name] for row in rows], dtype=polars.String)
        for name in columns
    }
    return Block(numbers, polars.DataFrame(cells))


def cut(piece: str, first: int, separator: str, judge: Judge) -> tuple[int, Block] | None:
    """Cut whole lines without quotation marks into columns; None for a table of one column.

    Returns how many lines there were, the first of them being row number `first`, and the rows that
    `judge` does not refuse. Lines that are irregular or suspect are judged one by one.
    """
    if judge.header.most < 2 or not judge.header.columns:
        return None
    data = (piece if piece.endswith("\n") else piece + "\n").encode()
    array = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(array == _LINE_FEED)
    starts = np.concatenate(([0], ends[:-1] + 1))
    classes = _CLASSES[array]
    if separator == "\t":
        classes[array == ord(separator)] = 0
    apart = _irregular(array, ends, separator, judge.header.most)
    apart[_suspect(array, ends, classes, separator)] = True
    apart |= ends - starts > CELL_LIMIT
    rows = [
        row
        for line in np.flatnonzero(apart).tolist()
        if (row := judge.line(first + line, data[starts[line] : ends[line]].decode(), separator))
    ]
    plain = array[np.repeat(~apart, ends - starts + 1)].tobytes() if apart.any() else data
    trim = bool((classes & (_BLANK | _WIDE)).any())
    numbers = polars.Series(first + np.flatnonzero(~apart), dtype=polars.Int64)
    return len(ends), _joined(Block(numbers, _columns(plain, separator, judge, trim)), rows)


def _joined(block: Block, rows: list[Row]) -> Block:
    """Put single rows back into their places among the others."""
    if not rows:
        return block
    single = block_of(rows, block.cells.columns)
    numbers = polars.concat([block.numbers, single.numbers])
    order = numbers.arg_sort()
    return Block(numbers[order], polars.concat([block.cells, single.cells])[order])


def _irregular(
    array: NDArray[np.uint8], ends: NDArray[np.intp], separator: str, width: int
) -> NDArray[np.bool_]:
    """Which lines have not the separators of a full row?"""
    separators = np.flatnonzero(array == ord(separator))
    before = np.searchsorted(separators, ends)
    irregular: NDArray[np.bool_] = np.diff(before, prepend=0) != width - 1
    return irregular


def _suspect(
    array: NDArray[np.uint8],
    ends: NDArray[np.intp],
    classes: NDArray[np.uint8],
    separator: str,
) -> NDArray[np.intp]:
    """Return the lines in which a cell may be faulty; never too few of them."""
    signs = np.flatnonzero(classes & _FORMULA)
    before = np.where(signs > 0, array[signs - 1], _LINE_FEED)
    opening = (before == ord(separator)) | (before == _LINE_FEED) | (_CLASSES[before] > _FORMULA)
    formulas = _no_numbers(array, signs[opening], separator)
    places = [np.flatnonzero(classes & _CONTROL), formulas]
    damaged = np.flatnonzero(array == 0xEF)
    places.append(damaged[array[damaged + 1] == 0xBF])
    return np.searchsorted(ends, np.concatenate(places))


def _no_numbers(
    array: NDArray[np.uint8], signs: NDArray[np.intp], separator: str
) -> NDArray[np.intp]:
    """Leave out the signs that open a number: a plus or minus, and nothing but digits and the like.

    A whole column of telephone numbers would otherwise be judged line by line.
    """
    stops = np.flatnonzero(~_NUMERIC[array] | (array == ord(separator)))
    stop = array[stops[np.searchsorted(stops, signs + 1)]]
    signed = (array[signs] == ord("+")) | (array[signs] == ord("-"))
    number = signed & ((stop == ord(separator)) | (stop == _LINE_FEED))
    left: NDArray[np.intp] = signs[~number]
    return left


def _columns(data: bytes, separator: str, judge: Judge, trim: bool) -> polars.DataFrame:
    """Read the wanted columns as text, null where blank."""
    if not data:
        return polars.DataFrame(schema=dict.fromkeys(judge.order, polars.String))
    places = sorted(judge.header.names.index(name) for name in judge.order)
    frame = polars.read_csv(
        data,
        has_header=False,
        separator=separator,
        quote_char=None,
        columns=places,
        infer_schema=False,
    )
    frame.columns = [judge.header.names[place] or "" for place in places]
    frame = frame.select(judge.order)
    if trim:
        trimmed = polars.all().str.strip_chars(BLANKS)
        frame = frame.select(polars.when(trimmed != "").then(trimmed))
    return frame
