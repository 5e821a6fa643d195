"""What comes up for a clinician in the next days, besides the clocks of their cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.limiting import Act, facts_of, over_since, terms_of
from muster.care.models import Limitation
from muster.care.rules.limitations import review_due
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of, day_at
from muster.vault.zones import Zone

SOON = timedelta(days=7)
"""How far ahead a clinician's first page looks; our choice."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReviewSoon:
    """A limitation that the viewer ordered and that is to be reviewed on a day, or was to be."""

    limitation: UUID
    person: PersonId
    day: date
    late: bool


@query(
    key="care.reviews-soon",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician read which of the limitations they ordered are to be reviewed soon."),
)
def reviews_soon(*, by: Viewer, at: Instant) -> Shown[list[ReviewSoon]]:
    """Return the running limitations that the viewer ordered whose review is due within days.

    The earliest first; days are those where the person serves.
    """
    # Somewhere it is still yesterday; each one's own calendar decides.
    near = Limitation.objects.filter(ordered_by=by.account, ends__gte=day_at(by.units, at) - _DAY)
    rows = list(near.order_by("id"))
    calendars = calendars_of([PersonId(row.person_id) for row in rows])
    found = []
    for row in rows:
        person, facts = PersonId(row.person_id), facts_of(row.id)
        today = calendars[person].local_date(at)
        if row.ends < today or over_since(facts) is not None:
            continue
        held = [one.day for one in facts if one.act == Act.REVIEWED and one.day]
        day = review_due(terms_of(row), held)
        if day <= today + SOON:
            found.append(ReviewSoon(row.id, person, day, day < today))
    found.sort(key=lambda one: (one.day, str(one.limitation)))
    return Shown(found, [one.person for one in found])
