"""Asking the worker for something, and what came of it."""

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
from muster.vault.zones import Zone


@command(
    key="access.ask-examination",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("An examination of the installation was asked for."),
)
def ask_examination(*, by: Viewer, at: Instant) -> UUID:
    """Have the whole installation examined."""
    return errands.ask(ErrandKind.EXAMINE, {}, by=by.account, at=at)


@command(
    key="access.ask-backup",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("A backup was asked for."),
)
def ask_backup(*, by: Viewer, at: Instant) -> UUID:
    """Have a backup made, in the installation's own folder of backups."""
    return errands.ask(ErrandKind.BACK_UP, {}, by=by.account, at=at)


@command(
    key="access.ask-trial",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("It was asked to try a backup by restoring it."),
)
def ask_trial(*, file: str, by: Viewer, at: Instant) -> UUID:
    """Have a backup of the folder restored into a scratch database, proven, and thrown away."""
    return errands.ask(ErrandKind.TRY_BACKUP, {"file": file}, by=by.account, at=at)


@command(
    key="access.ask-verification",
    permits=Permission.READ_JOURNAL,
    zone=Zone.JOURNAL,
    says=_("It was asked to verify the whole journal."),
)
def ask_verification(*, by: Viewer, at: Instant) -> UUID:
    """Have the whole log recomputed and held against its signed heads."""
    return errands.ask(ErrandKind.VERIFY, {}, by=by.account, at=at)


@command(
    key="access.end-errand",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("What had been asked of the worker was ended."),
)
def end_errand(
    *,
    errand: UUID,
    well: bool,
    told: Unjournalled[Mapping[str, Any]],
    by: Viewer,
    at: Instant,
) -> None:
    """Write down what came of an errand."""
    errands.end(errand, well=well, told=told, at=at)


@command(
    key="access.record-examination",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("The installation was examined."),
)
def record_examination(*, told: Unjournalled[Mapping[str, Any]], by: Viewer, at: Instant) -> None:
    """Keep what an examination found that nobody had asked for."""
    made = errands.ask(ErrandKind.EXAMINE, {}, by=by.account, at=at, queued=False)
    errands.end(made, well=True, told=told, at=at)
    note(errand=made)


@command(
    key="access.try-backup",
    permits=Permission.KEEP_HOUSE,
    zone=Zone.PLATFORM,
    says=_("A backup was tried by restoring it into a scratch database."),
)
def record_trial(*, file: str, made_at: str, holds: bool, by: Viewer, at: Instant) -> None:
    """Enter which backup was tried, and whether the restored journal held."""
