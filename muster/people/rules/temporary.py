"""A temporary move: what may be asked for, and where it stands by what happened to it.

The return to the old post is the default end: it is written down with the move itself, and comes by
itself. Nothing here holds a reason: health, family, training and rotation ask in the same words.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.people import post_problems
from muster.people.rules.moves import Stay, laid_over, on_day

LONGEST = timedelta(days=183)
"""How long a temporary move may last; our choice."""
FIRST_REVIEW = timedelta(days=30)
"""How soon it is reviewed, at the latest, and again after each review; our choice."""
ASK_AHEAD = timedelta(days=90)
FARTHEST = 10_000


class Act(enum.StrEnum):
    """What can happen to a request and the move that comes of it."""

    FOUND = "found"
    PROPOSED = "proposed"
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    DECIDED = "decided"
    DECLINED = "declined"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    BEGAN = "began"
    REVIEWED = "reviewed"
    CALLED = "called"
    SHORTENED = "shortened"
    RETURNED = "returned"
    OVERTAKEN = "overtaken"
    VIEW = "view"


class State(enum.StrEnum):
    """Where a request stands."""

    LOOKING = "looking"
    OFFERED = "offered"
    DECIDED = "decided"
    DECLINED = "declined"
    RUNNING = "running"
    RETURNED = "returned"
    OVERTAKEN = "overtaken"
    WITHDRAWN = "withdrawn"

    @property
    def over(self) -> bool:
        """Is nothing to come any more?"""
        return self in (State.DECLINED, State.RETURNED, State.OVERTAKEN, State.WITHDRAWN)


class View(enum.StrEnum):
    """The person's own view, asked at the end."""

    HELPED = "helped"
    SOMEWHAT = "somewhat"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the functions to be spared, the days, how far away at most."""

    functions: tuple[str, ...]
    starts: date
    ends: date
    review: date
    most_km: int | None = None

    @property
    def days(self) -> int:
        """How many days it lasts, the first and the last included."""
        return (self.ends - self.starts).days + 1


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, in the order of writing. `day` and `post` are where an act has one.

    `partner` is who swaps; `view` is the person's own.
    """

    act: Act
    at: Instant
    day: date | None = None
    post: UUID | None = None
    partner: UUID | None = None
    view: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a move stands: its present last day and next review, the chosen post, what was said."""

    state: State
    ends: date
    review: date
    post: UUID | None = None
    partner: UUID | None = None
    proposed: UUID | None = None
    returned: date | None = None
    view: str = ""


def faults(asked: Asked, *, today: date, known: Collection[str]) -> Iterator[Problem]:
    """Yield why this may not be asked; nothing where it may. `known` are the force's functions."""
    if not asked.functions:
        yield post_problems.NOTHING_SPARED.at()
    for code in asked.functions:
        if code not in known:
            yield post_problems.NO_FUNCTION.at(value=code, known=", ".join(known))
    if not today <= asked.starts <= today + ASK_AHEAD:
        yield post_problems.MOVE_BEGINS_WRONG.at(days=ASK_AHEAD.days)
    if not timedelta(0) <= asked.ends - asked.starts <= LONGEST:
        yield post_problems.MOVE_TOO_LONG.at(days=LONGEST.days)
    latest = min(asked.ends, asked.starts + FIRST_REVIEW)
    if not asked.starts <= asked.review <= latest:
        yield post_problems.MOVE_REVIEW_WRONG.at(latest=latest)
    if asked.most_km is not None and not 0 < asked.most_km <= FARTHEST:
        yield post_problems.NO_WHOLE_NUMBER.at(value=str(asked.most_km), most=FARTHEST)


_NEXT = {
    Act.FOUND: State.OFFERED, Act.PROPOSED: State.OFFERED, Act.DECIDED: State.DECIDED,
    Act.DECLINED: State.DECLINED, Act.TAKEN: State.LOOKING, Act.WITHDRAWN: State.WITHDRAWN,
    Act.BEGAN: State.RUNNING, Act.RETURNED: State.RETURNED, Act.OVERTAKEN: State.OVERTAKEN,
}  # fmt: skip


def standing(asked: Asked, facts: Iterable[Fact]) -> Standing:
    """Return where a move stands after these facts, in the order of writing."""
    now = Standing(State.LOOKING, asked.ends, asked.review)
    for one in facts:
        now = replace(now, state=_NEXT.get(one.act, now.state), **_said(one))
    return now


def _said(one: Fact) -> dict[str, Any]:
    if one.act is Act.DECIDED:
        return {"post": one.post, "partner": one.partner}
    if one.act is Act.PROPOSED:
        return {"proposed": one.post}
    if one.act is Act.TAKEN:
        return {"post": None, "partner": None, "proposed": None}
    if one.act in (Act.REVIEWED, Act.CALLED):
        return {"review": one.day}
    if one.act is Act.SHORTENED:
        return {"ends": one.day}
    if one.act is Act.RETURNED:
        return {"returned": one.day}
    return {"view": one.view} if one.act is Act.VIEW else {}


def next_review(reviewed: date, ends: date) -> date:
    """Return the latest day of the review after this one."""
    return min(ends, reviewed + FIRST_REVIEW)


def there_and_back(
    stays: Sequence[Stay], there: Stay, *, today: date
) -> tuple[Stay, list[Stay]] | Problem:
    """Return the old post, and the stays with the move and the return from it.

    `there` is the temporary post with its first and last day. Refused where nothing is known to
    return to, or where another posting is known to begin in between.
    """
    last = there.until
    old = on_day(stays, max(there.since, today))
    if old is None or last is None or not old.covers(there.since):
        return post_problems.NOTHING_TO_RETURN_TO.at()
    day_after = last + timedelta(days=1)
    ends_before = old.until is not None and old.until < day_after
    if ends_before or any(there.since < one.since <= day_after for one in stays):
        return post_problems.POSTING_IN_BETWEEN.at()
    if old.since == there.since:
        return post_problems.NOTHING_TO_RETURN_TO.at()
    back = Stay(old.unit, old.post, day_after, old.until)
    return old, laid_over(laid_over(stays, there), back)


def ending_on(stays: Sequence[Stay], there: Stay, ends: date) -> list[Stay] | None:
    """Return the stays with the temporary one `there` ending on another day; None if overtaken.

    `there` is as it was written, with its last day; what follows it is the return.
    """
    if there.until is None:
        return None
    day_after = there.until + timedelta(days=1)
    back = next((one for one in stays if one.since == day_after), None)
    if there not in stays or back is None:
        return None
    rest = [one for one in stays if one not in (there, back)]
    moved = [there._replace(until=ends), back._replace(since=ends + timedelta(days=1))]
    return sorted([*rest, *moved], key=lambda one: one.since)
