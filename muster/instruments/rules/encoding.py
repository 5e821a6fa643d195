"""From a file's column to a row of answers for the columnar engine, by the scalar engine's reading.

Each distinct value of a column is read once, by `reading.read_answer`: both engines accept and
refuse exactly the same things, and a column of ten million answers costs five readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from muster.instruments.rules.blocks import MISSING, SEXES, Bytes
from muster.instruments.rules.reading import read_answer, read_sex
from muster.instruments.rules.specification import Item
from muster.kernel.problems import Problem, Refused

Reader = Callable[[object], "int | Problem"]
REFUSED = -2
"""Stands in the coded column where a value could not be read; never reaches an engine."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A column of answers: values with -1 for missing, and the places that were refused.

    At the `refused` places `values` holds -1; their sittings must be left out, not scored.
    """

    values: Bytes
    refused: NDArray[np.intp]
    _kinds: dict[object, Problem]
    _source: pl.Series

    def problems(self, first_row: int = 1) -> Iterator[Problem]:
        """Yield a problem for each refused place; the column's first value is row `first_row`."""
        for place in self.refused.tolist():
            yield self._kinds[_key(self._source[place])].in_row(first_row + place)


def encode(item: Item, column: pl.Series) -> Encoded:
    """Read a column of answers to `item`: numbers or text, null where not answered."""

    def read(value: object) -> int | Problem:
        answer = read_answer(item, value)
        return MISSING if answer is None else answer

    return _encode(column, read)


def encode_sex(column: pl.Series) -> Encoded:
    """Read a column of sexes into places in `SEXES`; an unknown one is 0."""

    def read(value: object) -> int | Problem:
        try:
            return SEXES.index(read_sex(value))
        except Refused as refused:
            return refused.problem

    encoded = _encode(column, read)
    np.maximum(encoded.values, 0, out=encoded.values)
    return encoded


def _encode(column: pl.Series, read: Reader) -> Encoded:
    if column.dtype.is_nested():
        column = _flat(column)
    kinds: dict[object, Problem] = {}
    codes: list[int] = []
    distinct = column.unique()
    for value in distinct.to_list():
        code = MISSING if value is None else read(value)
        if isinstance(code, Problem):
            kinds[_key(value)] = code
            code = REFUSED
        codes.append(code)
    coded = _replace(column, distinct, codes)
    refused = np.flatnonzero(coded == REFUSED)
    coded[refused] = MISSING
    return Encoded(coded, refused, kinds, column)


def _replace(column: pl.Series, distinct: pl.Series, codes: list[int]) -> Bytes:
    coded = column.replace_strict(distinct, codes, return_dtype=pl.Int8).to_numpy(writable=True)
    return np.asarray(coded, np.int8)


def _key(value: object) -> object:
    """Return what a value is found by again: NaN is not itself, its writing is."""
    return value if isinstance(value, str) else repr(value)


def _flat(column: pl.Series) -> pl.Series:
    """Return a column of lists or records as the text that no item takes."""
    return column.is_not_null().replace_strict([True, False], ["[…]", None], return_dtype=pl.String)
