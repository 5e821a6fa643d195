"""Who has the duty, now and later; no patient is shown."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.duty import Duty, DutyRole
from muster.people.formation import Formation
from muster.people.models import DutyTurn
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class ListedDuty:
    """A turn of duty and the code of its unit."""

    duty: Duty
    unit_code: str


@query(
    key="people.list-duties",
    permits=Permission.KEEP_ROSTER,
    zone=Zone.FORMATION,
    says=_("The duties were listed."),
)
def duties(*, by: Viewer, at: Instant) -> Shown[list[ListedDuty]]:
    """Return the turns within the viewer's units that are not over, the earliest first."""
    formation = Formation.read()
    own = {formation.units[key].id: formation.units[key].code for key in formation.below(by.units)}
    void = DutyTurn.objects.filter(cancels_id__isnull=False).values("cancels_id")
    turns = DutyTurn.objects.filter(ends__gt=at, cancels_id=None, unit_id__in=own).exclude(
        id__in=void
    )
    return Shown(
        [
            ListedDuty(
                Duty(
                    one.id, UnitId(one.unit_id), DutyRole(one.role), AccountId(one.account_id),
                    one.starts, one.ends,
                ),
                own[one.unit_id],
            )
            for one in turns.order_by("starts", "id")
        ]
    )  # fmt: skip
