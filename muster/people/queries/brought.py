"""The files that were brought in on a page, and what was found in each."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.brought import Brought, FileKind, brought, file_of
from muster.people.models import BroughtFile
from muster.vault.zones import Zone

MOST = 50


@query(
    key="people.list-files",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("The files that were brought in were listed."),
)
def files(*, kind: FileKind, by: Viewer, at: Instant) -> Shown[list[Brought]]:
    """Return the latest files of a kind within the viewer's units, without their reports."""
    rows = BroughtFile.objects.filter(kind=kind.value).defer("waiting").order_by("-arrived_at")
    return Shown([brought(row, with_report=False) for row in rows[:MOST]])


@query(
    key="people.read-file",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("The report on a file of people or units was read."),
)
def file(*, file: UUID, by: Viewer, at: Instant) -> Shown[Brought]:
    """Return one file with the report on it; what does not exist is not found."""
    return Shown(brought(file_of(file), with_report=True))
