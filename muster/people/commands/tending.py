"""The worker looks after temporary moves: finds posts, carries decisions out, ends what is over."""

from __future__ import annotations

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import holders
from muster.access.roles import PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.formation import units_above
from muster.people.models import MoveForm, MoveRequest
from muster.people.move_forms import take_away
from muster.people.rules.temporary import State
from muster.people.swapping import any_question_open, drop_what_is_over
from muster.people.temporary import Move, moves_of_rows
from muster.people.tending import Desk, attend, desk_of
from muster.vault.zones import Zone

AT_ONCE = 500


@command(
    key="people.tend-moves",
    permits=Permission.TEND_MOVES,
    zone=Zone.IDENTITY,
    says=_("Temporary moves were looked after: posts found, decisions carried out, ends noted."),
)
def tend_moves(*, by: Viewer, at: Instant) -> int:
    """Do what is due about every temporary move within reach; return about how many.

    After each that changes something the posts are looked at anew, so no seat is given twice.
    """
    open_ = MoveRequest.objects.filter(running=True, asked_at__lte=at).order_by("id")
    rows = list(open_.select_for_update(skip_locked=True)[:AT_ONCE])
    moves = moves_of_rows(rows)
    calendars = calendars_of([one.person for one in moves])
    tended: list[PersonId] = []
    desk: Desk | None = None
    for move in moves:
        desk = desk or desk_of(by.units, calendars, at)
        if attend(move, desk):
            tended.append(move.person)
            desk = None if move.now.state is not State.LOOKING else desk
        if calendars[move.person].local_date(at) > move.now.review:
            _remind(move, at)
    for form in MoveForm.objects.filter(gone_at=None).exclude(
        request_id__in=MoveRequest.objects.filter(running=True).values("id")
    ):
        take_away(form.request_id, at=at)
    drop_what_is_over(at)
    note(people=tended)
    return len(tended)


def anything_to_tend() -> bool:
    """Is a temporary move asked for or under way? For use inside a unit of work."""
    return (
        MoveRequest.objects.filter(running=True).exists()
        or MoveForm.objects.filter(gone_at=None).exists()
        or any_question_open()
    )


def _remind(move: Move, at: Instant) -> None:
    """Tell personnel once that a review is due; the message says that something is waiting."""
    if move.now.state is not State.RUNNING:
        return
    named = holders([PERSONNEL_OFFICER], units_above(UnitId(move.row.from_unit)), at)
    step = f"review-{move.now.review:%y%m%d}"
    send([one.account for one in named], Kind.REMINDER, about=move.row.id, step=step, at=at)
