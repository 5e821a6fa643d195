"""Which partners somebody lets know of each other, as they read it themselves."""

from __future__ import annotations

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.transition.sharing import sharing_of
from muster.vault.zones import Zone


@query(
    key="transition.own-sharing",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody read which partners they let know of each other."),
)
def own_sharing(*, person: PersonId, by: Viewer, at: Instant) -> Shown[tuple[str, ...]]:
    """Return the kinds of partner that may know of each other's tasks for this person."""
    today = calendars_of([person])[person].local_date(at)
    return Shown(sharing_of(person, today), [person])
