"""Temporary moves: asked for, reviewed, ended early, and what the person says of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import post_problems, temporary
from muster.people.calendars import calendars_of
from muster.people.models import MoveRequest
from muster.people.rules.temporary import Act, Asked, State, View, next_review
from muster.people.subjects import refuse_newcomers
from muster.people.temporary import enter, move_of, moves_of_rows, wind
from muster.vault.zones import Zone

WAITING = (State.LOOKING, State.OFFERED)


@command(
    key="people.ask-move",
    permits=Permission.ASK_MOVE,
    zone=Zone.IDENTITY,
    says=_("A post for a time was asked for."),
    portable=True,
)
def ask_move(*, person: PersonId, move: UUID, asked: Asked, by: Viewer, at: Instant) -> UUID:
    """Ask for another post for a time: what it is not to demand, how long, how far at most.

    Why is not asked. Which posts fit is looked up by the worker, and command decides among them.
    """
    refuse_newcomers(person)
    temporary.ask(person, move, asked, at=at)
    note(move=move)
    return move


@command(
    key="people.withdraw-move",
    permits=Permission.ASK_MOVE,
    zone=Zone.IDENTITY,
    says=_("A request for a post for a time was taken back."),
)
def withdraw_move(*, person: PersonId, move: UUID, by: Viewer, at: Instant) -> None:
    """Take a request back that nobody decided yet; the worker takes it off command's page."""
    found = move_of(person, move, lock=True)
    if found.now.state not in WAITING:
        raise post_problems.MOVE_NOT_SO_FAR.refused()
    enter(found, Act.WITHDRAWN, at=at)
    wind(at)


@command(
    key="people.review-move",
    permits=Permission.ASK_MOVE,
    zone=Zone.IDENTITY,
    says=_("A temporary move was reviewed and goes on until its next review."),
)
def review_move(*, person: PersonId, move: UUID, by: Viewer, at: Instant) -> date:
    """Record a review after which the move goes on; return the latest day of the next one."""
    found = move_of(person, move, lock=True)
    if found.now.state is not State.RUNNING:
        raise post_problems.MOVE_NOT_SO_FAR.refused()
    calendar = calendars_of([person])[person]
    following = next_review(calendar.local_date(at), found.now.ends)
    enter(found, Act.REVIEWED, at=at, day=following)
    wind(calendar.end_of(following))
    note(next=following.isoformat())
    return following


@command(
    key="people.shorten-move",
    permits=Permission.ASK_MOVE,
    zone=Zone.IDENTITY,
    says=_("The return from a temporary move was brought forward."),
)
def shorten_move(*, person: PersonId, move: UUID, last: date, by: Viewer, at: Instant) -> None:
    """Let a move that runs end on an earlier day, today at the soonest; the day after, all return.

    The worker puts the return that was written with the move on the new day.
    """
    found = move_of(person, move, lock=True)
    if found.now.state is not State.RUNNING:
        raise post_problems.MOVE_NOT_SO_FAR.refused()
    calendar = calendars_of([person])[person]
    today = calendar.local_date(at)
    latest = found.now.ends - timedelta(days=1)
    if not today <= last <= latest:
        raise post_problems.MOVE_END_WRONG.refused(earliest=today, latest=latest)
    enter(found, Act.SHORTENED, at=at, day=last)
    wind(at)
    wind(calendar.end_of(last))


@command(
    key="people.propose-moves",
    permits=Permission.ASSIGN_MOVES,
    zone=Zone.IDENTITY,
    says=_("Posts were proposed to command for several requests at once."),
)
def propose_moves(*, chosen: Mapping[UUID, UUID], by: Viewer, at: Instant) -> int:
    """Propose a post for each of several requests within reach; return how many.

    Command sees the proposal on each form, and decides each by itself.
    """
    rows = MoveRequest.objects.filter(id__in=list(chosen), running=True)
    moves = [one for one in moves_of_rows(list(rows.order_by("id"))) if one.now.state in WAITING]
    for one in moves:
        if one.now.proposed != chosen[one.row.id]:
            enter(one, Act.PROPOSED, at=at, post=chosen[one.row.id])
    if moves:
        wind(at)
    note(people=[one.person for one in moves])
    return len(moves)


@command(
    key="people.say-of-move",
    permits=Permission.SAY_OF_MOVE,
    zone=Zone.IDENTITY,
    says=_("Somebody said whether a temporary move helped them."),
)
def say_of_move(*, person: PersonId, move: UUID, view: View, by: Viewer, at: Instant) -> None:
    """Keep the person's own view of a move that is over; said again, the last word counts."""
    found = move_of(person, move)
    if found.now.state not in (State.RETURNED, State.OVERTAKEN):
        raise NOT_FOUND.refused()
    enter(found, Act.VIEW, at=at, view=view.value)
