"""What one person learned, held and did in service, as whoever records service reads it."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.entries import entries_of_person
from muster.people.rules.service_entries import Entry
from muster.vault.zones import Zone


@query(
    key="people.service-entries",
    permits=Permission.RECORD_SERVICE,
    zone=Zone.IDENTITY,
    says=_("The service entries of a person were read."),
)
def service_entries(*, person: PersonId, by: Viewer, at: Instant) -> Shown[dict[UUID, Entry]]:
    """Return a person's service entries by id, kind by kind and in the order of time."""
    return Shown(entries_of_person(person), [person])
