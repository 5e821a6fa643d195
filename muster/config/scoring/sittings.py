"""Where sittings come from: a sheet, or FHIR documents, as batches that fit into memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from muster.config.scoring.problems import FHIR_COLUMN
from muster.fhir.documents import Documents, is_json
from muster.fhir.responses import Reader
from muster.instruments.answers import answers_of, columns_for, sexes_of
from muster.instruments.packs import Pack
from muster.kernel.problems import Refused
from muster.kernel.sheets import Block, Sheet, doubled_said, open_sheet
from muster.kernel.sheets.problems import NO_SUCH_COLUMN, Findings
from muster.kernel.time import now

ROWS = 100_000
DOCUMENTS = 10_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Sittings side by side: their rows in the file, ids, answers (items × sittings) and sexes."""

    rows: pl.Series
    ids: pl.Series | None
    answers: NDArray[np.int8]
    sexes: NDArray[np.int8] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a sheet mean: items (a pattern or a list), id and sex."""

    items: str | None = None
    id: str | None = None
    sex: str | None = None


class Source(Protocol):
    """The sittings of one file.

    `problems` grows, and `position` of `total` moves, as the batches are read.
    """

    @property
    def problems(self) -> Findings: ...
    @property
    def total(self) -> int | None: ...
    @property
    def position(self) -> int: ...
    def batches(self) -> Iterator[Batch]: ...


def open_source(path: Path, pack: Pack, layout: Layout) -> Source:
    """Open a file of answers to one instrument, whatever it is; Refused where it is no use."""
    if is_json(path):
        return DocumentSource(Documents(path), pack, layout)
    return SheetSource(open_sheet(path), pack, layout)


class SheetSource:
    """The sittings of a sheet."""

    def __init__(self, sheet: Sheet, pack: Pack, layout: Layout) -> None:
        self._sheet, self._layout = sheet, layout
        self._specification = pack.specification
        self._named = [name for name in (layout.id, layout.sex) if name]
        with doubled_said(sheet):
            self._columns = columns_for(self._specification, layout.items, sheet.columns)
            for name in self._named:
                if name not in sheet.columns:
                    raise Refused(NO_SUCH_COLUMN.at(column=name, columns=", ".join(sheet.columns)))

    @property
    def problems(self) -> Findings:
        return self._sheet.problems

    @property
    def total(self) -> int | None:
        return self._sheet.total

    @property
    def position(self) -> int:
        return self._sheet.position

    def batches(self) -> Iterator[Batch]:
        wanted = [*dict.fromkeys([*self._columns.values(), *self._named])]
        for block in self._sheet.blocks(wanted, ROWS):
            yield self._batch(block)

    def _batch(self, block: Block) -> Batch:
        found = answers_of(block.cells, block.numbers, self._specification, self._columns)
        problems, good, sexes = list(found.problems), ~found.refused, None
        if self._layout.sex:
            sexes, unknown = sexes_of(block.cells, self._layout.sex, block.numbers)
            problems = sorted([*problems, *unknown], key=lambda each: each.row or 0)
            sexes = sexes[good]
        for problem in problems:
            self.problems.add(problem)
        self.problems.refused += len(good) - int(good.sum())
        kept = pl.Series(good)
        ids = block.cells[self._layout.id].filter(kept) if self._layout.id else None
        return Batch(block.numbers.filter(kept), ids, found.matrix[:, good], sexes)


class DocumentSource:
    """The sittings of FHIR documents; a row is the number of a document.

    The id is the response's subject, or its own id where the layout asks for "id".
    """

    def __init__(self, documents: Documents, pack: Pack, layout: Layout) -> None:
        for name in (layout.items, layout.sex, layout.id if layout.id not in FHIR_IDS else None):
            if name:
                raise Refused(FHIR_COLUMN.at(column=name))
        self._documents, self._id = documents, layout.id or FHIR_IDS[0]
        self._reader = Reader(pack, at=now(), named=False)

    @property
    def problems(self) -> Findings:
        return self._documents.problems

    @property
    def total(self) -> int | None:
        return self._documents.total

    @property
    def position(self) -> int:
        return self._documents.position

    def batches(self) -> Iterator[Batch]:
        stream = iter(self._documents)
        while batch := list(islice(stream, DOCUMENTS)):
            found = self._reader.read_numbered(batch)
            for problem in found.problems:
                self.problems.add(problem)
            self.problems.refused += found.refused
            ids = found.ids if self._id == "id" else found.subjects
            rows = pl.Series(found.numbers, dtype=pl.Int64)
            yield Batch(rows, pl.Series(ids, dtype=pl.String), found.answers)
        self.problems.close()


FHIR_IDS = ("subject", "id")
