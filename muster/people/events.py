"""What others may listen to; listeners run inside the command that tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from muster.access.news import News
from muster.kernel.ids import PersonId, UnitId

JOINED = News("people.joined")
"""Told with a list of PersonId: they are known for the first time."""
MOVED = News("people.moved")
"""Told with a list of Moved."""
MERGED = News("people.merged")
"""Told with a Joining: `absorbed` is now read as part of `kept`."""
PARTED = News("people.parted")
"""Told with a Joining: `absorbed` is a record of its own again."""
ERASED = News("people.erased")
"""Told with a list of PersonId, before their rows are removed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A person serves elsewhere, or nowhere (`unit` None), from `since`; before, in `before`."""

    person: PersonId
    before: UnitId | None
    unit: UnitId | None
    since: date


@dataclass(frozen=True, slots=True)
class Joining:
    """Two records of one person."""

    kept: PersonId
    absorbed: PersonId
