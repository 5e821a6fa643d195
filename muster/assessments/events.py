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


@dataclass(frozen=True, slots=True)
class CriticalAnswered:
    """A critical item was answered, in a sitting still going on or while paper is typed in.

    Told the moment it is answered, before and regardless of completion, and again where the answer
    is changed to a graver one. `sitting` is the id that the sitting of this instrument will be
    submitted under; `value` is the answer as printed; `mode` is "live" or "paper".
    """

    sitting: UUID
    person: PersonId
    instrument: str
    item: str
    value: int
    mode: str
    answered_at: datetime | None
    recorded_at: Instant
    entered_by: AccountId


@dataclass(frozen=True, slots=True)
class FollowUpBroken:
    """The follow-up that a critical answer opened did not come to its end.

    `became` is "missing" (its text is not installed), "refused" or "abandoned" (left, or silent for
    longer than the profile allows). `sitting` and `instrument` are those of the critical answer.
    """

    sitting: UUID
    person: PersonId
    instrument: str
    became: str
    answered_at: datetime | None
    recorded_at: Instant
    entered_by: AccountId


SUBMITTED = News("assessments.submitted")
IMPORTED = News("assessments.imported")
HELP_ASKED = News("assessments.help-asked")
CRITICAL_ANSWERED = News("assessments.critical-answered")
FOLLOW_UP_BROKEN = News("assessments.follow-up-broken")
