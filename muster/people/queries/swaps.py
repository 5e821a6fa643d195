"""What somebody reads who is asked whether they would swap posts for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.models import Post, SwapQuestion
from muster.people.posts import demands_of
from muster.people.rules.fitting import Demands
from muster.people.rules.swaps import Became, Word
from muster.people.swapping import last_words
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class SwapPost:
    """A post as it is named to whoever may take it, and what it demands."""

    title: str
    unit: UnitName
    demands: Demands


@dataclass(frozen=True, slots=True)
class Swap:
    """A question as it is read: from which post to which, from when until when, and what was said.

    `became` is None while it is open. Nothing says for whom, or why.
    """

    question: UUID
    own: SwapPost
    other: SwapPost
    starts: date
    ends: date
    asked_at: Instant
    word: Word
    became: Became | None


@query(
    key="people.own-swaps",
    permits=Permission.ANSWER_SWAP,
    zone=Zone.IDENTITY,
    says=_("Somebody read whether they are asked to swap posts for a time."),
)
def own_swaps(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Swap]]:
    """Return what the reader is asked, or was and is not over yet; the latest first."""
    today = calendars_of([person])[person].local_date(at)
    asked = SwapQuestion.objects.filter(person_id=person, ends__gte=today).order_by("-id")
    rows = list(asked)
    words, posts = (
        last_words(rows),
        _posts({one for r in rows for one in (r.own_post, r.other_post)}),
    )
    return Shown(
        [
            Swap(
                row.id, posts[row.own_post], posts[row.other_post], row.starts, row.ends,
                row.asked_at, words[row.id], Became(row.became) if row.became else None,
            )
            for row in rows
        ],
        [person],
    )  # fmt: skip


def _posts(ids: set[UUID]) -> dict[UUID, SwapPost]:
    rows = list(Post.objects.filter(id__in=ids))
    units = {UnitId(one.unit_id) for one in rows}
    known, names = demands_of(units), unit_names(units)
    return {
        one.id: SwapPost(
            one.title,
            names[UnitId(one.unit_id)],
            known[one.id][2] if one.id in known else Demands(),
        )
        for one in rows
    }
