"""What others may listen to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from muster.access.news import News
from muster.instruments.rules.columns import Columns
from muster.instruments.rules.results import Result
from muster.instruments.rules.specification import Sex
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant


@dataclass(frozen=True, slots=True)
class Submitted:
    """One sitting was entered and scored.

    `corrects` is the sitting that it sets right; without `results`, nothing takes its place.
    """

    sitting: UUID
    person: PersonId
    instrument: str
    mode: str
    answered_at: datetime | None
    recorded_at: Instant
    results: tuple[Result, ...]
    sex: Sex | None
    entered_by: AccountId
    corrects: UUID | None = None
    follow_up: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A file of sittings was entered: `columns` holds their results, in the order of the ids.

    `newborn` people were registered in `unit` by this very command: nothing was known of them.
    """

    sittings: Sequence[UUID]
    persons: Sequence[PersonId]
    columns: Columns
    answered_at: Sequence[datetime | None]
    recorded_at: Instant
    entered_by: AccountId
    unit: UnitId
    newborn: bool


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """Somebody asked to talk with someone."""

    request: UUID
    person: PersonId
    urgent: bool
    asked_at: Instant
    entered_by: AccountId


SUBMITTED = News("assessments.submitted")
IMPORTED = News("assessments.imported")
HELP_ASKED = News("assessments.help-asked")
