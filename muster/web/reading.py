"""A page's reading of the database: one unit of work, and a second try where a connection died."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.people.calendars import day_at
from muster.vault.trips import Filled, Row
from muster.vault.work import Standing, glance, unit_of_work
from muster.vault.zones import Audience

Answer = TypeVar("Answer")


def read_as(audience: Audience, question: Callable[[], Answer]) -> Answer:
    """Return the answer to `question`, asked as `audience` about no person.

    A connection that was kept may have died with a server that is long back; it is replaced once.
    """
    return _twice(lambda: _ask(audience, question))


def glance_as(audience: Audience, asked: Sequence[Filled]) -> list[list[Row]]:
    """Return the rows of each of these, asked as `audience` about no person, on one trip."""
    return _twice(lambda: glance(Standing(audience), asked))


def today_of(by: Viewer, at: Instant) -> date:
    """Return what day it is in the unit that the reader's role is for; in UTC where it has none."""
    return read_as(Audience.PLATFORM, lambda: day_at(by.units, at)) if by.units else at.date()


def _ask(audience: Audience, question: Callable[[], Answer]) -> Answer:
    with unit_of_work(Standing(audience)):
        return question()


def _twice(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except (InterfaceError, OperationalError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return question()
