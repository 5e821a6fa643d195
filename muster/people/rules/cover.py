"""Where a duty roster has holes: from when until when nobody has a duty that somebody must have.

A turn for a unit covers all below it, and the nearest unit's turn counts before one further up. One
account cannot be two at once: the deputy is for when the duty clinician does not answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Shift:
    """One account's turn of one duty for one unit; of two for the same the later `place` counts."""

    unit: UUID
    role: str
    account: UUID
    starts: datetime
    ends: datetime
    place: int = 0


@dataclass(frozen=True, slots=True)
class Hole:
    """Nobody has the duty `role` from `since` until `until`.

    `doubled`: somebody has, but it is the account that has the duty it should stand in for.
    """

    role: str
    since: datetime
    until: datetime
    doubled: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """Who has a duty of one unit from `since` until `until`; `account` None: nobody."""

    role: str
    account: UUID | None
    since: datetime
    until: datetime


def covers(
    chain: Sequence[UUID],
    shifts: Iterable[Shift],
    roles: Sequence[str],
    since: datetime,
    until: datetime,
) -> list[Cover]:
    """Return who has each duty of a unit between two instants, stretch by stretch, duty by duty.

    `chain` is the unit and all above it, the nearest first.
    """
    found: list[Cover] = []
    parts = list(_parts(chain, shifts, roles, since, until))
    for role in roles:
        for begin, end, held in parts:
            account = held.get(role)
            last = found[-1] if found else None
            if last and (last.role, last.account, last.until) == (role, account, begin):
                found[-1] = Cover(role, account, last.since, end)
            else:
                found.append(Cover(role, account, begin, end))
    return found


def holes(
    chain: Sequence[UUID],
    shifts: Iterable[Shift],
    needed: Sequence[str],
    since: datetime,
    until: datetime,
) -> list[Hole]:
    """Return the holes of one unit's roster between two instants, in the order of time.

    `chain` is the unit and all above it, the nearest first; `needed` are the duties that must be
    held, each by another account than the first of them.
    """
    found: list[Hole] = []
    for begin, end, held in _parts(chain, shifts, needed, since, until):
        found.extend(_lacking(held, needed, begin, end))
    return sorted(_joined(found), key=lambda one: (one.since, one.role))


def _parts(
    chain: Sequence[UUID],
    shifts: Iterable[Shift],
    roles: Sequence[str],
    since: datetime,
    until: datetime,
) -> Iterator[tuple[datetime, datetime, dict[str, UUID]]]:
    """Yield the stretches in which nothing changes, each with who has which duty."""
    steps = {unit: place for place, unit in enumerate(chain)}
    own = [one for one in shifts if one.unit in steps and one.role in roles]
    marks = {since, until}
    marks.update(mark for one in own for mark in (one.starts, one.ends) if since < mark < until)
    for begin, end in pairwise(sorted(marks)):
        yield begin, end, _held([o for o in own if o.starts <= begin and o.ends >= end], steps)


def _held(shifts: Iterable[Shift], steps: dict[UUID, int]) -> dict[str, UUID]:
    """Return who has each duty: the nearest turn, and of those the one given last."""
    ordered = sorted(shifts, key=lambda one: (steps[one.unit], -one.place))
    held: dict[str, UUID] = {}
    for one in ordered:
        held.setdefault(one.role, one.account)
    return held


def _lacking(
    held: dict[str, UUID], needed: Sequence[str], begin: datetime, end: datetime
) -> Iterator[Hole]:
    for role in needed:
        if role not in held:
            yield Hole(role, begin, end)
        elif role != needed[0] and held[role] == held.get(needed[0]):
            yield Hole(role, begin, end, doubled=True)


def _joined(found: Iterable[Hole]) -> Iterator[Hole]:
    """Join holes of one kind that follow each other without a break."""
    open_: dict[tuple[str, bool], Hole] = {}
    for one in found:
        before = open_.get((one.role, one.doubled))
        if before is not None and before.until == one.since:
            one = Hole(one.role, before.since, one.until, one.doubled)
        elif before is not None:
            yield before
        open_[one.role, one.doubled] = one
    yield from open_.values()
