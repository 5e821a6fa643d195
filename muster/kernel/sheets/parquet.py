"""Sheets of Parquet files, read a few thousand rows at a time.

Numbers become text as they are ("2", "2.0", "NaN"), dates ISO 8601, truth values "true" and
"false". Columns that nobody asked for are not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.parquet import ParquetFile

from muster.kernel.problems import Problem
from muster.kernel.sheets.cells import BLANKS, CELL_LIMIT, SUSPECT
from muster.kernel.sheets.columns import together
from muster.kernel.sheets.header import Header
from muster.kernel.sheets.judge import Judge
from muster.kernel.sheets.problems import (
    COLUMN_TYPE,
    DAMAGED,
    NO_TABLE,
    TRUNCATED,
    UNPACKS_TOO_LARGE,
    Findings,
)
from muster.kernel.sheets.recognise import Survey
from muster.kernel.sheets.sheet import BLOCK_ROWS, Block, Row, Sheet

BATCH_ROWS = 16_384
CHUNK_LIMIT = 1 << 30
SPELLED_OUT = 64 << 20
LETTER_BYTES = 4
MAGIC = b"PAR1"

_BROKEN = (pa.ArrowException, OSError, ValueError)


class ParquetSheet(Sheet):
    """A sheet in a Parquet file; see `Sheet`."""

    def __init__(self, found: Survey) -> None:
        self.path, self.digest, self.position = found.path, found.digest, 0
        with found.path.open("rb") as file:
            file.seek(-min(4, found.size), 2)
            if found.size < 12 or file.read() != MAGIC:
                raise TRUNCATED.refused()
        try:
            with ParquetFile(found.path) as parquet:
                self.total = parquet.metadata.num_rows
                schema = parquet.schema_arrow
                largest = _largest_chunk(parquet)
        except _BROKEN as error:
            raise DAMAGED.refused(part=MAGIC.decode()) from error
        if largest > CHUNK_LIMIT:
            raise UNPACKS_TOO_LARGE.refused(limit=CHUNK_LIMIT >> 20)
        self.header, self._opening = _header(schema)
        if not self.header.columns:
            raise NO_TABLE.refused()
        self._raw_names = dict(zip(self.header.names, schema.names, strict=True))
        self._texts = [field.name for field in schema if _is_text(field.type)]
        self.columns = self.header.columns
        self.problems = Findings(self._opening)

    def rows(self, only: Sequence[str] | None = None) -> Iterator[Row]:
        for block in self.blocks(only):
            names = block.cells.columns
            for number, cells in zip(block.numbers, block.cells.iter_rows(), strict=True):
                yield Row(number, dict(zip(names, cells, strict=True)))

    def blocks(self, only: Sequence[str] | None = None, size: int = BLOCK_ROWS) -> Iterator[Block]:
        self.problems, self.position = Findings(self._opening), 0
        order = Judge(self.header, only, self.problems).order
        judge = Judge(Header(tuple(order), ()), None, self.problems)
        raw = [self._raw_names[name] for name in order]
        if not order:
            return
        yield from together(self._parts(raw, judge), size)
        self.problems.close()

    def _parts(self, raw: list[str], judge: Judge) -> Iterator[Block]:
        """Yield the rows as they lie in the file, a few thousand at a time."""
        try:
            with ParquetFile(self.path) as parquet:
                metadata = parquet.metadata
            for group in range(metadata.num_row_groups):
                spelled = _with_dictionary(metadata.row_group(group)) & set(self._texts)
                with ParquetFile(
                    self.path, metadata=metadata, read_dictionary=sorted(spelled)
                ) as parquet:
                    for batch in parquet.iter_batches(BATCH_ROWS, [group], columns=raw):
                        for part in _split(batch.select(raw)):
                            yield self._judged(part, judge)
                            self.position += part.num_rows
        except _BROKEN:
            judge.refuse(DAMAGED.at(row=self.position + 1, part=self.path.name))

    def _judged(self, batch: pa.RecordBatch, judge: Judge) -> Block:
        """Turn a batch into text, and leave out the rows that are refused."""
        columns = zip(judge.order, batch.columns, strict=True)
        cells = polars.DataFrame({name: _as_text(column) for name, column in columns})
        first = self.position + 1
        numbers = polars.Series(range(first, first + len(cells)), dtype=polars.Int64)
        texts = [name for name in judge.order if self._raw_names[name] in self._texts]
        if not texts:
            return Block(numbers, cells)
        suspect = cells.select(polars.any_horizontal(_is_suspect(name) for name in texts))
        lines = suspect.to_series().arg_true().to_list()
        refused = [
            first + line for line in lines if judge.row(first + line, cells.row(line)) is None
        ]
        trimmed = polars.col(texts).str.strip_chars(BLANKS)
        cells = cells.with_columns(polars.when(trimmed != "").then(trimmed))
        if not refused:
            return Block(numbers, cells)
        kept = ~numbers.is_in(refused)
        return Block(numbers.filter(kept), cells.filter(kept))


def _header(schema: pa.Schema) -> tuple[Header, list[Problem]]:
    """Return the columns that can be read, and what is wrong with the others."""
    header = Header.of(schema.names)
    problems = list(header.problems)
    names = list(header.names)
    for place, field in enumerate(schema):
        name = names[place]
        if name is not None and not _is_cell(field.type):
            problems.append(COLUMN_TYPE.at(column=name, type=str(field.type)[:100]))
            names[place] = None
    return Header(tuple(names), ()), problems


def _largest_chunk(parquet: ParquetFile) -> int:
    """Return how many bytes the largest column of a row group unpacks to."""
    metadata = parquet.metadata
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    return max(
        (
            group.column(number).total_uncompressed_size
            for group in groups
            for number in range(group.num_columns)
        ),
        default=0,
    )


def _with_dictionary(group: Any) -> set[str]:
    """Return the columns of a row group in which one text may stand for many rows."""
    columns = [group.column(number) for number in range(group.num_columns)]
    return {column.path_in_schema for column in columns if column.has_dictionary_page}


def _split(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Split a batch in which long texts stand for many rows, before they are spelled out."""
    longest = max((_longest(column) for column in batch.columns), default=0)
    rows = max(1, min(batch.num_rows, SPELLED_OUT // max(longest, 1)))
    for start in range(0, batch.num_rows, rows):
        yield batch.slice(start, rows)


def _longest(column: pa.Array) -> int:
    if not pa.types.is_dictionary(column.type) or not _is_text(column.type):
        return 0
    longest = pc.max(pc.binary_length(_needed(column).dictionary)).as_py() or 0
    return min(longest, LETTER_BYTES * CELL_LIMIT)


def _needed(column: pa.DictionaryArray) -> pa.DictionaryArray:
    """Leave out the texts that stand for other rows than these."""
    if len(column.dictionary) <= len(column):
        return column
    used = pc.unique(column.indices).drop_null()
    indices = pc.index_in(column.indices, value_set=used)
    return pa.DictionaryArray.from_arrays(indices, column.dictionary.take(used))


def _as_text(column: pa.Array) -> polars.Series:
    """Return a column as text, null where nothing is written.

    A text is cut one letter behind the limit of a cell, where it is refused all the same.
    """
    if pa.types.is_dictionary(column.type):
        if _is_text(column.type):
            column = _needed(column)
            texts = pc.utf8_slice_codeunits(_valid(column.dictionary), 0, CELL_LIMIT + 1)
            column = pa.DictionaryArray.from_arrays(column.indices, texts)
        column = column.dictionary_decode()
    elif pa.types.is_float16(column.type):
        column = column.cast(pa.float32())
    series = polars.Series(polars.from_arrow(column))
    if isinstance(series.dtype, polars.Datetime):
        offset = "%:z" if series.dtype.time_zone else ""
        return series.dt.strftime(f"%Y-%m-%dT%H:%M:%S{offset}").str.strip_suffix("T00:00:00")
    return series.cast(polars.String)


def _valid(texts: pa.Array) -> pa.Array:
    """Put U+FFFD where bytes are no UTF-8; such a cell is refused like any damaged one."""
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        raw = texts.cast(pa.binary()).to_pylist()
        return pa.array([text and text.decode("utf-8", "replace") for text in raw], pa.string())
    return texts


def _is_suspect(name: str) -> polars.Expr:
    text = polars.col(name)
    return (text.str.len_bytes() > CELL_LIMIT) | text.str.contains(SUSPECT)


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_cell(kind: pa.DataType) -> bool:
    """Can a value of this type stand in a cell?"""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    types = pa.types
    tests = (
        types.is_boolean,
        types.is_integer,
        types.is_floating,
        types.is_decimal,
        types.is_string,
        types.is_large_string,
        types.is_date,
        types.is_timestamp,
        types.is_time,
        types.is_null,
    )
    return any(test(kind) for test in tests)
