"""Erasing a person, or zones of what is kept about them: keys are destroyed, rows removed."""

from __future__ import annotations

from collections.abc import Sequence

from muster.access.channels import forget_addresses
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import brought
from muster.people.arrivals import drop_all_waiting
from muster.people.events import ERASED
from muster.people.merges import records_of
from muster.people.models import Person
from muster.people.signing import accounts_of
from muster.vault import erasure
from muster.vault.zones import Zone


@command(
    key="people.erase",
    permits=Permission.ERASE_PERSON,
    zone=Zone.IDENTITY,
    says=_("A person was erased."),
)
def erase(*, record: PersonId, ground: str, by: Viewer, at: Instant) -> list[PersonId]:
    """Erase a person with all records that are theirs; return the ids that are no more.

    Whether retention or a legal hold forbids it is asked before, in the profile; `ground` is its
    code. Rosters that wait may name the person, so they are dropped and must be sent again. The
    argument is not called `person`, because the entry may not be sealed under a destroyed key.
    """
    if not Person.objects.filter(id=record).exists():
        raise NOT_FOUND.refused()
    records = records_of(record)
    ERASED.tell(records)
    drop_all_waiting(at=at)
    brought.forget(at=at)
    forget_addresses(accounts_of(records).values())
    erasure.erase(records, ground=ground, at=at)
    note(people=records)
    return records


@command(
    key="people.erase-zones",
    permits=Permission.ERASE_PERSON,
    zone=Zone.IDENTITY,
    says=_("A part of what is kept about a person was erased."),
)
def erase_zones(
    *, record: PersonId, zones: Sequence[Zone], ground: str, by: Viewer, at: Instant
) -> list[PersonId]:
    """Erase some zones of a person with all records that are theirs; return the records' ids.

    The person stays known. Whether retention or a legal hold forbids it is asked before. Files that
    wait may hold what is to be gone, so they are dropped and must be sent again.
    """
    if not Person.objects.filter(id=record).exists():
        raise NOT_FOUND.refused()
    records = records_of(record)
    ERASED.tell(records)
    erasure.erase_zones(records, zones, ground=ground, at=at)
    note(people=records)
    return records
