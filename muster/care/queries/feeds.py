"""Whether a person's own calendar reads when their appointments are."""

from __future__ import annotations

from datetime import datetime

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.feeding import feed_since
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@query(
    key="care.own-feed",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody looked whether a calendar reads their appointments."),
)
def own_feed(*, person: PersonId, by: Viewer, at: Instant) -> Shown[datetime | None]:
    """Return since when a calendar of the person's reads, None where none does."""
    return Shown(feed_since(person), [person])
