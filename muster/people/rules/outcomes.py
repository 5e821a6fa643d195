"""What became of temporary moves, counted: restored on time, how long, what people said.

Small groups are hidden with their complements (`small_groups.py`); a length stands for a group that
is large enough, or not at all.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.people.rules.small_groups import Cell, Table, hidden
from muster.people.rules.temporary import Asked, Standing, State, View

AGAIN_WITHIN = timedelta(days=30)
"""Who is to have another post again so soon was not restored; our choice."""


class Outcome(enum.StrEnum):
    """What became of a move that is over."""

    ON_TIME = "on-time"
    EARLIER = "earlier"
    AGAIN = "again"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Over:
    """A move that is over: whose, in which part of the force, when, and the person's own view."""

    person: UUID
    part: str
    asked: Asked
    now: Standing


@dataclass(frozen=True, slots=True)
class Report:
    """The counts as they may be shown. `parts` names the rows of `outcomes`.

    `outcomes` has a column for each Outcome; `views` one row, a column for each View and a last for
    who said nothing. `restored` is the share, in percent, of those back on time or earlier; `days`
    is the mean length; both None where the group is too small or the cells they rest on are hidden.
    """

    parts: tuple[str, ...]
    outcomes: Table
    views: Table
    restored: int | None
    days: float | None
    least: int


def outcome_of(one: Over, others: Iterable[Over]) -> Outcome:
    """Return what became of a move; `others` are the same person's."""
    if one.now.state is not State.RETURNED or one.now.returned is None:
        return Outcome.ELSEWHERE
    back = one.now.returned
    if any(back <= other.asked.starts <= back + AGAIN_WITHIN for other in others):
        return Outcome.AGAIN
    return Outcome.EARLIER if back <= one.asked.ends else Outcome.ON_TIME


def report(moves: Sequence[Over], others: Sequence[Over], *, least: int) -> Report:
    """Count moves that are over; `others` are all that are known, for who moved again."""
    parts = tuple(sorted({one.part for one in moves}))
    counts = {part: dict.fromkeys(Outcome, 0) for part in parts}
    for one in moves:
        theirs = [other for other in others if other.person == one.person and other != one]
        counts[one.part][outcome_of(one, theirs)] += 1
    table = hidden([list(counts[part].values()) for part in parts] or [[0] * len(Outcome)], least)
    said = [sum(one.now.view == view for one in moves) for view in View]
    views = hidden([[*said, len(moves) - sum(said)]], least)
    enough = len(moves) >= least
    lengths = [_length(one) for one in moves]
    return Report(
        parts, table, views, _restored(table) if enough else None,
        round(sum(lengths) / len(lengths), 1) if enough else None, least,
    )  # fmt: skip


def _restored(table: Table) -> int | None:
    """Return the share of those back on time or earlier, to 5 percent, from what is shown alone."""
    on_time, earlier, *_rest = table.columns
    total = table.total
    if on_time is None or earlier is None or not total:
        return None
    return 5 * round(20 * (on_time + earlier) / total)


def _length(one: Over) -> int:
    """Return how many days somebody was away from the old post."""
    last: date = one.now.ends if one.now.returned is None else one.now.returned - timedelta(days=1)
    return max(0, (last - one.asked.starts).days + 1)


__all__ = ["Cell", "Outcome", "Over", "Report", "outcome_of", "report"]
