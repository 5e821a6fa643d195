"""A commander decides on a request for a temporary post, and reads no reason for it."""

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
from muster.people.models import MoveDecision, MoveForm
from muster.people.move_forms import opened
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

    Refused where it was decided already, where the post does not stand on the form, or where it
    belongs to a unit that the viewer does not lead. The worker carries the decision out.
    """
    row = MoveForm.objects.filter(id=form, gone_at=None, until__gte=at).first()
    stands = None if row is None else opened(row)
    if row is None or stands is None:
        raise NOT_FOUND.refused()
    said = MoveDecision.objects.filter(form=row, turn=row.turn)
    if stands.chosen is not None or said.exists():
        raise post_problems.DECIDED_ALREADY.refused()
    if post is not None:
        option = next((one for one in stands.options if one.post == post), None)
        if option is None:
            raise post_problems.NO_SUCH_OPTION.refused()
        if option.unit not in units_below(by.units):
            raise post_problems.POST_BEYOND.refused()
    MoveDecision.objects.create(
        person_id=row.person_id, form=row, turn=row.turn, post_id=post, decided_at=at,
        decided_by=by.account,
    )  # fmt: skip
    note(people=[PersonId(row.person_id)])
    wind(at)
