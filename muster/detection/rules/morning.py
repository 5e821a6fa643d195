"""The morning's list: which stretch of it somebody stands in, what a reader wants to see of it, and
where a page of it ended."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.policy.rules.findings import Tier


class Section(enum.IntEnum):
    """A stretch of the list; each has an order of its own (`queue.place_in_queue`)."""

    RED = 0
    OVERDUE = 1
    AHEAD = 2
    SPOKEN_WITH = 3


class Whose(enum.StrEnum):
    """Whose calls a reader wants to see."""

    ANYBODYS = "anybody"
    MINE = "mine"
    NOBODYS = "nobody"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list a reader wants to see; as it is made here, all of it.

    `unit` covers all units below it. `instrument` is one of which something is open. `outcome`:
    only who was spoken with, and of whom nobody has said what came of it.
    """

    tier: Tier | None = None
    unit: UnitId | None = None
    whose: Whose = Whose.ANYBODYS
    overdue: bool = False
    instrument: str = ""
    outcome: bool = False

    @property
    def everything(self) -> bool:
        """Is nothing of the list left out?"""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the list ended: the last person's place, and when the list was begun.

    The next page is reckoned as of `begun`, so that nobody who became overdue in between falls
    between two pages.
    """

    begun: Instant
    section: Section
    clock: Instant
    since: Instant
    person: PersonId
