"""What somebody reads who is asked to swap posts for a time, and whom personnel may hear out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.models import Post, SwapAnswer, SwapQuestion
from muster.people.posts import demands_of
from muster.people.rules.fitting import Demands
from muster.people.rules.swaps import Became, Word
from muster.people.swapping import answered_themselves, last_answers, last_words
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

    `became` is None while it is open. `taken_by` took the last word down, None where it is the
    reader's own. Nothing says for whom, or why.
    """

    question: UUID
    own: SwapPost
    other: SwapPost
    starts: date
    ends: date
    asked_at: Instant
    word: Word
    became: Became | None
    taken_by: AccountId | None
    said_on: date | None


@dataclass(frozen=True, slots=True)
class SwapHeard:
    """A question of a request as personnel reads it, to hear out whoever does not sign in."""

    question: UUID
    person: PersonId
    own: SwapPost
    asked_at: Instant
    word: Word
    became: Became | None
    by_themselves: bool


@query(
    key="people.swaps-of-move",
    permits=Permission.TAKE_DOWN_SWAP,
    zone=Zone.IDENTITY,
    says=_("It was read who was asked to swap posts for somebody's time in another."),
)
def swaps_of_move(*, move: UUID, by: Viewer, at: Instant) -> Shown[list[SwapHeard]]:
    """Return who was asked to swap for a request within reach, the latest first."""
    rows = list(SwapQuestion.objects.filter(request_id=move).order_by("-id"))
    words, posts = last_words(rows), _posts({row.own_post for row in rows})
    found = [
        SwapHeard(
            row.id, PersonId(row.person_id), posts[row.own_post], row.asked_at, words[row.id],
            Became(row.became) if row.became else None, answered_themselves(row),
        )
        for row in rows
    ]  # fmt: skip
    return Shown(found, [one.person for one in found])


@query(
    key="people.own-swaps",
    permits=Permission.ANSWER_SWAP,
    zone=Zone.IDENTITY,
    says=_("Somebody read whether they are asked to swap posts for a time."),
)
def own_swaps(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Swap]]:
    """Return what the reader is asked, or was and is not over yet; the latest first."""
    calendar = calendars_of([person])[person]
    today = calendar.local_date(at)
    asked = SwapQuestion.objects.filter(person_id=person, ends__gte=today).order_by("-id")
    rows = list(asked)
    words, said = last_words(rows), last_answers(rows)
    posts = _posts({one for r in rows for one in (r.own_post, r.other_post)})
    found = [_swap(row, posts, words[row.id], said.get(row.id), calendar) for row in rows]
    return Shown(found, [person])


def _swap(
    row: SwapQuestion,
    posts: Mapping[UUID, SwapPost],
    word: Word,
    said: SwapAnswer | None,
    calendar: Calendar,
) -> Swap:
    taken_by = None if said is None or said.taken_by is None else AccountId(said.taken_by)
    return Swap(
        row.id, posts[row.own_post], posts[row.other_post], row.starts, row.ends, row.asked_at,
        word, Became(row.became) if row.became else None, taken_by,
        calendar.local_date(said.at) if said else None,
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
