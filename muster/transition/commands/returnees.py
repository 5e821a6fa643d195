"""How many people each local authority may expect, counted once a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.transition.models import Partner, Returnees, TrackRow
from muster.transition.partnering import force_day, regions_of, wishes_of_all
from muster.transition.rules.agency import told_of
from muster.transition.rules.fitting import folded
from muster.vault.zones import Zone


def anybody_to_tell(at: Instant) -> bool:
    """Is there an authority that was not told this month's count yet? Inside a unit of work."""
    return bool(_untold(_month(at)))


@command(
    key="transition.count-returnees",
    permits=Permission.COUNT_TRACK,
    zone=Zone.PARTNERS,
    says=_("It was counted how many people each local authority may expect."),
)
def count_returnees(*, by: Viewer, at: Instant) -> int:
    """Count for each authority who named its region and is not in work; return how many it was.

    Counted on one day of the month for all, told in fives, and never under the threshold.
    """
    month = _month(at)
    authorities = _untold(month)
    where = regions_of(authorities)
    least, found = in_force().small_groups.clinical_cell, Counter(_regions())
    for one in authorities:
        before = Returnees.objects.filter(partner_id=one.id).order_by("-month").first()
        last = None if before is None else before.people
        Returnees.objects.create(
            partner_id=one.id, month=month, counted_at=at,
            people=told_of(found[folded(where[one.id])], last, least),
        )  # fmt: skip
    note(authorities=len(authorities))
    return len(authorities)


def _month(at: Instant) -> date:
    return force_day(at).replace(day=1)


def _untold(month: date) -> list[Partner]:
    told = Returnees.objects.filter(month=month).values_list("partner_id", flat=True)
    rows = Partner.objects.filter(kind="local-authority").exclude(id__in=list(told))
    where = regions_of(rows)
    return [one for one in rows if where[one.id]]


def _regions() -> Iterable[str]:
    """Yield each region that somebody named who is on the way into work, once for each person."""
    rows = TrackRow.objects.filter(ended_at=None, placed_at=None)
    people = [PersonId(one) for one in rows.values_list("person_id", flat=True).distinct()]
    for wishes in wishes_of_all(people).values():
        yield from {folded(region) for region in wishes.regions}
