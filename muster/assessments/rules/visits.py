"""A visit's day: who comes when, and to which room, evenly and in as few sittings as will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Room:
    """A room and how many can answer in it at once."""

    name: str
    seats: int


@dataclass(frozen=True, slots=True)
class Hours:
    """A day's hours in minutes after midnight, and how long one round takes.

    Between `pause_from` and `pause_until` nobody sits; equal, they are no pause.
    """

    begins: int
    ends: int
    minutes: int
    pause_from: int = 0
    pause_until: int = 0

    def rounds(self) -> tuple[int, ...]:
        """Return the minutes at which rounds begin; a round that meets the pause comes after it."""
        found, at = [], self.begins
        while self.minutes > 0 and at + self.minutes <= self.ends:
            if at < self.pause_until and at + self.minutes > self.pause_from:
                at = self.pause_until
                continue
            found.append(at)
            at += self.minutes
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Place:
    """One person's place: the minute after midnight, and the room."""

    person: UUID
    minute: int
    room: str

    @property
    def at(self) -> time:
        return time(*divmod(self.minute, 60))


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Everybody's place, and those for whom the day has none."""

    places: tuple[Place, ...]
    left_over: tuple[UUID, ...]


def day_plan(people: Sequence[UUID], rooms: Sequence[Room], hours: Hours) -> DayPlan:
    """Give everybody a place, in the order given, so that a sub-unit named together sits together.

    As few rounds as will do; rounds, and rooms by their seats, differ by one person at most.
    """
    usable = [room for room in rooms if room.seats > 0]
    seats, rounds = sum(room.seats for room in usable), hours.rounds()
    placed = people[: seats * len(rounds)]
    if not placed:
        return DayPlan((), tuple(people))
    used = rounds[: -(-len(placed) // seats)]
    places: list[Place] = []
    waiting = iter(placed)
    for minute, group in zip(used, _evenly(len(placed), [1] * len(used)), strict=True):
        shares = _evenly(group, [room.seats for room in usable])
        for room, share in zip(usable, shares, strict=True):
            places += [Place(next(waiting), minute, room.name) for _seat in range(share)]
    return DayPlan(tuple(places), tuple(people[len(placed) :]))


def _evenly(total: int, weights: Sequence[int]) -> list[int]:
    """Return shares of `total` in proportion to `weights`, none above its exact share rounded up.

    The largest remainders get the extra ones, the first of equals first (Hamilton's method).
    """
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place)
    )
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares
