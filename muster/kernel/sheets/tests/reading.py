"""Helpers of the sheets' tests: write a file, read it both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from muster.kernel.problems import LANGUAGES, Problem, Refused
from muster.kernel.sheets import Sheet, open_sheet

Table = list[tuple[int, dict[str, str | None]]]


def sheet_of(folder: Path, content: str | bytes, name: str = "table") -> Sheet:
    """Write `content` to a file and open it; the name says nothing about what it is."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_sheet(path)


def by_rows(sheet: Sheet, only: list[str] | None = None) -> Table:
    return [(row.number, row.cells) for row in sheet.rows(only)]


def by_blocks(sheet: Sheet, only: list[str] | None = None, size: int = 50_000) -> Table:
    return [
        (number, cells)
        for block in sheet.blocks(only, size)
        for number, cells in zip(block.numbers, block.cells.iter_rows(named=True), strict=True)
    ]


def both(sheet: Sheet, only: list[str] | None = None) -> tuple[Table, list[Problem]]:
    """Read by rows and by blocks; both give the same rows, problems and count of refusals."""
    rows = by_rows(sheet, only)
    problems, refused = list(sheet.problems), sheet.refused
    assert by_blocks(sheet, only) == rows
    assert list(sheet.problems) == problems
    assert sheet.refused == refused
    for problem in problems:
        for language in LANGUAGES:
            assert problem.says(language)
            assert problem.remedy(language)
    return rows, problems


def found(problems: list[Problem]) -> list[tuple[str, int | None, str | None]]:
    """Return code without its room, row and column of each problem."""
    return [(each.code.removeprefix("sheets."), each.row, each.column) for each in problems]


def refusal(folder: Path, content: str | bytes) -> Problem:
    """Return why the file as a whole is refused."""
    with pytest.raises(Refused) as caught:
        sheet_of(folder, content)
    return caught.value.problem
