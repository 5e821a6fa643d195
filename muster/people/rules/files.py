"""An office's file as a table: only the columns that are understood, and what its reader met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from muster.kernel.problems import Problem
from muster.kernel.sheets import Sheet
from muster.people.rules.headings import Table, Vocabulary, find_columns


class Arrived(NamedTuple):
    """A file as it arrived: its table, the problems its reader met, and its SHA-256 digest."""

    table: Table
    met: tuple[Problem, ...]
    digest: str


def arrived(
    sheet: Sheet,
    vocabulary: Vocabulary,
    chosen: Mapping[str, str] | None = None,
    progress: Callable[[Sheet], None] = lambda sheet: None,
) -> Arrived:
    """Read the columns of `sheet` that the vocabulary knows, telling `progress` after each block.

    Columns that are not understood are not read, so that a fault in them costs nobody a row. Where
    a needed heading is missing, all are read: the headings may stand further down.
    """
    headed = find_columns(Table(sheet.columns, (), ()), vocabulary, chosen)
    understood = sorted(headed.places.values())
    only = sheet.columns if headed.problems else [sheet.columns[place] for place in understood]
    columns: dict[str, list[str]] = {name: [] for name in only}
    rows: list[int] = []
    for block in sheet.blocks(only):
        rows.extend(block.numbers.to_list())
        for name in only:
            columns[name].extend(block.cells[name].fill_null("").to_list())
        progress(sheet)
    notes = () if headed.problems else headed.notes
    table = Table(only, list(columns.values()), rows)
    return Arrived(table, (*sheet.problems, *notes), sheet.digest)


def part_met(
    met: Iterable[Problem], rows: Sequence[int]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Part the problems a reader met into those that cost a row and those that cost nothing.

    A row that was handed out after all has lost nothing: its fault lies in a column nobody reads.
    """
    handed_out = set(rows)
    withheld: list[Problem] = []
    remarks: list[Problem] = []
    for problem in met:
        lost = problem.row is not None and problem.row not in handed_out
        (withheld if lost else remarks).append(problem)
    return tuple(withheld), tuple(remarks)
