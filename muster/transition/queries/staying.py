"""How many stay in work, as the head of an office reads it; and as what somebody is counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.transition.commands.staying import EVERYBODY, KINDS
from muster.transition.models import StayingTold
from muster.transition.rules.staying import Groups, Point
from muster.transition.staying import ASKED, groups_of
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Told:
    """One group: how many began work, and who of them still works at which day."""

    group: str
    people: int
    points: tuple[Point, ...]
    counted_at: datetime

    def at(self, days: int) -> Point | None:
        """Return the last point on or before a day; None where the group was not seen so long."""
        found = [one for one in self.points if one.days <= days]
        return found[-1] if found and self.points[-1].days + 15 > days else None


@dataclass(frozen=True, slots=True)
class Staying:
    """Everybody, the groups by kind, how many of each kind are hidden, and the marks asked at.

    `said` are the answers of those who said how they fare, by question.
    """

    everybody: Told | None
    groups: Mapping[str, tuple[Told, ...]]
    hidden: Mapping[str, int]
    said: Mapping[str, tuple[Told, ...]]
    marks: tuple[int, ...]
    least: int


@query(
    key="transition.staying",
    permits=Permission.READ_OFFICE,
    zone=Zone.TRANSITION,
    says=_("The head of an office read how many people stay in the work that they began."),
)
def staying(*, by: Viewer, at: Instant) -> Shown[Staying]:
    """Return who stays in work, from the counts alone; no person is in them."""
    profile, units = in_force(), by.units
    rows = list(StayingTold.objects.filter(unit_id__in=units).order_by("-people", "group"))
    if not rows:
        rows = list(StayingTold.objects.order_by("-people", "group"))
    shown = [one for one in rows if one.shown]
    whole = next((one for one in shown if one.kind == EVERYBODY), None)
    return Shown(
        Staying(
            None if whole is None else _told(whole),
            {kind: tuple(_told(one) for one in shown if one.kind == kind) for kind in KINDS},
            {
                kind: sum(one.kind == kind and not one.shown for one in rows)
                for kind in (*KINDS, *ASKED)
            },
            {kind: tuple(_told(one) for one in shown if one.kind == kind) for kind in ASKED},
            tuple(span.count for span in profile.track.follow_along),
            profile.small_groups.clinical_cell,
        )
    )


def _told(row: StayingTold) -> Told:
    return Told(row.group, row.people, tuple(Point(*one) for one in row.points), row.counted_at)


@query(
    key="transition.own-groups",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody read in which groups they are counted."),
)
def own_groups(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Groups | None]:
    """Return the groups in which somebody is counted, None where in none."""
    return Shown(groups_of([person]).get(person), [person])
