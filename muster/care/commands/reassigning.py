"""From a limitation to a post for a time: asked in the form that every other cause uses."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.limiting import facts_of, limitation_of, over_since
from muster.care.models import PostAsked
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.rules.temporary import Asked
from muster.people.temporary import ask
from muster.vault.zones import Zone


@command(
    key="care.ask-for-post",
    permits=Permission.ORDER_LIMITATION,
    zone=Zone.CLINICAL,
    says=_("A post for a time was asked for that a limitation allows."),
    portable=True,
)
def ask_for_post(
    *,
    person: PersonId,
    limitation: UUID,
    move: UUID,
    ends: date,
    review: date,
    most_km: int | None,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Ask for a post that demands nothing the limitation spares, no longer than it lasts.

    What is handed on are the codes and the days; that a limitation is behind it stays in care.
    """
    row = limitation_of(person, limitation)
    today = calendars_of([person])[person].local_date(at)
    if over_since(facts_of(limitation)) is not None or row.ends < today:
        raise problems.LIMITATION_OVER.refused()
    if ends > row.ends:
        raise problems.POST_OUTLASTS_LIMITATION.refused(ends=row.ends)
    starts = max(today, row.starts)
    ask(person, move, Asked(tuple(row.functions), starts, ends, review, most_km), at=at)
    if not PostAsked.objects.filter(request_id=move).exists():
        PostAsked.objects.create(
            limitation=row, person_id=person, request_id=move, asked_at=at, asked_by=by.account
        )
    note(move=move)
    return move
