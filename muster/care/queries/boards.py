"""A case's board as its clinicians read it, and what command reads and answers of the duty part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care.boarding import BOARD, VIEW, board_of, opened_name
from muster.care.models import BoardView, Case, DutyAnswer, DutyQuestion
from muster.care.sealed import opened_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class ViewRead:
    """What somebody said to a board."""

    at: datetime
    by: UUID
    hand: str
    stance: str
    codes: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class BoardRead:
    """The board that stands in a case, with all that was said to it."""

    board: UUID
    own_words: str
    options: tuple[str, ...]
    present: bool
    opened_at: datetime
    opened_by: UUID
    views: tuple[ViewRead, ...]


@dataclass(frozen=True, slots=True)
class DutyAsked:
    """What command is asked about one person: codes, and by when."""

    question: UUID
    person: PersonId
    name: str
    functions: tuple[str, ...]
    actions: tuple[str, ...]
    asked_at: datetime
    answer_by: datetime
    readers: tuple[UUID, ...]


@query(
    key="care.board",
    permits=Permission.DECIDE,
    zone=Zone.CLINICAL,
    says=_("The decision in a person's case was read."),
)
def board_in(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> Shown[BoardRead | None]:
    """Return the board that stands in a case, None where nothing was put to the table yet."""
    if not Case.objects.filter(id=case, person_id=person).exists():
        raise NOT_FOUND.refused()
    found = board_of(case)
    if found is None:
        return Shown(None, [person])
    views = tuple(
        ViewRead(
            row.at, row.by, row.hand, row.stance, tuple(row.codes),
            opened_words(person, VIEW, row.id, row.words),
        )
        for row in BoardView.objects.filter(board=found).order_by("at", "id")
    )  # fmt: skip
    read = BoardRead(
        found.id, opened_words(person, BOARD, found.id, found.sealed), tuple(found.options),
        found.present, found.opened_at, found.opened_by, views,
    )  # fmt: skip
    return Shown(read, [person])


@query(
    key="care.duty-asked",
    permits=Permission.ANSWER_DUTY,
    zone=Zone.COMMAND,
    says=_("Command read what it is asked whether the unit can do."),
)
def duty_asked(*, by: Viewer, at: Instant) -> Shown[list[DutyAsked]]:
    """Return what the viewer is asked and nobody has answered, by the day of the answer.

    What was answered, or whose day has passed, is not among it.
    """
    answered = DutyAnswer.objects.filter(question=OuterRef("pk"))
    rows = DutyQuestion.objects.filter(readers__contains=[by.account], answer_by__gte=at)
    found = [_asked(row) for row in rows.exclude(Exists(answered)).order_by("answer_by", "id")]
    return Shown(found, [one.person for one in found])


@query(
    key="care.own-duty-asked",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.COMMAND,
    says=_("Somebody read what command was asked about them."),
)
def own_duty_asked(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[DutyAsked]]:
    """Return everything that command was asked about the person, as long as it stands there."""
    rows = DutyQuestion.objects.filter(person_id=person).order_by("-asked_at", "-id")
    return Shown([_asked(row) for row in rows], [person])


def _asked(row: DutyQuestion) -> DutyAsked:
    person = PersonId(row.person_id)
    return DutyAsked(
        row.id, person, opened_name(person, row.id, row.sealed), tuple(row.functions),
        tuple(row.actions), row.asked_at, row.answer_by, tuple(row.readers),
    )  # fmt: skip
