"""A commander decides on a request for a temporary post, and reads no reason for it.

Where the post is another's, that other is asked first: the commander says so, and waits for a yes.
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
from muster.people import post_problems
from muster.people.formation import units_below
from muster.people.models import MoveDecision, MoveForm, SwapAsked
from muster.people.move_forms import Form, Offered, opened
from muster.people.rules.swaps import Word
from muster.people.temporary import wind
from muster.vault.zones import Zone


@command(
    key="people.decide-move",
    permits=Permission.DECIDE_MOVE,
    zone=Zone.COMMAND,
    says=_("Command decided on a request for a post for a time."),
)
def decide_move(*, form: UUID, post: UUID | None, by: Viewer, at: Instant) -> None:
    """Choose one of the posts on a form, or none of them (`post` None).

    Refused where it was decided already, where the post does not stand on the form, where it
    belongs to a unit that the viewer does not lead, and where whoever is to swap has not agreed.
    The worker carries the decision out.
    """
    row, stands = _undecided(form, at)
    if post is not None and not _option(stands, post, by).open:
        raise post_problems.SWAP_NOT_AGREED.refused()
    MoveDecision.objects.create(
        person_id=row.person_id, form=row, turn=row.turn, post_id=post, decided_at=at,
        decided_by=by.account,
    )  # fmt: skip
    note(people=[PersonId(row.person_id)])
    wind(at)


@command(
    key="people.ask-to-swap",
    permits=Permission.DECIDE_MOVE,
    zone=Zone.COMMAND,
    says=_("Command wants whoever holds a post to be asked whether they would swap for a time."),
)
def ask_to_swap(*, form: UUID, post: UUID, by: Viewer, at: Instant) -> None:
    """Let whoever holds a post on a form be asked; twice is once.

    Refused as a decision is, and where nobody who holds it is left to be asked. The worker finds
    whom it means and asks them, in words that know no cause.
    """
    row, stands = _undecided(form, at)
    if _option(stands, post, by).asked != Word.NOT_ASKED:
        raise post_problems.NOBODY_TO_ASK.refused()
    SwapAsked.objects.get_or_create(
        form=row, turn=row.turn, post_id=post,
        defaults={"person_id": row.person_id, "asked_at": at, "asked_by": by.account},
    )  # fmt: skip
    note(people=[PersonId(row.person_id)])
    wind(at)


def _undecided(form: UUID, at: Instant) -> tuple[MoveForm, Form]:
    row = MoveForm.objects.filter(id=form, gone_at=None, until__gte=at).first()
    stands = None if row is None else opened(row)
    if row is None or stands is None:
        raise NOT_FOUND.refused()
    said = MoveDecision.objects.filter(form=row, turn=row.turn)
    if stands.chosen is not None or said.exists():
        raise post_problems.DECIDED_ALREADY.refused()
    return row, stands


def _option(stands: Form, post: UUID, by: Viewer) -> Offered:
    option = next((one for one in stands.options if one.post == post), None)
    if option is None:
        raise post_problems.NO_SUCH_OPTION.refused()
    if option.unit not in units_below(by.units):
        raise post_problems.POST_BEYOND.refused()
    return option
