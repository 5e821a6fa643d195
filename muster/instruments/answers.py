"""From the columns of a sheet to a matrix of answers, with a problem for every cell that is none.

A row with a problem is refused whole: it is not scored, and the rest of the file goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from muster.instruments import problems
from muster.instruments.rules.blocks import MISSING
from muster.instruments.rules.columns import Columns
from muster.instruments.rules.encoding import Encoded, encode, encode_sex
from muster.instruments.rules.reading import shown
from muster.instruments.rules.specification import Specification
from muster.instruments.rules.totals import check_total
from muster.kernel.problems import Problem

PLACE = "{}"
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a block of a sheet holds.

    `matrix` is signed bytes, items × rows, in the specification's order of items, -1 where an item
    was not answered. `refused` marks the rows that have a problem.
    """

    matrix: NDArray[np.int8]
    refused: Flags
    problems: list[Problem]

    @property
    def empty(self) -> Flags:
        """Which rows hold no answer at all: those are not sittings."""
        nothing: Flags = (self.matrix == MISSING).all(axis=0)
        return nothing


def columns_for(
    specification: Specification, items: str | None, known: Collection[str]
) -> dict[str, str]:
    """Return the column of each item: item code to column name.

    `items` is a pattern with {} for the item's number (`phq{}`), a comma list in the printed order,
    or None for columns named by the items' own codes. Refused where a column is not in the sheet,
    or their number is not the instrument's.
    """
    numbered = specification.numbered
    if items is None:
        present = {code: code for code in specification.by_code if code in set(known)}
        chosen = present | {code: code for code in numbered}
    elif PLACE in items:
        chosen = {code: items.replace(PLACE, str(n)) for n, code in enumerate(numbered, 1)}
    else:
        names = [name.strip() for name in items.split(",")]
        codes = numbered if len(names) == len(numbered) else tuple(specification.by_code)
        if len(names) != len(codes):
            raise problems.WRONG_NUMBER_OF_COLUMNS.refused(
                instrument=specification.instrument, given=len(names), items=len(numbered)
            )
        chosen = dict(zip(codes, names, strict=True))
    for name in chosen.values():
        if name not in known:
            raise problems.NO_SUCH_COLUMN.refused(name=shown(name), known=", ".join(known))
    return chosen


def answers_of(
    cells: pl.DataFrame,
    numbers: pl.Series,
    specification: Specification,
    columns: Mapping[str, str],
) -> Answers:
    """Read the columns of a block; `numbers` are the rows' numbers in the file."""
    rows = cells.height
    matrix = np.full((len(specification.items), rows), MISSING, dtype=np.int8)
    refused = np.zeros(rows, dtype=np.bool_)
    found: list[Problem] = []
    for place, item in enumerate(specification.items):
        name = columns.get(item.code)
        if name is None:
            continue
        encoded = encode(item, cells[name])
        matrix[place] = encoded.values
        refused[encoded.refused] = True
        found += _placed(encoded, name, numbers)
    return Answers(matrix, refused, sorted(found, key=lambda problem: problem.row or 0))


def sexes_of(
    cells: pl.DataFrame, name: str, numbers: pl.Series
) -> tuple[NDArray[np.int8], list[Problem]]:
    """Return the places in SEXES that a column of sexes names; blank is unknown.

    A word that is no sex is a problem, and the person is judged as of unknown sex, by the cut-off
    that misses fewer.
    """
    encoded = encode_sex(cells[name])
    return encoded.values, _placed(encoded, name, numbers)


def totals_against(
    cells: pl.DataFrame, name: str, numbers: pl.Series, columns: Columns
) -> tuple[Flags, list[Problem]]:
    """Hold a column of stated totals against the items; return the refused rows and why.

    A total that stands without its items, or against them, refuses the row: nobody can say which
    of the two is right.
    """
    refused, found = np.zeros(cells.height, dtype=np.bool_), []
    for place, claimed in enumerate(cells[name].to_list()):
        problem = None if claimed is None else check_total(columns.row(place)[0], claimed)
        if problem is not None:
            refused[place] = True
            found.append(_in_column(problem, int(numbers[place]), name))
    return refused, found


def _placed(encoded: Encoded, name: str, numbers: pl.Series) -> list[Problem]:
    """Return a column's problems under the column's own name and the file's own row numbers."""
    rows = numbers.to_numpy()[encoded.refused].tolist()
    found = zip(rows, encoded.problems(), strict=True)
    return [_in_column(problem, row, name) for row, problem in found]


def _in_column(problem: Problem, row: int, name: str) -> Problem:
    return Problem(problem.kind, row, name, problem.values)
