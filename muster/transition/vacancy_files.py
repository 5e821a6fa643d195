"""Files of vacancies and courses as they are sent: a table with a heading row, read into cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from muster.kernel.problems import Problem
from muster.kernel.sheets import open_sheet
from muster.transition.feeds import is_feed, rows_of_feed
from muster.transition.problems import NO_COLUMN
from muster.transition.rules import courses, support, vacancies

Rows = list[tuple[int, dict[str, str]]]


Headed = Callable[[Iterable[str]], Mapping[str, str]]
Missing = Callable[[Collection[str]], Iterator[str]]


def rows_of(path: Path) -> tuple[Rows, list[Problem], str]:
    """Return the rows of a file of vacancies, what its reader met, and its digest.

    A table, an XML feed, or JobPosting of schema.org: told apart by how the file begins.
    """
    if is_feed(path):
        return rows_of_feed(path)
    return _rows(path, vacancies.headed, vacancies.missing)


def course_rows_of(path: Path) -> tuple[Rows, list[Problem], str]:
    """Return the rows of a file of courses, likewise."""
    return _rows(path, courses.headed, courses.missing)


def support_rows_of(path: Path) -> tuple[Rows, list[Problem], str]:
    """Return the rows of a file of programmes of support, likewise."""
    return _rows(path, support.headed, support.missing)


def _rows(path: Path, headed: Headed, missing: Missing) -> tuple[Rows, list[Problem], str]:
    """Return a file's rows by what their columns hold, what its reader met, and its digest.

    Refused where the file is no table, or lacks a column without which nothing can be read. A
    row with a formula or with signs that no database keeps is not among the rows: it is a problem.
    """
    sheet = open_sheet(path)
    holds = headed(sheet.columns)
    for name in missing(set(holds.values())):
        raise NO_COLUMN.refused(name=name)
    rows = [
        (row.number, {holds[name]: row.cells.get(name) or "" for name in holds})
        for row in sheet.rows(list(holds))
    ]
    return [one for one in rows if any(one[1].values())], list(sheet.problems), sheet.digest
