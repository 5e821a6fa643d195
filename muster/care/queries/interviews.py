"""A case's structured interviews, as those read them who may hold one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care.interviewing import END, LATEST, form_of, found_in, is_held
from muster.care.models import Case, Interview, InterviewEnd
from muster.care.rules.interviews import Found, InterviewForm, Proposes, proposes
from muster.care.sealed import opened_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Ended:
    """When an interview was finished, by whom, and what was decided on what it proposed."""

    at: datetime
    by: UUID
    decided: str
    words: str


@dataclass(frozen=True, slots=True)
class InterviewRead:
    """An interview with what was found so far; `by` names who wrote each part, and when."""

    form: InterviewForm
    found: dict[str, Found]
    by: dict[str, tuple[UUID, datetime]]
    proposes: Proposes
    ended: Ended | None


@query(
    key="care.interviews",
    permits=Permission.INTERVIEW,
    zone=Zone.CLINICAL,
    says=_("The structured interviews of a case were read."),
)
def interviews_of(
    *, person: PersonId, case: UUID, by: Viewer, at: Instant
) -> Shown[list[InterviewRead]]:
    """Return a case's interviews, the latest first."""
    if not Case.objects.filter(id=case, person_id=person).exists():
        raise NOT_FOUND.refused()
    rows = Interview.objects.filter(case_id=case, person_id=person).order_by("-begun_at", "-id")
    return Shown([_read(person, row) for row in rows], [person])


@query(
    key="care.interview-held",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("It was looked up whether a structured interview of a case is finished."),
)
def interview_held(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> Shown[bool]:
    """Return whether a structured interview of a case was finished, and nothing of it."""
    held = Interview.objects.filter(case_id=case, person_id=person).exists() and is_held(case)
    return Shown(held, [person])


def blank() -> InterviewRead:
    """Return an interview that nobody has begun."""
    form = form_of(LATEST)
    return InterviewRead(form, {}, {}, proposes(form, {}), None)


def _read(person: PersonId, row: Interview) -> InterviewRead:
    form, parts = form_of(row.form), found_in(row)
    found = {key: one for key, (_part, one) in parts.items()}
    end = InterviewEnd.objects.filter(interview=row).first()
    ended = None
    if end is not None:
        ended = Ended(end.at, end.by, end.decided, opened_words(person, END, end.id, end.words))
    return InterviewRead(
        form, found, {key: (part.by, part.at) for key, (part, _one) in parts.items()},
        proposes(form, found), ended,
    )  # fmt: skip
