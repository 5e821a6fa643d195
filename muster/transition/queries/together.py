"""With whom somebody agreed to be placed together, as they themselves read it."""

from __future__ import annotations

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.together import Agreed, pairs_of
from muster.vault.zones import Zone


@query(
    key="transition.own-together",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read whether they are to be placed together with another."),
)
def own_together(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Agreed | None]:
    """Return the pair in which somebody is, None where they are in none."""
    found = pairs_of([person])
    return Shown(found[0] if found else None, [person])
