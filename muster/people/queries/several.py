"""Several requests at once, and what became of those that are over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.cards import cards_of
from muster.people.formation import children_of, units_below
from muster.people.models import MoveRequest
from muster.people.posts import posts_of
from muster.people.rules.fitting import Hindrance, Option, hindered, options
from muster.people.rules.outcomes import Over, Report, report
from muster.people.rules.placing import Aim, Placing, placings
from muster.people.rules.swaps import Word
from muster.people.rules.temporary import State
from muster.people.swapping import words_of
from muster.people.temporary import moves_of_rows, wanted_of
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone

PARTNERS = 5
"""So many who could swap are considered of one post, so that two requests need not meet in one."""
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Asking:
    """One of the requests: whose, from which unit, how many posts fit, and what else hinders."""

    request: UUID
    person: PersonId
    name: str
    unit: str
    fitting: int
    hindered: Mapping[Hindrance, int]


@dataclass(frozen=True, slots=True)
class Several:
    """All requests that wait, and the best placing of them under each aim."""

    asking: tuple[Asking, ...]
    placings: Mapping[Aim, Placing]
    names: Mapping[UnitId, UnitName]


@query(
    key="people.several-moves",
    permits=Permission.ASSIGN_MOVES,
    zone=Zone.IDENTITY,
    says=_("Posts were looked for, for several requests at once."),
)
def several(*, by: Viewer, at: Instant) -> Shown[Several]:
    """Return the best placings of all requests within reach that nobody decided yet.

    Posts of the viewer's own units alone are considered, and nobody who declined to swap.
    """
    rows = MoveRequest.objects.filter(running=True).order_by("id")[:MOST]
    waiting = (State.LOOKING, State.OFFERED)
    moves = [one for one in moves_of_rows(list(rows)) if one.now.state in waiting]
    posts = posts_of(units_below(by.units), today=day_at(by.units, at))
    wanted, words = wanted_of(moves, posts), words_of([one.row.id for one in moves])
    able: dict[UUID, list[Option]] = {
        request: [
            option
            for option in options(one, posts, swaps=PARTNERS)
            if words.get(request, {}).get((option.post, option.partner)) is not Word.DECLINED
        ]
        for request, one in wanted.items()
    }
    cards = cards_of([one.person for one in moves])
    asking = tuple(
        Asking(
            one.row.id, one.person, cards[one.person].name, cards[one.person].unit_code,
            len({option.post for option in able[one.row.id]}),
            {} if able[one.row.id] else hindered(wanted[one.row.id], posts),
        )
        for one in moves
        if one.person in cards
    )  # fmt: skip
    found = placings(able, {one.id: one.vacant for one in posts})
    names = unit_names({UnitId(one.unit) for some in able.values() for one in some})
    return Shown(Several(asking, found, names), [one.person for one in asking])


@query(
    key="people.report-moves",
    permits=Permission.ASSIGN_MOVES,
    zone=Zone.IDENTITY,
    says=_("It was counted what became of temporary moves."),
)
def report_moves(*, since: date, until: date, least: int, by: Viewer, at: Instant) -> Shown[Report]:
    """Count the moves within reach that ended in these days, by the units right below the viewer's.

    `least` is the smallest group that may be shown.
    """
    rows = list(MoveRequest.objects.filter(ends__gte=since.replace(year=since.year - 1)))
    parts: dict[UUID, str] = {}
    for root in by.units:
        for part in [root, *children_of(root)]:
            code = unit_names([part])[part].code
            below = [part] if part == root else units_below([part])
            parts.update(dict.fromkeys(below, code))
    every = [
        Over(one.person, parts.get(one.row.from_unit, ""), one.asked, one.now)
        for one in moves_of_rows(rows)
    ]
    over = [
        one
        for one in every
        if one.now.state in (State.RETURNED, State.OVERTAKEN)
        and since <= (one.now.returned or one.now.ends) <= until
    ]
    return Shown(report(over, every, least=least))
