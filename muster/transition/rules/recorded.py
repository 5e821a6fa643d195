"""What a service record offers for a profile, and what of it the person takes in.

The record is the office's; what is taken is the person's own, and stands in their profile as they
took it. A no stands, so that the same is not offered again as if nothing had been said.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

MOST = 120  # taken or refused: what sealed parts of a profile hold at one width
_DAYS_IN_MONTH = 30.44


class Kind(enum.StrEnum):
    """What an entry of the record is about."""

    TRADE = "trade"
    COURSE = "course"
    LICENCE = "licence"
    LANGUAGE = "language"
    VEHICLE = "vehicle"
    LED = "led"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry as the record has it; `theirs` None: the person said nothing on it yet."""

    kind: Kind
    what: str
    code: str = ""
    since: date | None = None
    until: date | None = None
    people: int | None = None
    theirs: bool | None = None

    @property
    def key(self) -> str:
        """What stands for it on a page: the same for whatever describes the same entry."""
        same = f"{self.kind}|{self.what.casefold()}|{self.code.casefold()}|{self.since}"
        return blake2b(same.encode(), digest_size=9).hexdigest()

    @property
    def name(self) -> str:
        """The name with its code, as the person is told where a skill was found."""
        if self.what and self.code:
            return f"{self.what} ({self.code})"
        return self.what or self.code

    @property
    def listed(self) -> str:
        """The name with its code, where it stands in brackets itself."""
        return ", ".join(filter(None, (self.what, self.code)))

    def holds(self, today: date) -> bool:
        """Does it hold still? A licence ends; what was learned or done does not."""
        return self.kind is not Kind.LICENCE or self.until is None or self.until >= today


@dataclass(frozen=True, slots=True)
class Led:
    """How many people somebody led at most, and for how many months altogether; 0: not known."""

    people: int
    months: int


def together(standing: Iterable[Recorded], decided: Sequence[Recorded]) -> tuple[Recorded, ...]:
    """Return every entry of the record with what was said on it.

    What was taken and has left the record since stays the person's; what they said no to and is no
    longer on record is forgotten.
    """
    said = {one.key: one.theirs for one in decided}
    found = {one.key: replace(one, theirs=said.get(one.key)) for one in standing}
    left = [one for one in decided if one.theirs and one.key not in found]
    return (*found.values(), *left)


def settled(shown: Iterable[Recorded], ticked: Collection[str]) -> tuple[Recorded, ...]:
    """Return the entries as decided once the person saw them and ticked some."""
    return tuple(replace(one, theirs=one.key in ticked) for one in shown)[:MOST]


def taken(entries: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """Return what the person took into their profile."""
    return tuple(one for one in entries if one.theirs)


def open_to(entries: Iterable[Recorded]) -> tuple[Recorded, ...]:
    """Return what may offer a skill: all but what the person said no to."""
    return tuple(one for one in entries if one.theirs is not False)


def of_kind(entries: Iterable[Recorded], kind: Kind) -> tuple[Recorded, ...]:
    """Return the entries of one kind."""
    return tuple(one for one in entries if one.kind is kind)


def led_of(entries: Iterable[Recorded], today: date) -> Led | None:
    """Return how many people were led and for how long by these entries; None where none were.

    Months are counted once where two entries lie over each other; without a first day none are.
    """
    found = [one for one in of_kind(entries, Kind.LED) if one.people]
    if not found:
        return None
    spans = sorted(
        (one.since, min(one.until or today, today)) for one in found if one.since is not None
    )
    days, reached = 0, date.min
    for since, until in spans:
        begins = max(since, reached)
        if until > begins:
            days += (until - begins).days
            reached = until
    return Led(max(one.people or 0 for one in found), round(days / _DAYS_IN_MONTH))
