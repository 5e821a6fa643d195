"""What becomes of a file that was brought in on a page: read and reported, or written.

Each is several commands, one after the other, so it runs outside a unit of work: in the page itself
where the file is small, in the worker where it is not. Done twice it changes nothing the second
time, so a worker that died on the way may begin again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from muster.access.viewers import Viewer
from muster.kernel.problems import Problem, Refused
from muster.kernel.sheets import Sheet, open_sheet
from muster.kernel.sheets.held import held
from muster.kernel.time import now
from muster.people.brought import FileKind, FileState
from muster.people.commands.bringing import open_file, report_file
from muster.people.commands.entries import import_entries
from muster.people.commands.posts import import_posts
from muster.people.commands.rosters import confirm_roster, import_roster
from muster.people.commands.units import import_units
from muster.people.reports import RosterReport, State, UnitsReport
from muster.people.rules.entry_list import ENTRIES
from muster.people.rules.files import Arrived, arrived
from muster.people.rules.headings import Vocabulary
from muster.people.rules.post_list import POSTS
from muster.people.rules.roster_columns import ROSTER
from muster.people.rules.unit_list import UNITS

VOCABULARIES: Mapping[FileKind, Vocabulary] = {
    FileKind.ROSTER: ROSTER, FileKind.UNITS: UNITS, FileKind.POSTS: POSTS,
    FileKind.ENTRIES: ENTRIES,
}  # fmt: skip
LISTS = {
    FileKind.UNITS: import_units, FileKind.POSTS: import_posts, FileKind.ENTRIES: import_entries,
}  # fmt: skip
"""What takes in a list that is compared anew when it is confirmed; a roster waits by itself."""
MOST_PROBLEMS = 2_000
"""How many problems a kept report names; how many more there are is said."""

Tell = Callable[[int, int | None], None]


def silent(_done: int, _total: int | None) -> None:
    """Hear progress and say nothing."""


def read_in(file: UUID, *, by: Viewer, tell: Tell = silent) -> None:
    """Read a file, compare it with what is known, and keep the report; nothing is written."""
    kind, data, chosen = open_file(file=file, by=by, at=now())
    try:
        listed, columns = _arrived(kind, data, chosen, tell)
        if kind is FileKind.ROSTER:
            told = _roster(
                import_roster(
                    arrived=listed, chosen=chosen or None, confirm=False,
                    progress=lambda _stage, done, total: tell(done, total), by=by, at=now(),
                )
            )  # fmt: skip
        else:
            take_in = LISTS[kind]
            told = _units(
                take_in(arrived=listed, chosen=chosen or None, confirm=False, by=by, at=now())
            )
    except Refused as refusal:
        told, columns = _refused(refusal.problem), []
    state = FileState(told["state"])
    report_file(file=file, state=state, report={**told, "columns": columns}, by=by, at=now())


def write_in(file: UUID, *, digest: str, by: Viewer, tell: Tell = silent) -> None:
    """Write what a confirmed file says, all of it or nothing, and keep the report."""
    kind, data, chosen = open_file(file=file, by=by, at=now())
    try:
        if kind is FileKind.ROSTER:
            told = _roster(
                confirm_roster(
                    digest=digest, progress=lambda _stage, done, total: tell(done, total),
                    by=by, at=now(),
                )
            )  # fmt: skip
        else:
            listed, _columns = _arrived(kind, data, chosen, tell)
            take_in = LISTS[kind]
            told = _units(
                take_in(arrived=listed, chosen=chosen or None, confirm=True, by=by, at=now())
            )
    except Refused as refusal:
        told = _refused(refusal.problem)
    report_file(file=file, state=FileState(told["state"]), report=told, by=by, at=now())


def _arrived(
    kind: FileKind, data: bytes, chosen: Mapping[str, str], tell: Tell
) -> tuple[Arrived, list[str]]:
    """Return the file as a table, and the names of all its columns."""

    def progress(sheet: Sheet) -> None:
        tell(sheet.position, sheet.total)

    with held(data) as path:
        sheet = open_sheet(path)
        return arrived(sheet, VOCABULARIES[kind], chosen or None, progress), list(sheet.columns)


def _roster(report: RosterReport) -> dict[str, Any]:
    """Return a report on a roster as it is kept."""
    became = {
        State.WAITING: FileState.READ,
        State.CONFIRMED: FileState.WRITTEN,
        State.DROPPED: FileState.DROPPED,
        State.REFUSED: FileState.REFUSED,
    }
    return {
        "state": became[report.state].value, "rows": report.rows, "refused": report.refused,
        "outcomes": report.outcomes, "repeated": report.repeated,
        **_problems(report.problems, report.notes),
    }  # fmt: skip


def _units(report: UnitsReport) -> dict[str, Any]:
    """Return a report on a list of units as it is kept."""
    changes = sum(count for name, count in report.counts.items() if name != "unchanged")
    waits = (
        FileState.READ if changes else FileState.REFUSED if report.refused else FileState.WRITTEN
    )
    state = FileState.WRITTEN if report.confirmed else waits
    return {
        "state": state.value, "rows": report.rows, "refused": report.refused,
        "outcomes": report.counts, "repeated": not report.confirmed and state is FileState.WRITTEN,
        **_problems(report.problems, report.notes),
    }  # fmt: skip


def _refused(problem: Problem) -> dict[str, Any]:
    return {
        "state": FileState.REFUSED.value, "rows": 0, "refused": 0, "outcomes": {},
        "repeated": False, **_problems((problem,), ()),
    }  # fmt: skip


def _problems(problems: tuple[Problem, ...], notes: tuple[Problem, ...]) -> dict[str, Any]:
    return {
        "problems": [_placed(one) for one in problems[:MOST_PROBLEMS]],
        "more": max(0, len(problems) - MOST_PROBLEMS),
        "notes": [_placed(one) for one in notes[:MOST_PROBLEMS]],
    }


def _placed(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data whose sentence does not repeat row and column."""
    bare = replace(problem, row=None, column=None).as_json()
    return {**bare, "row": problem.row, "column": problem.column}
