"""Files that are brought in on a page: kept, read, confirmed, written or dropped.

The reading and the writing are the same as the command line's (`rosters.py`, `units.py`); here
stands what a page adds: the file waits, the report is kept, and somebody confirms it later.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from muster.access import errands
from muster.access.doors import Unjournalled, command, note
from muster.access.errands import ErrandKind
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import brought, problems
from muster.people.brought import FileKind, FileState
from muster.people.models import BroughtFile
from muster.vault.zones import Zone

AT_ONCE = 256 * 1024
"""Up to so many bytes a file is read, and written, while its page waits; else by the worker."""


@command(
    key="people.bring-file",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A file of people or units was brought in, and waits."),
)
def bring_file(*, kind: FileKind, data: Unjournalled[bytes], by: Viewer, at: Instant) -> UUID:
    """Keep a file, sealed, until it was read and somebody confirms it."""
    if not by.units:
        raise problems.NO_UNITS_OF_ONES_OWN.refused()
    row = brought.keep(kind, data, unit=by.units[0], by=by, at=at)
    note(file=row.id, digest=row.digest)
    if len(data) > AT_ONCE:
        _queue(ErrandKind.READ_FILE, row, by, at)
    return row.id


@command(
    key="people.choose-columns",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("It was chosen which columns of a file hold what."),
)
def choose_columns(
    *, file: UUID, columns: Unjournalled[Mapping[str, str]], by: Viewer, at: Instant
) -> None:
    """Say which heading holds which field; the file is then read again."""
    row = _waiting(file, FileState.READ, FileState.REFUSED)
    brought.choose(row, columns)
    note(chosen=len(columns))
    if len(brought.bytes_of(row)) > AT_ONCE:
        _queue(ErrandKind.READ_FILE, row, by, at)


@command(
    key="people.open-file",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A file that was brought in was read."),
)
def open_file(*, file: UUID, by: Viewer, at: Instant) -> tuple[FileKind, bytes, dict[str, str]]:
    """Return what a file is, its bytes, and which columns were chosen for it."""
    row = brought.file_of(file)
    chosen = brought.brought(row, with_report=True).chosen
    return FileKind(row.kind), brought.bytes_of(row), dict(chosen)


@command(
    key="people.report-file",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("What was found in a file of people or units was kept."),
)
def report_file(
    *,
    file: UUID,
    state: FileState,
    report: Unjournalled[Mapping[str, Any]],
    by: Viewer,
    at: Instant,
) -> None:
    """Keep the report on a file, sealed beside it; a file that was dropped meanwhile stays so."""
    brought.report(brought.file_of(file), state, report, at=at)


@command(
    key="people.confirm-file",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A file of people or units that waited was confirmed."),
)
def confirm_file(*, file: UUID, by: Viewer, at: Instant) -> bool:
    """Let what a file says be written; return whether whoever asks is to write it now.

    A second confirmation changes nothing.
    """
    row = brought.file_of(file)
    if FileState(row.state) is not FileState.READ:
        return False
    small = len(brought.bytes_of(row)) <= AT_ONCE
    row.state = FileState.WRITING.value
    row.save()
    if not small:
        _queue(ErrandKind.WRITE_FILE, row, by, at)
    return small


@command(
    key="people.drop-file",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("A file of people or units was forgotten."),
)
def drop_file(*, file: UUID, by: Viewer, at: Instant) -> None:
    """Forget a file that waits, with its rows and the report on it."""
    row = _waiting(file, FileState.READ, FileState.REFUSED)
    if row.kind == FileKind.ROSTER:
        brought.drop_its_roster(row, at=at)
    brought.drop(row, at=at)


@command(
    key="people.drop-old-files",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.IDENTITY,
    says=_("Files of people or units whose time was over were forgotten."),
)
def drop_old_files(*, before: Instant, by: Viewer, at: Instant) -> int:
    """Forget the files within reach that came before an instant; return how many."""
    dropped = brought.forget(at=at, before=before)
    note(dropped=dropped)
    return dropped


def _waiting(file: UUID, *states: FileState) -> BroughtFile:
    row = brought.file_of(file)
    if FileState(row.state) not in states:
        raise problems.FILE_FORGOTTEN.refused()
    return row


def _queue(kind: ErrandKind, row: BroughtFile, by: Viewer, at: Instant) -> None:
    errands.ask(kind, {"file": str(row.id)}, by=by.account, at=at)
