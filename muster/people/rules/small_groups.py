"""Tables of counts that do not let anybody be found: small cells hidden, and what gives them away.

A cell below the least size is hidden, none included. Where a line's total would give a hidden cell
away, another cell of the line is hidden with it, until what is hidden in each line is at least two
cells and at least the least size together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cell = int | None
"""A count, or None: hidden."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it may be shown: cells, the totals of its rows and columns, and of everything."""

    cells: tuple[tuple[Cell, ...], ...]
    rows: tuple[Cell, ...]
    columns: tuple[Cell, ...]
    total: Cell


def hidden(counts: Sequence[Sequence[int]], least: int) -> Table:
    """Return a table of counts with every small cell hidden, and the complements that tell it.

    The totals are a line of cells like any other: hidden where they are small.
    """
    wide = len(counts[0]) if counts else 0
    whole = [[*row, sum(row)] for row in counts]
    whole.append([sum(column) for column in zip(*whole, strict=True)] if whole else [0])
    dark = {
        (row, column)
        for row, line in enumerate(whole)
        for column, count in enumerate(line)
        if count < least
    }
    while added := _given_away(whole, dark, least):
        dark |= added
    shown = [
        tuple(None if (row, column) in dark else count for column, count in enumerate(line))
        for row, line in enumerate(whole)
    ]
    body = tuple(line[:wide] for line in shown[:-1])
    return Table(body, tuple(line[-1] for line in shown[:-1]), shown[-1][:wide], shown[-1][-1])


def _given_away(
    whole: Sequence[Sequence[int]], dark: set[tuple[int, int]], least: int
) -> set[tuple[int, int]]:
    """Return one more cell to hide in the first line that gives a hidden one away; or nothing."""
    for line in _lines(len(whole), len(whole[0])):
        inside = [place for place in line if place in dark]
        covered = sum(whole[row][column] for row, column in inside)
        if not inside or (len(inside) > 1 and covered >= least):
            continue
        open_ = [place for place in line if place not in dark]
        if open_:
            return {min(open_, key=lambda place: (whole[place[0]][place[1]], place))}
    return set()


def _lines(rows: int, columns: int) -> Iterator[list[tuple[int, int]]]:
    for row in range(rows):
        yield [(row, column) for column in range(columns)]
    for column in range(columns):
        yield [(row, column) for row in range(rows)]
