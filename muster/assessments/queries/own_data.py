"""All that this room keeps of a person, for the copy of their data that they take along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.answering import said_in
from muster.assessments.models import (
    Answering,
    AnsweringEnd,
    Attendance,
    Booking,
    HelpRequest,
    Reachable,
    Score,
    Sitting,
    Slot,
)
from muster.assessments.queries.own import OwnAnswers, OwnSitting, opened, sittings_of
from muster.assessments.reaching import TABLE as REACHABLE
from muster.assessments.rules.reaching import Reach, from_plain
from muster.assessments.rules.said import Kind
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.sealing import open_sealed, unpad
from muster.vault.work import current
from muster.vault.zones import Zone

_SENT = "submitted"


@dataclass(frozen=True, slots=True)
class OwnScore:
    """One scale's number with its completeness."""

    sitting: UUID
    scale: str
    score: float | None
    answered: int
    items: int


@dataclass(frozen=True, slots=True)
class OwnData:
    """Everything this room keeps of a person.

    `unfinished` are answers of sittings that were begun and not sent. `asked_for_help` pairs an
    instant with whether it was urgent, `reached` with how they said they are reached, `attended` a
    day with what was noted. `booked` are beginnings of appointments and their places.
    """

    sittings: tuple[OwnSitting, ...]
    answers: tuple[OwnAnswers, ...]
    unfinished: tuple[OwnAnswers, ...]
    scores: tuple[OwnScore, ...]
    asked_for_help: tuple[tuple[datetime, bool], ...]
    reached: tuple[tuple[datetime, Reach], ...]
    attended: tuple[tuple[date, Came], ...]
    booked: tuple[tuple[datetime, str], ...]


@query(
    key="assessments.own-data",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody took a copy of their own answers and results."),
)
def own_data(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnData]:
    """Return everything that a person answered, what it came to, and what was noted beside it."""
    rows = Sitting.objects.filter(person_id=person).order_by("recorded_at", "id")
    scores = Score.objects.filter(person_id=person).order_by("at", "sitting_id", "scale")
    asked = HelpRequest.objects.filter(person_id=person).order_by("asked_at", "id")
    noted = Attendance.objects.filter(person_id=person).order_by("at", "id")
    slots = Booking.objects.filter(person_id=person).values("slot_id")
    hours = Slot.objects.filter(id__in=slots).order_by("starts")
    return Shown(
        OwnData(
            tuple(sittings_of(person)),
            tuple(opened(row) for row in rows),
            tuple(_unfinished(person)),
            tuple(
                OwnScore(one.sitting_id, one.scale, one.score, one.answered, one.items)
                for one in scores
            ),
            tuple(asked.values_list("asked_at", "urgent")),
            tuple(_reached(person)),
            tuple((one.day, Came(one.state)) for one in noted),
            tuple(hours.values_list("starts", "place")),
        ),
        [person],
    )


def _unfinished(person: PersonId) -> Iterator[OwnAnswers]:
    """Yield what was answered in sittings that were never sent, instrument by instrument."""
    sent = AnsweringEnd.objects.filter(person_id=person, became=_SENT).values("answering_id")
    begun = Answering.objects.filter(person_id=person).exclude(id__in=sent)
    for row in begun.order_by("started_at", "id"):
        said = said_in(row)
        for instrument in row.instruments:
            values: dict[str, int | None] = {**said.values(instrument, Kind.ITEM)}
            if values:
                yield OwnAnswers(row.id, instrument, row.language, row.started_at, values)


def _reached(person: PersonId) -> Iterator[tuple[datetime, Reach]]:
    key = current().data_key(person, Zone.CLINICAL)
    for row in Reachable.objects.filter(person_id=person).order_by("at", "id"):
        plain = open_sealed(key, table=REACHABLE, row=row.id, sealed=bytes(row.sealed))
        yield row.at, from_plain(unpad(plain))
