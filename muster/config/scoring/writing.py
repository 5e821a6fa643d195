"""Results written as they come, into a file that stands only when all of them are in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import polars as pl

from muster.config.problems import FILE_UNREADABLE
from muster.config.scoring.problems import OUT_SUFFIX
from muster.kernel.faults import why

Write = Callable[[pl.DataFrame], None]
"""Writes one more table to the file; all tables have the same columns."""


@contextmanager
def written(path: Path) -> Iterator[Write]:
    """Write tables to `path`, as its suffix says: .parquet, .csv or .ndjson.

    Everything goes to a file beside it, which takes its place at the very end: whoever stops the
    run leaves an older file as it was. Refused where the suffix is another one.
    """
    start = WRITERS.get(path.suffix.lower())
    if start is None:
        raise OUT_SUFFIX.refused(name=path.name, known=", ".join(WRITERS))
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file, start(file) as write:
            yield write
        os.replace(unfinished, path)
    except OSError as error:
        raise FILE_UNREADABLE.refused(file=path.name, why=why(error)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


@contextmanager
def _parquet(file: IO[bytes]) -> Iterator[Write]:
    from pyarrow.parquet import ParquetWriter

    writers: list[ParquetWriter] = []

    def write(table: pl.DataFrame) -> None:
        arrow = table.to_arrow()
        if not writers:
            writers.append(ParquetWriter(file, arrow.schema, compression="zstd"))
        writers[0].write_table(arrow)

    yield write
    for writer in writers:
        writer.close()


@contextmanager
def _csv(file: IO[bytes]) -> Iterator[Write]:
    begun = False

    def write(table: pl.DataFrame) -> None:
        nonlocal begun
        table.write_csv(file, include_header=not begun)
        begun = True

    yield write


@contextmanager
def _ndjson(file: IO[bytes]) -> Iterator[Write]:
    yield lambda table: table.write_ndjson(file)


WRITERS = {".parquet": _parquet, ".csv": _csv, ".ndjson": _ndjson, ".jsonl": _ndjson}
