"""What somebody learned, held or did in service, one entry for each: kinds, and what changes."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from muster.kernel.words import Sentence, _p

WHAT_LENGTH, CODE_LENGTH = 120, 20
"""The most characters that a name and a code may have; sealed entries are of one width."""
MOST_LED = 100_000
MOST_ENTRIES = 100
"""How many entries one person may have: a long service has some forty. Our choice."""


class EntryKind(enum.Enum):
    """What an entry of the service record is about; `says` is the word for people."""

    says: Sentence

    def __new__(cls, key: str, says: Sentence) -> EntryKind:
        member = object.__new__(cls)
        member._value_ = key
        member.says = says
        return member

    TRADE = "trade", _p("an entry of the service record", "Military trade")
    COURSE = "course", _p("an entry of the service record", "Course")
    LICENCE = "licence", _p("an entry of the service record", "Licence")
    LANGUAGE = "language", _p("an entry of the service record", "Language")
    VEHICLE = "vehicle", _p("an entry of the service record", "Vehicle or machine")
    LED = "led", _p("an entry of the service record", "People led")


class Entry(NamedTuple):
    """One entry; "" and None mean that the record says nothing about it.

    `what` is its name as papers have it and `code` a code, a category or a level; `since` and
    `until` are its first and last day, `people` how many were led at most.
    """

    kind: EntryKind
    what: str
    code: str = ""
    since: date | None = None
    until: date | None = None
    people: int | None = None

    @property
    def same(self) -> tuple[str, str, str, date | None]:
        """What makes two entries one: another last day or number describes it anew."""
        return self.kind.value, _plain(self.what), _plain(self.code), self.since

    @property
    def name(self) -> str:
        """The name with its code, as a line of a list has it."""
        if self.what and self.code:
            return f"{self.what} ({self.code})"
        return self.what or self.code


class Change(enum.StrEnum):
    """What a list says of one entry."""

    NEW = "new"
    DESCRIBED = "described"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry of a list against what is known; `before` is the one that it takes the place of."""

    change: Change
    entry: Entry
    before: UUID | None = None


def compared(listed: Iterable[Entry], known: Mapping[UUID, Entry]) -> list[Changed]:
    """Return what each entry of a list changes for one person; `known` stand on the record."""
    standing = {entry.same: (key, entry) for key, entry in known.items()}
    found = []
    for entry in listed:
        key, before = standing.get(entry.same, (None, None))
        if before is None:
            found.append(Changed(Change.NEW, entry))
        elif before == entry:
            found.append(Changed(Change.UNCHANGED, entry, key))
        else:
            found.append(Changed(Change.DESCRIBED, entry, key))
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
