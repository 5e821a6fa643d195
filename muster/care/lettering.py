"""Letters as rows, and what of the record goes along; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import msgspec

from muster.assessments.queries import Past, last_scores
from muster.care.commands.plans import KEPT, PLAN
from muster.care.limiting import facts_of, over_since, terms_of
from muster.care.models import (
    HandoverLetter,
    LetterWord,
    Limitation,
    Plan,
    SafetyPlanMade,
    Session,
)
from muster.care.rules.letters import Letter, OwnWords, Part, goes_along
from muster.care.rules.limitations import Terms, in_force
from muster.care.rules.safety import SafetyPlan
from muster.care.sealed import opened_safety_plan, opened_words, sealed_words
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendars_of

LETTER, WORD = "care_handoverletter", "care_letterword"
MOST_SCORES = 6


@dataclass(frozen=True, slots=True)
class LetterRead:
    """A letter as it stands: what the clinician put in, and what the person said to it.

    `agreed` is None until the person has answered this very letter.
    """

    letter: UUID
    made_at: datetime
    made_by: UUID
    says: Letter
    offered: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    agreed: bool | None = None
    said_at: datetime | None = None
    own: OwnWords = field(default_factory=lambda: OwnWords("", ""))

    @property
    def parts(self) -> tuple[Part, ...]:
        return goes_along(self.offered, self.left_out, self.agreed)


@dataclass(frozen=True, slots=True)
class Content:
    """What of a person's record is meant by the parts of a letter; empty where there is nothing.

    Its days are those of `calendar`, where the person serves or last served.
    """

    goals: str = ""
    programmes: tuple[str, ...] = ()
    begins_on: date | None = None
    sessions: int = 0
    last_session: date | None = None
    scores: tuple[Past, ...] = ()
    limitations: tuple[Terms, ...] = ()
    safety_plan: SafetyPlan | None = None
    calendar: Calendar = field(default_factory=Calendar)


def write_letter(
    person: PersonId,
    handover: UUID,
    letter: UUID,
    says: Letter,
    parts: Collection[str],
    *,
    by: AccountId,
    at: Instant,
) -> None:
    """Keep a letter; the same id twice is once."""
    plain = msgspec.json.encode(says).decode()
    HandoverLetter.objects.get_or_create(
        id=letter,
        defaults={
            "handover_id": handover, "person_id": person, "parts": list(parts), "made_at": at,
            "made_by": by, "sealed": sealed_words(person, LETTER, letter, plain),
        },
    )  # fmt: skip


def write_word(
    person: PersonId,
    letter: UUID,
    agrees: bool,
    left_out: Collection[str],
    own: OwnWords,
    *,
    by: AccountId,
    at: Instant,
) -> None:
    """Keep what a person said to a letter."""
    row = LetterWord(
        letter_id=letter, person_id=person, agrees=agrees, left_out=list(left_out), said_at=at,
        said_by=by,
    )  # fmt: skip
    row.sealed = sealed_words(person, WORD, row.id, msgspec.json.encode(own).decode())
    row.save(force_insert=True)


def letter_of(person: PersonId, handover: UUID) -> LetterRead | None:
    """Return the letter of a handover as it stands, None where there is none yet."""
    rows = HandoverLetter.objects.filter(handover_id=handover, person_id=person)
    row = rows.order_by("-made_at", "-id").first()
    if row is None:
        return None
    plain = opened_words(person, LETTER, row.id, row.sealed)
    says = msgspec.json.decode(plain, type=Letter)
    found = LetterRead(row.id, row.made_at, row.made_by, says, tuple(row.parts))
    words = LetterWord.objects.filter(letter_id=row.id, person_id=person)
    word = words.order_by("-said_at", "-id").first()
    if word is None:
        return found
    own = msgspec.json.decode(opened_words(person, WORD, word.id, word.sealed), type=OwnWords)
    return LetterRead(
        row.id, row.made_at, row.made_by, says, tuple(row.parts), tuple(word.left_out),
        word.agrees, word.said_at, own,
    )  # fmt: skip


def content_of(person: PersonId, case: UUID, parts: Collection[Part], at: Instant) -> Content:
    """Return what of a person's record these parts name."""
    plan = Plan.objects.filter(case_id=case, person_id=person).order_by("-made_at", "-id").first()
    kept = Session.objects.filter(case_id=case, person_id=person, became=KEPT).order_by("on")
    days = list(kept.values_list("on", flat=True)) if Part.SESSIONS in parts else []
    calendar = calendars_of([person])[person]
    wants_plan = plan is not None and Part.PLAN in parts
    return Content(
        opened_words(person, PLAN, plan.id, plan.sealed) if wants_plan else "",
        tuple(plan.programmes) if wants_plan else (),
        plan.begins_on if wants_plan else None,
        len(days),
        days[-1] if days else None,
        _latest(person) if Part.SCORES in parts else (),
        _limitations(person, calendar.local_date(at)) if Part.LIMITATIONS in parts else (),
        _safety_plan(person) if Part.SAFETY_PLAN in parts else None,
        calendar,
    )  # fmt: skip


def _latest(person: PersonId) -> tuple[Past, ...]:
    """Return the latest whole score of each scale, the newest first."""
    found: dict[tuple[str, str], Past] = {}
    for past in last_scores([person], leaving_out=()).get(person, []):
        found.setdefault((past.instrument, past.scale), past)
    return tuple(found.values())[:MOST_SCORES]


def _limitations(person: PersonId, today: date) -> tuple[Terms, ...]:
    rows = Limitation.objects.filter(person_id=person).order_by("starts", "id")
    return tuple(
        terms_of(row)
        for row in rows
        if in_force(row.starts, row.ends, over_since(facts_of(row.id)), today)
    )


def _safety_plan(person: PersonId) -> SafetyPlan | None:
    row = SafetyPlanMade.objects.filter(person_id=person).order_by("-made_at", "-id").first()
    return None if row is None else opened_safety_plan(person, row.id, bytes(row.sealed))
