"""Whoever is asked to swap posts for a time says yes or no, and gives no reason for it.

Somebody who never signs in says it to personnel, who take it down with their own name; command
takes nothing down, because a yes given to one's commander is not freely given.
"""

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
from muster.people.post_problems import SWAP_ANSWERED_THEMSELVES
from muster.people.swapping import answered_themselves, settle_taken_down, tell_taken_down
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
    settle_taken_down(row, at=at)
    note(question=question)
    wind(at)


@command(
    key="people.take-down-swap",
    permits=Permission.TAKE_DOWN_SWAP,
    zone=Zone.IDENTITY,
    says=_("It was taken down whether somebody would swap posts for a time, as they had said it."),
)
def take_down_swap(
    *, person: PersonId, question: UUID, agrees: bool, by: Viewer, at: Instant
) -> None:
    """Take down what somebody said who was asked, on their behalf and under one's own name.

    Refused once they have answered themselves: nobody's word stands above their own. Where they
    have an account they are told, and can still answer otherwise.
    """
    row = SwapQuestion.objects.filter(id=question, person_id=person, became="").first()
    if row is None:
        raise NOT_FOUND.refused()
    if answered_themselves(row):
        raise SWAP_ANSWERED_THEMSELVES.refused()
    answer = SwapAnswer.objects.create(
        question=row, person_id=person, agrees=agrees, at=at, taken_by=by.account
    )
    tell_taken_down(answer, at=at)
    note(question=question)
    wind(at)
