"""What waits for a second administrator, and for whom; no person's record is among it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.models import Account
from muster.access.permissions import Permission
from muster.access.recoveries import open_recoveries
from muster.access.rules.recovery import STANDS
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class WaitingRecovery:
    """A recovery that somebody asked for; `own`: the reader asked, or it is their own account."""

    recovery: UUID
    account: str
    asked_by: str
    asked_at: Instant
    until: Instant
    own: bool


@query(
    key="access.list-recoveries",
    permits=Permission.INVITE,
    zone=Zone.PLATFORM,
    says=_("The recoveries that wait for a second person were read."),
)
def recoveries(*, by: Viewer, at: Instant) -> Shown[list[WaitingRecovery]]:
    """Return what waits for a second person, the oldest first."""
    names = dict(Account.objects.values_list("id", "name"))
    return Shown(
        [
            WaitingRecovery(
                UUID(str(one.id)), one.account.name, names.get(one.asked_by, ""), one.asked_at,
                one.asked_at + STANDS, by.account in (one.asked_by, one.account_id),
            )
            for one in open_recoveries(at)
        ]
    )  # fmt: skip
