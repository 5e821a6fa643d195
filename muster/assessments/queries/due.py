"""What is due for one person."""

from __future__ import annotations

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.due import Due, due_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@query(
    key="assessments.due",
    permits=Permission.READ_DUE,
    zone=Zone.CLINICAL,
    says=_("It was read what a person is to answer."),
)
def due_for(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Due]]:
    """Return what a person is to answer now, whole-unit windows first; [] for nothing."""
    return Shown(due_of([person], at).get(person, []), [person])
