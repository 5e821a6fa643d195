"""From what is known of a person and what a roster says: new, unchanged, moved, corrected, left.

Postings are never overwritten. A turn says that from one day on the person serves in a unit, or in
none; the latest recorded turn of a day counts, and one that is withdrawn takes that day's back.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import NamedTuple

from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.people import problems
from muster.people.rules.names import same_name

_FOREVER = date.max


class Turn(NamedTuple):
    """From `since` on, the person serves in `unit` at `post`; in no unit where it is None."""

    since: date
    unit: UnitId | None
    post: str = ""
    withdrawn: bool = False


class Stay(NamedTuple):
    """The person served in `unit` at `post` from `since` to `until`, both included; None: open."""

    unit: UnitId
    post: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Did the person serve here on that day?"""
        return self.since <= day <= (self.until or _FOREVER)


class Stated(NamedTuple):
    """What a row or an order says of a posting; "" and None mean that it says nothing."""

    unit: UnitId
    post: str = ""
    since: date | None = None
    until: date | None = None


class Outcome(enum.StrEnum):
    """What became of one valid row."""

    NEW = "new"
    UNCHANGED = "unchanged"
    MOVED = "moved"
    RETURNED = "returned"
    LEFT = "left"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Move:
    """What is to be recorded, in this order, and what it amounts to."""

    outcome: Outcome
    turns: tuple[Turn, ...] = ()


def stays_of(turns: Iterable[Turn]) -> list[Stay]:
    """Return the stays that turns amount to; the turns come in the order of their recording."""
    last = {turn.since: turn for turn in turns}
    standing = [last[day] for day in sorted(last) if not last[day].withdrawn]
    stays: list[Stay] = []
    for turn, following in zip_longest(standing, standing[1:]):
        if turn.unit is not None:
            until = None if following is None else following.since - timedelta(days=1)
            stays.append(Stay(turn.unit, turn.post, turn.since, until))
    return stays


def on_day(stays: Sequence[Stay], day: date) -> Stay | None:
    """Return the stay that counts on `day`: the one it falls in, else the last begun before it."""
    begun = [stay for stay in stays if stay.since <= day]
    return begun[-1] if begun else (stays[0] if stays else None)


def plan(stays: Sequence[Stay], stated: Stated, *, today: date) -> Move | Problem:
    """Compare what is known (in the order of time, not empty) with what is stated.

    A statement without a first day speaks of today. One whose first day lies before the present
    stay is refused unless it only repeats what is known: an old list must not undo a move.
    """
    day = stated.since or today
    known = on_day(stays, max(day, today)) or stays[0]
    if any(_repeats(stay, stated) for stay in stays):
        return Move(Outcome.UNCHANGED)
    if stated.since is not None and stated.since < known.since:
        if known.unit != stated.unit or _overlapped(stays, known, stated.since):
            return problems.OLDER_THAN_KNOWN.at(since=known.since)
        return _begun_on(known, stated)
    if known.unit != stated.unit:
        return _moved(stays, known, stated, day)
    return _same_unit(known, stated, day, today)


def first_turns(stated: Stated, *, today: date) -> tuple[Turn, ...]:
    """Return the turns that record a new person's posting."""
    return _turns(stated, stated.since or today, stated.post)


def _repeats(stay: Stay, stated: Stated) -> bool:
    return (
        stay.unit == stated.unit
        and stated.since == stay.since
        and stated.post in {"", stay.post}
        and (stated.until is None or stated.until == stay.until)
    )


def _overlapped(stays: Sequence[Stay], known: Stay, since: date) -> bool:
    """Would beginning `known` on `since` swallow the beginning of the stay before it?"""
    before = [earlier for earlier, later in pairwise(stays) if later == known]
    return bool(before) and since <= before[0].since


def _turns(stated: Stated, day: date, post: str) -> tuple[Turn, ...]:
    begin = Turn(day, stated.unit, post)
    if stated.until is None:
        return (begin,)
    return begin, Turn(stated.until + timedelta(days=1), None)


def _begun_on(known: Stay, stated: Stated) -> Move:
    """The stay is known, and began earlier than was thought."""
    day = stated.since or known.since
    post = stated.post or known.post
    withdrawn = Turn(known.since, None, withdrawn=True)
    return Move(Outcome.CORRECTED, (withdrawn, *_turns(stated, day, post)))


def _moved(stays: Sequence[Stay], known: Stay, stated: Stated, day: date) -> Move:
    """The person serves elsewhere from `day`; an end noted for the stay they leave is void."""
    ends = [stay.until + timedelta(days=1) for stay in stays if stay.until is not None]
    begins = {stay.since for stay in stays}
    void = tuple(Turn(end, None, withdrawn=True) for end in ends if end > day and end not in begins)
    turns = (*void, *_turns(stated, day, stated.post))
    if known.since == day:
        return Move(Outcome.CORRECTED, turns)
    gone = known.until is not None and known.until < day - timedelta(days=1)
    return Move(Outcome.RETURNED if gone else Outcome.MOVED, turns)


def _same_unit(known: Stay, stated: Stated, day: date, today: date) -> Move:
    """The person serves where they are known to serve; perhaps at another post, or to an end."""
    if known.until is not None and known.until < day:
        if stated.since is None and stated.until is not None:
            return Move(Outcome.UNCHANGED) if stated.until == known.until else _ends(known, stated)
        return Move(Outcome.RETURNED, _turns(stated, day, stated.post or known.post))
    if stated.post not in {"", known.post}:
        turns = _turns(stated, day, stated.post)
        return Move(Outcome.CORRECTED if day == known.since else Outcome.MOVED, turns)
    if stated.since is not None and stated.since != known.since:
        return _begun_on(known, stated)
    if stated.until is not None and stated.until != known.until:
        return _ends(known, stated)
    return Move(Outcome.UNCHANGED)


def _ends(known: Stay, stated: Stated) -> Move:
    """The stay is known, and ends on another day than was thought."""
    end = (stated.until or _FOREVER) + timedelta(days=1)
    turns = [Turn(end, None)]
    if known.until is not None:
        turns.insert(0, Turn(known.until + timedelta(days=1), None, withdrawn=True))
    return Move(Outcome.LEFT, tuple(turns))


def same_person(known: Details, stated: Details) -> bool:
    """May a row with a known service number be about the known person?

    At most one of surname, given name, patronymic and date of birth may differ, and at least two
    must agree where one does: people marry, and clerks mistype, but a number that comes with
    another name and another birthday is another person's.
    """
    agree = differ = 0
    for one, other in zip(known.names, stated.names, strict=True):
        if one and other:
            agree, differ = (agree + 1, differ) if same_name(one, other) else (agree, differ + 1)
    if known.born is not None and stated.born is not None:
        agree, differ = (agree + 1, differ) if known.born == stated.born else (agree, differ + 1)
    return differ == 0 or (differ == 1 and agree >= 2)


@dataclass(frozen=True, slots=True)
class Details:
    """Who a person is and how they are reached; "" and None mean that it is not known."""

    number: str = ""
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    born: date | None = None
    rank: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""

    @property
    def names(self) -> tuple[str, str, str]:
        return self.surname, self.given, self.patronymic

    def laid_over(self, known: Details) -> Details:
        """Return what is known, with everything that this says in its place."""
        return Details(
            self.number or known.number,
            self.surname or known.surname,
            self.given or known.given,
            self.patronymic or known.patronymic,
            self.born or known.born,
            self.rank or known.rank,
            self.phone or known.phone,
            self.email or known.email,
            self.language or known.language,
        )
