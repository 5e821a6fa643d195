"""What others may listen to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from muster.access.news import News
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A case came to `state` from `left` (empty: it was opened), and is due to move on by `due`."""

    case: UUID
    person: PersonId
    left: str
    state: str
    owner: str
    due: Instant | None
    at: Instant
    by: AccountId


CASE_OPENED = News("care.case-opened")
CASE_MOVED = News("care.case-moved")
