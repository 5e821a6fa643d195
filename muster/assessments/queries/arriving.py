"""Readings of files of answers that came in on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.arriving import State, arrival_of, bytes_of, layout_of
from muster.assessments.batches import Layout
from muster.assessments.models import AnswerArrival
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone

MOST = 50


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came in, and what became of it; `matched` says that its ids are people's.

    `why` says by language what kept the whole file out, where something did.
    """

    id: UUID
    unit: UnitId
    instrument: str
    name: str
    layout: Layout
    matched: bool
    brought_by: UUID
    arrived_at: datetime
    state: State
    rows: int
    refused: int
    added: int
    why: Mapping[str, str]


@query(
    key="assessments.file-arrivals",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("It was read which files of answers had been brought in."),
)
def file_arrivals(*, by: Viewer, at: Instant) -> Shown[list[Arrival]]:
    """Return the latest files within reach, the newest first; nobody's answers are in it."""
    rows = AnswerArrival.objects.defer("waiting").order_by("-arrived_at", "-id")[:MOST]
    return Shown([_arrival(one) for one in rows])


@query(
    key="assessments.file-arrival",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("It was read what became of a file of answers."),
)
def file_arrival(*, arrival: UUID, by: Viewer, at: Instant) -> Shown[Arrival]:
    """Return one file; Refused where none by that id is within reach."""
    return Shown(_arrival(arrival_of(arrival)))


@query(
    key="assessments.file-content",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("A file of answers that waits was opened."),
)
def file_content(*, arrival: UUID, by: Viewer, at: Instant) -> Shown[tuple[Arrival, bytes]]:
    """Return a file that waits with its bytes; Refused where it was settled."""
    found = arrival_of(arrival)
    return Shown((_arrival(found), bytes_of(found)))


def _arrival(row: AnswerArrival) -> Arrival:
    return Arrival(
        row.id, UnitId(row.unit_id), row.instrument, row.name, layout_of(row),
        row.columns.get("match") == "service-number", row.brought_by, row.arrived_at,
        State(row.state), row.rows, row.refused, row.added, row.columns.get("refused") or {},
    )  # fmt: skip
