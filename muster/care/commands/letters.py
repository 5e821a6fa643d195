"""The letter that goes along with a handover: written, shown to the person, agreed or not."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.handing import locked, tell
from muster.care.lettering import letter_of, write_word
from muster.care.lettering import write_letter as keep_letter
from muster.care.models import Handover, HandoverLetter, HandoverSide
from muster.care.rules.letters import Letter, OwnWords, Part, faults
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.signing import accounts_of
from muster.vault.zones import Zone


@command(
    key="care.write-letter",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("The letter that goes along with a handover was written, or written anew."),
    portable=True,
)
def write_letter(
    *,
    person: PersonId,
    handover: UUID,
    letter: UUID,
    says: Letter,
    parts: Collection[str],
    by: Viewer,
    at: Instant,
) -> UUID:
    """Write the letter of an open handover; the person is told, and says yes or no to it anew."""
    found = locked(person, handover)
    if found is None:
        raise NOT_FOUND.refused()
    if found[1].stage.over:
        raise problems.HANDOVER_OVER.refused()
    problem = next(faults(says, parts), None)
    if problem is not None:
        raise Refused(problem)
    keep_letter(person, handover, letter, says, parts, by=by.account, at=at)
    own = accounts_of([person]).values()
    send(list(own), Kind.REMINDER, about=handover, step=f"letter {letter}"[:40], at=at)
    note(letter=letter)
    return letter


@command(
    key="care.answer-letter",
    permits=Permission.ANSWER_LETTER,
    zone=Zone.CLINICAL,
    says=_("Somebody said whether the letter about them goes along, and what stays out of it."),
)
def answer_letter(
    *,
    person: PersonId,
    letter: UUID,
    agrees: bool,
    left_out: Collection[str],
    own: OwnWords,
    by: Viewer,
    at: Instant,
) -> None:
    """Say yes or no to a letter about oneself, leave parts out, and add words of one's own."""
    handover = _answered(person, letter, agrees, left_out, own, by.account, at)
    _tell_owner(handover, at)


@command(
    key="care.note-letter-answer",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("It was noted what a person said to the letter about them."),
)
def note_letter_answer(
    *,
    person: PersonId,
    letter: UUID,
    agrees: bool,
    left_out: Collection[str],
    own: OwnWords,
    by: Viewer,
    at: Instant,
) -> None:
    """Note what the person said to it, face to face: who leaves today may have no phone at hand."""
    _answered(person, letter, agrees, left_out, own, by.account, at)


def _answered(
    person: PersonId,
    letter: UUID,
    agrees: bool,
    left_out: Collection[str],
    own: OwnWords,
    by: AccountId,
    at: Instant,
) -> Handover:
    row = HandoverLetter.objects.filter(id=letter, person_id=person).first()
    if row is None:
        raise NOT_FOUND.refused()
    latest = letter_of(person, row.handover_id)
    side = HandoverSide.objects.filter(handover_id=row.handover_id, ended=False)
    if latest is None or latest.letter != letter or not side.exists():
        raise problems.NO_LETTER.refused()
    known = {part.value for part in Part}
    write_word(
        person, letter, agrees, [one for one in left_out if one in known], own, by=by, at=at
    )  # fmt: skip
    note(agrees=agrees)
    return Handover.objects.get(id=row.handover_id)


def _tell_owner(handover: Handover, at: Instant) -> None:
    side = HandoverSide.objects.filter(handover_id=handover.id).first()
    if side is not None:
        tell(handover, [AccountId(side.owner)], "answered", at)
