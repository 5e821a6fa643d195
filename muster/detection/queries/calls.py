"""Who is to be called, why, since when and by when; for use inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from muster.assessments.queries import Origin, origins_of
from muster.assessments.reaching import Reached, reachable_of
from muster.detection.models import QueueRow
from muster.detection.rules.reasons import Reason
from muster.detection.signals import reasons_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.policy.rules.findings import Tier
from muster.vault.work import current


@dataclass(frozen=True, slots=True)
class Call:
    """One person who is to be called, with all that is open about them.

    `origin` is the file and the row that a subject came from, who is nobody in personnel.
    `reach` is how the person said they can be called.
    `due` is the promise and `call_by` the next thing to do for it; both are None once somebody has
    spoken with the person and only the outcome is missing.
    """

    person: PersonId
    tier: Tier
    reasons: tuple[Reason, ...]
    since: datetime
    due: datetime | None
    call_by: datetime | None
    standing: str
    owner: UUID | None
    attempts: int
    signals: tuple[UUID, ...]
    origin: Origin | None
    reach: Reached | None = None

    def overdue(self, now: Instant) -> bool:
        return self.due is not None and now > self.due


def calls_of(people: Collection[PersonId]) -> dict[PersonId, Call]:
    """Return what is open about each of these people, inside a unit of work."""
    current().admit(people)
    open_rows = QueueRow.objects.filter(person_id__in=list(people), ended=False)
    rows = sorted(open_rows.select_related("signal"), key=_lead)
    reasons = reasons_of([row.signal for row in rows])
    origins = origins_of([row.signal.source_id for row in rows if row.signal.source == "sitting"])
    reach = reachable_of(people)
    by_person: dict[PersonId, list[QueueRow]] = defaultdict(list)
    for row in rows:
        by_person[PersonId(row.person_id)].append(row)
    return {
        person: replace(_call(person, by_person[person], reasons, origins), reach=reach.get(person))
        for person in people
        if by_person[person]
    }


def _lead(row: QueueRow) -> tuple[bool, int, datetime, datetime, UUID]:
    """Return what puts the most urgent of what is still to be called for first (folding._LEAD)."""
    due = row.due_at or row.raised_at
    return (row.due_at is None, row.rank, due, row.raised_at, row.signal_id)


def _call(
    person: PersonId,
    rows: list[QueueRow],
    reasons: dict[UUID, tuple[Reason, ...]],
    origins: dict[UUID, Origin],
) -> Call:
    """Say as one what is open about one person: the most urgent tier, the earliest promise."""
    first = rows[0]
    said = dict.fromkeys(reason for row in rows for reason in reasons[row.signal_id])
    promises = [row.due_at for row in rows if row.due_at is not None]
    next_calls = [row.call_by for row in rows if row.call_by is not None]
    return Call(
        person=person,
        tier=next(tier for tier in Tier if tier.rank == first.rank),
        reasons=tuple(sorted(said, key=lambda reason: reason.finding.bit)),
        since=min(row.since for row in rows),
        due=min(promises, default=None),
        call_by=min(next_calls, default=None),
        standing=first.standing,
        owner=next((row.owner for row in rows if row.owner is not None), None),
        attempts=max(row.attempts for row in rows),
        signals=tuple(row.signal_id for row in rows),
        origin=next(
            (found for row in rows if (found := origins.get(row.signal.source_id)) and found.label),
            None,
        ),
    )
