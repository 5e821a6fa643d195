"""The header of a sheet: which row it is, and which columns it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muster.kernel.problems import Problem
from muster.kernel.sheets.cells import BLANKS, fault, is_number
from muster.kernel.sheets.problems import (
    ABOVE_HEADER,
    HEADER_BLANK,
    HEADER_TWICE,
    NO_HEADER,
    NO_TABLE,
    TOO_MANY_COLUMNS,
)

COLUMN_LIMIT = 16_384


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns by position; None where a column is not read.

    `least` is the number of cells a row must have, `most` the number that can have a meaning:
    they differ where the last columns have no name.
    """

    names: tuple[str | None, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> Header:
        """Read the names out of a header row; Refused where there are too many or none."""
        if len(cells) > COLUMN_LIMIT:
            raise TOO_MANY_COLUMNS.refused(found=len(cells), limit=COLUMN_LIMIT)
        names = [" ".join((cell or "").strip(BLANKS).split()) for cell in cells]
        problems = [
            HEADER_BLANK.at(number=place) for place, name in enumerate(names, 1) if not name
        ]
        twice = {name for name in names if name and names.count(name) > 1}
        problems += [HEADER_TWICE.at(column=name) for name in sorted(twice)]
        for name in set(names) - twice - {""}:
            if (wrong := fault(name)) is not None:
                problems.append(Problem(wrong.kind, column=name[:100], values=wrong.values))
                twice.add(name)
        read = tuple(name if name and name not in twice else None for name in names)
        if not any(read):
            raise NO_TABLE.refused()
        return cls(read, tuple(problems))

    @property
    def columns(self) -> list[str]:
        return [name for name in self.names if name is not None]

    @property
    def most(self) -> int:
        return len(self.names)

    @property
    def least(self) -> int:
        named = [place for place, name in enumerate(self.names, 1) if name is not None]
        return named[-1] if named else len(self.names)


def header_among(rows: Sequence[Sequence[str | None]]) -> tuple[int, list[Problem]]:
    """Return which of the file's first rows is the header, and a note on what stands above it.

    A list often has a title above its header: rows with one filled cell are passed over when a row
    of several names follows. Refused where no row can be a header.
    """
    filled = [[cell for raw in row if (cell := (raw or "").strip(BLANKS))] for row in rows]
    first = next((place for place, cells in enumerate(filled) if cells), None)
    if first is None:
        raise NO_TABLE.refused()
    if len(filled[first]) == 1:
        several = (place for place, cells in enumerate(filled) if len(cells) > 1)
        below = next(several, first)
        if below > first and not any(is_number(cell) for cell in filled[below]):
            above = sum(map(bool, filled[:below]))
            return below, [ABOVE_HEADER.at(count=above)]
    if all(is_number(cell) for cell in filled[first]):
        raise NO_HEADER.refused()
    return first, []
