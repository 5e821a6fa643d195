"""What people told the ombudsman: their own, or, for the ombudsman, everybody's."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.complaints import Complaint, opened
from muster.people.models import Complaint as ComplaintRow
from muster.vault.zones import Zone


@query(
    key="people.own-complaints",
    permits=Permission.COMPLAIN,
    zone=Zone.OVERSIGHT,
    says=_("Somebody read what they and the ombudsman had said."),
)
def own_complaints(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[Complaint]]:
    """Return what a person told the ombudsman and was answered, the latest first."""
    rows = ComplaintRow.objects.filter(person_id=person).order_by("-made_at", "-id")
    return Shown(opened(rows), [person])


@query(
    key="people.complaints",
    permits=Permission.READ_COMPLAINTS,
    zone=Zone.OVERSIGHT,
    says=_("The ombudsman read what people had told them."),
)
def complaints(*, waiting: bool, by: Viewer, at: Instant) -> Shown[list[Complaint]]:
    """Return every complaint, or with `waiting` those to be answered, the oldest first.

    A person is an opaque id here: the ombudsman learns the unit, and whatever the person writes.
    """
    found = opened(ComplaintRow.objects.order_by("made_at", "id"))
    listed = [one for one in found if one.waits] if waiting else found
    return Shown(listed, {one.person for one in listed})


@query(
    key="people.complaint",
    permits=Permission.READ_COMPLAINTS,
    zone=Zone.OVERSIGHT,
    says=_("The ombudsman read what one person had told them."),
)
def complaint(*, complaint: UUID, by: Viewer, at: Instant) -> Shown[Complaint]:
    """Return one complaint with all that was said on it; what does not exist is not found."""
    row = ComplaintRow.objects.filter(id=complaint).first()
    if row is None:
        raise NOT_FOUND.refused()
    (found,) = opened([row])
    return Shown(found, {found.person})
