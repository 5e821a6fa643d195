"""A waiting list: who is before whom, when somebody may expect to begin, how many to book.

The order is by clinical priority, then by how long somebody has waited. Nothing else moves anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import comb
from uuid import UUID

from muster.kernel.time import Instant
from muster.programmes.rules.enrolments import Priority

TOO_MANY = 0.1
"""How likely it may be that more come than there are places (ours)."""
USUAL_NO_SHOWS = (1, 10)
"""What is assumed before anything is known: one of ten stays away, as if ten had been seen."""
MOST_ASSUMED = 0.5


@dataclass(frozen=True, slots=True)
class Waiter:
    """Somebody on the list of one programme."""

    enrolment: UUID
    priority: Priority
    since: Instant


@dataclass(frozen=True, slots=True)
class Coming:
    """A group that has not begun: its first day, and how many may still be booked."""

    starts: date
    free: int


def in_line(waiters: Sequence[Waiter]) -> list[Waiter]:
    """Return the list in its order, whoever is first first."""
    return sorted(waiters, key=lambda one: (one.priority, one.since, one.enrolment))


def expected_start(position: int, coming: Sequence[Coming]) -> date | None:
    """Return when whoever stands at `position` (from 1) may expect to begin; None: not known yet.

    The groups to come are filled in the order of their first day, in the order of the list.
    """
    before = 0
    for group in sorted(coming, key=lambda one: one.starts):
        before += max(group.free, 0)
        if position <= before:
            return group.starts
    return None


def no_show_rate(missed: int, sessions: int) -> float:
    """Return the share that stays away, drawn towards the usual while little is known."""
    assumed, weight = USUAL_NO_SHOWS
    return min(MOST_ASSUMED, (missed + assumed) / (sessions + weight))


def bookable(capacity: int, rate: float) -> int:
    """Return how many may be booked into so many places when this share stays away.

    As many as leave it unlikely (`TOO_MANY`) that more come than there are places: people stay away
    one by one, so who comes is binomial. A place for one is never booked twice.
    """
    if capacity < 2:
        return capacity
    booked = capacity
    while too_many_come(booked + 1, capacity, rate) <= TOO_MANY:
        booked += 1
    return booked


def too_many_come(booked: int, capacity: int, rate: float) -> float:
    """Return how likely it is that more than `capacity` of `booked` come."""
    comes = 1 - rate
    return sum(
        comb(booked, count) * comes**count * rate ** (booked - count)
        for count in range(capacity + 1, booked + 1)
    )
