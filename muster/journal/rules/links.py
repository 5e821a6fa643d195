"""Care links: what bound a reader to the person whose record they opened.

A role says what somebody could read. A link says why it was theirs to read on that day: an open
signal, a call they had made, a sitting that had just come in, a screening of the unit. A reading
without any is what an ombudsman asks about first; one with no other link than that the person
serves in the reader's unit is the next.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from muster.kernel.words import Sentence, _


class Link(enum.Enum):
    """What can bind a reader and a person; `says` explains it."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> Link:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    UNIT = "unit", _("The person serves in the reader's units.")
    SIGNAL = "signal", _("A signal about the person was open.")
    WORK = "work", _("The reader had taken the person's signal, called, or closed it.")
    SITTING = "sitting", _("A sitting of the person had come in.")
    CAMPAIGN = "campaign", _("A screening was open for the person's unit.")


class Tie(enum.Enum):
    """How a reading stands after all bonds were looked at."""

    CARE = "care"
    UNIT_ONLY = "unit-only"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reading:
    """One opening of one person's record by one account."""

    entry: UUID
    reader: UUID
    role: str
    person: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Bond:
    """Something that binds a person from one instant until another (None: it goes on).

    `reader` is the account it binds them to; None binds whoever serves the person's unit.
    """

    link: Link
    person: UUID
    since: datetime
    until: datetime | None = None
    reader: UUID | None = None


@dataclass(frozen=True, slots=True)
class Grace:
    """How far a link reaches beyond itself.

    Who is told on the corridor looks first and writes the call down afterwards: `before`. Who
    closed a signal may look how it went: `after`.
    """

    before: timedelta
    after: timedelta


def links(reading: Reading, bonds: Iterable[Bond], grace: Grace) -> frozenset[Link]:
    """Return what bound the reader to the person when the record was opened.

    Serving in a unit binds on its own days alone; every other bond reaches as far as `grace`.
    """
    return frozenset(bond.link for bond in bonds if _binds(bond, reading, grace))


def tie(found: frozenset[Link]) -> Tie:
    """Return how a reading with these links stands."""
    if found - {Link.UNIT}:
        return Tie.CARE
    return Tie.UNIT_ONLY if found else Tie.NONE


def _binds(bond: Bond, reading: Reading, grace: Grace) -> bool:
    if bond.person != reading.person or bond.reader not in (None, reading.reader):
        return False
    strict = bond.link is Link.UNIT
    before = timedelta() if strict else grace.before
    after = timedelta() if strict else grace.after
    if reading.at < bond.since - before:
        return False
    return bond.until is None or reading.at <= bond.until + after
