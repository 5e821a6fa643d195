"""Files of answers brought in on a page: kept, looked at, confirmed, entered or dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from uuid import UUID

from procrastinate.contrib.django import app

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.arriving import State, arrival_of, drop_waiting, keep, settle
from muster.assessments.models import AnswerArrival
from muster.instruments.packs import pack
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

ENTER = "assessments.enter-file"
"""The job that enters a file that somebody confirmed."""

_LONGEST_NAME = 200


@command(
    key="assessments.bring-file",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("A file of answers was brought in, and waits."),
)
def bring_file(
    *,
    unit: UnitId,
    name: str,
    data: Unjournalled[bytes],
    instrument: str,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Keep a file of answers to one instrument, sealed, until somebody confirms it."""
    pack(instrument)
    made = AnswerArrival(
        unit_id=unit, instrument=instrument, name=name[-_LONGEST_NAME:], brought_by=by.account,
        arrived_at=at, state=State.WAITING,
    )  # fmt: skip
    keep(made, data)
    made.save(force_insert=True)
    note(arrival=made.id, digest=hashlib.sha256(data).hexdigest())
    return UUID(str(made.id))


@command(
    key="assessments.read-file-as",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("It was chosen which columns of a file of answers mean what."),
)
def read_file_as(
    *,
    arrival: UUID,
    columns: Mapping[str, str | None],
    rows: int,
    refused: int,
    by: Viewer,
    at: Instant,
) -> None:
    """Keep how a waiting file is read, and how many rows that finds and refuses."""
    found = _waiting(arrival)
    found.columns = dict(columns)
    found.rows, found.refused = rows, refused
    found.save()


@command(
    key="assessments.confirm-file",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("A file of answers that waited was confirmed."),
)
def confirm_file(*, arrival: UUID, by: Viewer, at: Instant) -> None:
    """Let the worker enter a file, as whoever confirms it; a second time nothing happens."""
    found = arrival_of(arrival)
    if found.state != State.WAITING:
        return
    found.state = State.CONFIRMED
    found.save()
    with current().acting_as(Audience.PLATFORM):
        app.configure_task(ENTER, queue="house").defer(
            arrival=str(arrival), account=str(by.account), role=by.role.key
        )


@command(
    key="assessments.begin-file",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("A file of answers that was confirmed began to be entered."),
)
def begin_file(*, arrival: UUID, by: Viewer, at: Instant) -> bool:
    """Say that a confirmed file is being entered; False where there is nothing left to do.

    A worker that died while entering leaves it so, and the next begins again: a file lands once.
    """
    found = arrival_of(arrival)
    if found.state not in (State.CONFIRMED, State.ENTERING):
        return False
    found.state = State.ENTERING
    found.save()
    return True


@command(
    key="assessments.settle-file",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("A file of answers was entered, or refused whole; nothing of the file is kept."),
)
def settle_file(
    *, arrival: UUID, added: int, refused: Mapping[str, str] | None, by: Viewer, at: Instant
) -> None:
    """Write what became of a file: how many sittings it added, or why it was refused whole.

    `refused` says the reason by language.
    """
    found = arrival_of(arrival)
    if State(found.state).settled:
        return
    if refused is not None:
        found.columns = {**found.columns, "refused": dict(refused)}
    settle(found, State.ENTERED if refused is None else State.REFUSED, at=at, added=added)


@command(
    key="assessments.drop-file",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("A file of answers that waited was dropped."),
)
def drop_file(*, arrival: UUID, by: Viewer, at: Instant) -> None:
    """Drop a file that waits; nothing of it is kept."""
    settle(_waiting(arrival), State.DROPPED, at=at)


@command(
    key="assessments.drop-old-files",
    permits=Permission.APPLY_RETENTION,
    zone=Zone.CLINICAL,
    says=_("Files of answers that waited too long were dropped."),
)
def drop_old_files(*, before: Instant, by: Viewer, at: Instant) -> int:
    """Drop the files within reach that have waited since before an instant; return how many."""
    with current().acting_as(Audience.CLINICIAN):
        dropped = drop_waiting(at=at, before=before)
    note(dropped=dropped)
    return dropped


def _waiting(arrival: UUID) -> AnswerArrival:
    found = arrival_of(arrival)
    if found.state != State.WAITING:
        raise problems.NO_SUCH_FILE.refused()
    return found
