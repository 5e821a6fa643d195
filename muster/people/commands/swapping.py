"""Whoever is asked to swap posts for a time says yes or no, and gives no reason for it."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.models import SwapAnswer, SwapQuestion
from muster.people.temporary import wind
from muster.vault.zones import Zone


@command(
    key="people.answer-swap",
    permits=Permission.ANSWER_SWAP,
    zone=Zone.IDENTITY,
    says=_("Somebody said whether they would swap posts for a time."),
)
def answer_swap(*, person: PersonId, question: UUID, agrees: bool, by: Viewer, at: Instant) -> None:
    """Say yes or no to a question; said again before anything came of it, the last word counts."""
    row = SwapQuestion.objects.filter(id=question, person_id=person, became="").first()
    if row is None:
        raise NOT_FOUND.refused()
    SwapAnswer.objects.create(question=row, person_id=person, agrees=agrees, at=at)
    note(question=question)
    wind(at)
