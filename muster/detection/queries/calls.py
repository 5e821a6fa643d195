"""Who is to be called, why, since when and by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, When

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.queries import Origin, origins_of
from muster.detection.models import QueueRow
from muster.detection.rules.reasons import Reason
from muster.detection.signals import reasons_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.rules.findings import Tier
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Call:
    """One person who is to be called, with all that is open about them.

    `origin` is the file and the row that a subject came from, who is nobody in personnel.
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

    def overdue(self, now: Instant) -> bool:
        return self.due is not None and now > self.due


@query(
    key="detection.queue",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("The list of people to be called was read."),
)
def queue(
    *,
    limit: int,
    tier: Tier | None,
    already_shown: Unjournalled[Collection[PersonId]],
    by: Viewer,
    at: Instant,
) -> Shown[list[Call]]:
    """Return up to `limit` people of the viewer's units: red first, then overdue, then by clock."""
    place = Case(
        When(due_at__isnull=True, then=3),
        When(rank=0, then=0),
        When(due_at__lt=at, then=1),
        default=2,
    )
    rows = QueueRow.objects.filter(ended=False)
    if tier is not None:
        rows = rows.filter(rank=tier.rank)
    # A person may have several open signals; four times as many rows name enough people.
    order = ("place", "due_at", "raised_at", "person_id")
    urgent = rows.annotate(place=place).order_by(*order)[: 4 * limit]
    people = list(dict.fromkeys(PersonId(row.person_id) for row in urgent))[:limit]
    calls = calls_of(people)
    return Shown([calls[person] for person in people if person in calls], people)


def calls_of(people: Collection[PersonId]) -> dict[PersonId, Call]:
    """Return what is open about each of these people, inside a unit of work."""
    open_rows = QueueRow.objects.filter(person_id__in=list(people), ended=False)
    rows = list(
        open_rows.select_related("signal").order_by("rank", "due_at", "raised_at", "signal_id")
    )
    reasons = reasons_of([row.signal for row in rows])
    origins = origins_of([row.signal.source_id for row in rows if row.signal.source == "sitting"])
    by_person: dict[PersonId, list[QueueRow]] = defaultdict(list)
    for row in rows:
        by_person[PersonId(row.person_id)].append(row)
    return {
        person: _call(person, by_person[person], reasons, origins)
        for person in people
        if by_person[person]
    }


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
        since=min(row.raised_at for row in rows),
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
