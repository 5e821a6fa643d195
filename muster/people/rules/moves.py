"""From what is known of a person and what a roster says: new, unchanged, moved, corrected, left.

Postings are never overwritten. A turn says that from one day on the person serves in a unit, or in
none; the latest recorded turn of a day counts, and one that is withdrawn takes that day's back.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
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


def same_unit_since(stays: Sequence[Stay], stay: Stay) -> date:
    """Return the first day of the unbroken time in the unit of `stay`, whatever the posts there."""
    since = stay.since
    for earlier in reversed([one for one in stays if one.since < stay.since]):
        if earlier.unit != stay.unit or earlier.until != since - timedelta(days=1):
            break
        since = earlier.since
    return since


def plan(stays: Sequence[Stay], stated: Stated, *, today: date) -> Move | Problem:
    """Compare what is known (in the order of time, not empty) with what is stated.

    A statement without a first day speaks of today. One whose first day lies before the present
    stay is refused unless it only repeats what is known: an old list must not undo a move.
    """
    day = stated.since or today
    known = on_day(stays, max(day, today)) or stays[0]
    begins = known.since if known.unit == stated.unit and stated.since is None else day
    if stated.until is not None and stated.until < begins:
        return problems.ENDS_BEFORE_BEGINNING.at()
    if any(_repeats(stay, stated) for stay in stays):
        return Move(Outcome.UNCHANGED)
    if stated.since is not None and day < known.since:
        if known.unit != stated.unit or _swallows(stays, known, day):
            return problems.OLDER_THAN_KNOWN.at(since=known.since)
        post, until = stated.post or known.post, stated.until or known.until
        return _corrected(stays, known, Stay(known.unit, post, day, until))
    if known.unit != stated.unit:
        wanted = laid_over(stays, Stay(stated.unit, stated.post, day, stated.until))
        return Move(_kind_of_move(known, day), turns_to(stays, wanted))
    return _same_unit(stays, known, stated, day)


def first_turns(stated: Stated, *, today: date) -> tuple[Turn, ...] | Problem:
    """Return the turns that record the first posting that is known of a person."""
    stay = Stay(stated.unit, stated.post, stated.since or today, stated.until)
    if stay.until is not None and stay.until < stay.since:
        return problems.ENDS_BEFORE_BEGINNING.at()
    return tuple(turns_of([stay]))


def plan_any(stays: Sequence[Stay], stated: Stated, *, today: date) -> Move | Problem:
    """Do as `plan` does, also for somebody of whom no posting is known yet."""
    if stays:
        return plan(stays, stated, today=today)
    turns = first_turns(stated, today=today)
    return turns if isinstance(turns, Problem) else Move(Outcome.RETURNED, turns)


def laid_over(stays: Sequence[Stay], new: Stay) -> list[Stay]:
    """Return the stays after one more is stated.

    It ends what began before it. What begins later stands, and ends it where it has no end of its
    own; what begins within its stated time is superseded.
    """
    later = [stay for stay in stays if stay.since > (new.until or new.since)]
    earlier = [stay for stay in stays if stay.since < new.since]
    if new.until is None and later:
        new = new._replace(until=later[0].since - timedelta(days=1))
    day_before = new.since - timedelta(days=1)
    ended = [stay._replace(until=min(stay.until or _FOREVER, day_before)) for stay in earlier]
    return [*ended, new, *later]


def turns_to(known: Sequence[Stay], wanted: Sequence[Stay]) -> tuple[Turn, ...]:
    """Return the turns that turn the known stays into the wanted ones; none if they are equal."""
    before = {turn.since: turn for turn in turns_of(known)}
    after = {turn.since: turn for turn in turns_of(wanted)}
    void = [before[day]._replace(withdrawn=True) for day in before.keys() - after.keys()]
    new = [turn for day, turn in after.items() if before.get(day) != turn]
    return tuple(sorted([*void, *new], key=lambda turn: turn.since))


def turns_of(stays: Sequence[Stay]) -> Iterator[Turn]:
    """Yield the turns that say the same as these stays."""
    for stay, following in zip_longest(stays, stays[1:]):
        yield Turn(stay.since, stay.unit, stay.post)
        if stay.until is not None:
            day_after = stay.until + timedelta(days=1)
            if following is None or following.since > day_after:
                yield Turn(day_after, None)


def _repeats(stay: Stay, stated: Stated) -> bool:
    return (
        stay.unit == stated.unit
        and stated.since == stay.since
        and stated.post in {"", stay.post}
        and (stated.until is None or stated.until == stay.until)
    )


def _swallows(stays: Sequence[Stay], known: Stay, day: date) -> bool:
    """Would beginning `known` on `day` swallow the beginning of the stay before it?"""
    return any(later == known and day <= earlier.since for earlier, later in pairwise(stays))


def _kind_of_move(known: Stay, day: date) -> Outcome:
    if known.since == day:
        return Outcome.CORRECTED
    gone = known.until is not None and known.until < day - timedelta(days=1)
    return Outcome.RETURNED if gone else Outcome.MOVED


def _same_unit(stays: Sequence[Stay], known: Stay, stated: Stated, day: date) -> Move:
    """The person serves where they are known to serve; perhaps at another post, or to an end."""
    post, until = stated.post or known.post, stated.until or known.until
    over = known.until is not None and known.until < day
    if over and (stated.since is not None or stated.until is None):
        wanted = laid_over(stays, Stay(known.unit, post, day, stated.until))
        return Move(_kind_of_move(known, day), turns_to(stays, wanted))
    ends_early = until is not None and until < day
    if post != known.post and day > known.since and not over and not ends_early:
        wanted = laid_over(stays, Stay(known.unit, post, day, until))
        return Move(Outcome.MOVED, turns_to(stays, wanted))
    after = Stay(known.unit, post, stated.since or known.since, until)
    if post != known.post or after.since != known.since:
        return _corrected(stays, known, after)
    if until == known.until:
        return Move(Outcome.UNCHANGED)
    return Move(Outcome.LEFT, _corrected(stays, known, after).turns)


def _corrected(stays: Sequence[Stay], known: Stay, after: Stay) -> Move:
    """The stay is known, and was other than was thought."""
    others = [stay for stay in stays if stay != known]
    return Move(Outcome.CORRECTED, turns_to(stays, laid_over(others, after)))


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
    qualifications: str = ""

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
            self.qualifications or known.qualifications,
        )
