"""What personnel was answered about a person, as the person reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.commands.recall import TABLE
from muster.care.models import RecallAnswer
from muster.care.rules.recall import Answer
from muster.care.sealed import opened_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking: when, by whom, under which order, and the word that was answered."""

    at: datetime
    by: UUID
    order: str
    answer: Answer


@query(
    key="care.own-recalls",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody read what personnel was answered about their recall."),
)
def own_recalls(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Asked]]:
    """Return every asking about the person, the latest first."""
    rows = RecallAnswer.objects.filter(person_id=person).order_by("-asked_at", "-id")
    found = [
        Asked(
            row.asked_at, row.asked_by, opened_words(person, TABLE, row.id, row.sealed),
            Answer(row.answer),
        )
        for row in rows
    ]  # fmt: skip
    return Shown(found, [person])
