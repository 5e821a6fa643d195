"""A sheet: a table in a file, read as rows or as blocks of columns.

Rows and columns mean the same whatever the file is made of:

* The header is the first row with at least two filled cells (or the first filled row of a file of
  one column). Names are trimmed and their inner white space is one space. A name that stands twice
  is ambiguous, so neither column is read; a column without a name is not read. Both are problems.
* Rows are counted from 1 at the first row below the header, blank rows included, so that row `n`
  is line `n + 1` of an ordinary spreadsheet. A quoted cell may span lines; it is still one row.
* A cell is text without surrounding white space, or None where nothing is written. Numbers stay as
  they were written ("2", "2,0", "2.0"); dates of a workbook or of Parquet are ISO 8601 text.
* A row that cannot be read as it was meant is refused whole: it is not handed out, it is counted
  in `refused`, and `problems` names row, column, reason and remedy. The rest of the file goes on.
  What is wrong in a column nobody asked for is named too, but does not refuse the row.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from muster.kernel.problems import Refused
from muster.kernel.sheets.problems import HEADER_TWICE, Findings

if TYPE_CHECKING:
    import polars

BLOCK_ROWS = 50_000


class Row(NamedTuple):
    """One row: its number, from 1 at the first row of data, and its cells by column name."""

    number: int
    cells: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Block:
    """Many rows as columns of equal height.

    `numbers` (Int64) holds each row's number; `cells` has one String column per column read, null
    where nothing is written.
    """

    numbers: polars.Series
    cells: polars.DataFrame

    def __len__(self) -> int:
        return len(self.numbers)

    def slices(self, size: int) -> Iterator[Block]:
        """Yield the same rows as blocks of at most `size`."""
        for start in range(0, len(self), size):
            yield Block(self.numbers.slice(start, size), self.cells.slice(start, size))


class Sheet(ABC):
    """A table in a file; made by `open_sheet`.

    `columns` are the names that can be read, in the file's order. `digest` is the SHA-256 of the
    file's bytes in hexadecimal. `total` and `position` say how far the reading is, in bytes or in
    rows, for a progress bar; `total` is None where nobody can know. Every reading begins anew:
    `problems` and `refused` then speak of the latest reading.
    """

    path: Path
    digest: str
    columns: list[str]
    problems: Findings
    total: int | None
    position: int

    @property
    def refused(self) -> int:
        """Return how many rows the latest reading has refused."""
        return self.problems.refused

    @abstractmethod
    def rows(self, only: Sequence[str] | None = None) -> Iterator[Row]:
        """Yield the rows one by one, with the cells of the columns named in `only`, or of all."""

    @abstractmethod
    def blocks(self, only: Sequence[str] | None = None, size: int = BLOCK_ROWS) -> Iterator[Block]:
        """Yield the same rows, with the same refusals, as blocks of about `size` rows."""

    def table(self, only: Sequence[str] | None = None) -> Block:
        """Return all rows as one block; the same rows and refusals as `rows`."""
        import polars

        from muster.kernel.sheets.columns import joined

        blocks = list(self.blocks(only))
        if not blocks:
            empty = dict.fromkeys(self.columns if only is None else only, polars.String)
            return Block(polars.Series([], dtype=polars.Int64), polars.DataFrame(schema=empty))
        return joined(blocks)


@contextmanager
def doubled_said(sheet: Sheet) -> Iterator[None]:
    """Where a column is refused as missing because it stands twice, say that instead."""
    try:
        yield
    except Refused as refusal:
        problem = refusal.problem
        missing = {problem.column, dict(problem.values).get("name")}
        for one in sheet.problems:
            if one.code == HEADER_TWICE.code and one.column in missing:
                raise Refused(one) from None
        raise
