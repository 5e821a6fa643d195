"""What the watch over the records asks: when sittings came in and what asked for them.

No answer and no score is read. For rooms above, inside a unit of work that reaches the people.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from muster.assessments.models import Campaign
from muster.assessments.rules.repeats import Taken
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant

_TAKEN = (
    'SELECT id, person_id, instrument, campaign_id, "window", coalesce(answered_at, recorded_at), '
    "recorded_at, corrects_id IS NOT NULL FROM assessments_sitting"
)


@dataclass(frozen=True, slots=True)
class OpenFor:
    """A campaign and the unit it is open for, with all below it."""

    unit: UnitId
    since: datetime
    until: datetime


def taken_by(people: Collection[UUID]) -> list[Taken]:
    """Return when these people's sittings were taken."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_TAKEN} WHERE person_id = ANY(%s::uuid[])",
            [[str(one) for one in people]],
        )
        return [Taken(*row) for row in cursor.fetchall()]


def campaigns_open(since: Instant) -> list[OpenFor]:
    """Return the campaigns that were open at `since` or later; a file's is open for its moment."""
    return [
        OpenFor(UnitId(unit), opens, closes or opens)
        for unit, opens, closes in Campaign.objects.values_list("unit_id", "opens_at", "closes_at")
        if (closes or opens) >= since
    ]
