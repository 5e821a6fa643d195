"""Turning to the ombudsman, and the ombudsman's answer."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.journal.reading import Wanted, traces
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.complaints import ComplaintKind, said_last, write_word
from muster.people.models import Complaint
from muster.people.postings import units_of
from muster.vault.zones import Zone


@command(
    key="people.complain",
    permits=Permission.COMPLAIN,
    zone=Zone.OVERSIGHT,
    says=_("Somebody turned to the ombudsman."),
)
def complain(
    *,
    person: PersonId,
    complaint: UUID,
    kind: ComplaintKind,
    entry: UUID | None,
    text: Unjournalled[str],
    by: Viewer,
    at: Instant,
) -> None:
    """Enter that a person asks or complains; an id that stands already changes nothing.

    `text` may be empty: that somebody demanded to see results is reported before it is told.
    `entry` is the entry of the person's own journal that it is about; 404 where it is none.
    """
    if entry is not None and not any(traces(Wanted(person=person, ids=(entry,)))):
        raise NOT_FOUND.refused()
    made = Complaint(
        id=complaint,
        person_id=person,
        kind=kind.value,
        unit_id=units_of([person]).get(person),
        entry_id=entry,
        made_at=at,
    )
    if not _added(made):
        return
    if text or kind is not ComplaintKind.RESULTS_DEMANDED:
        write_word(made, text, from_person=True, by=by.account, at=at)


@command(
    key="people.add-to-complaint",
    permits=Permission.COMPLAIN,
    zone=Zone.OVERSIGHT,
    says=_("Somebody told the ombudsman more."),
)
def add_to_complaint(
    *, person: PersonId, complaint: UUID, text: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Add to what was said before; the same words twice are once.

    404 where the complaint is not the person's.
    """
    made = Complaint.objects.filter(id=complaint, person_id=person).first()
    if made is None:
        raise NOT_FOUND.refused()
    if not said_last(made, text):
        write_word(made, text, from_person=True, by=by.account, at=at)


@command(
    key="people.answer-complaint",
    permits=Permission.ANSWER_COMPLAINT,
    zone=Zone.OVERSIGHT,
    says=_("The ombudsman answered a person."),
)
def answer_complaint(*, complaint: UUID, text: Unjournalled[str], by: Viewer, at: Instant) -> None:
    """Answer a complaint; the person reads it on their own page, and nobody else does."""
    made = Complaint.objects.filter(id=complaint).first()
    if made is None:
        raise NOT_FOUND.refused()
    write_word(made, text, from_person=False, by=by.account, at=at)
    note(people=[made.person_id])


_ADD = """
INSERT INTO people_complaint (id, person_id, kind, unit_id, entry_id, made_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING
"""


def _added(made: Complaint) -> bool:
    """Write a complaint; False where its id stands already, whosoever it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ADD,
            [made.id, made.person_id, made.kind, made.unit_id, made.entry_id, made.made_at],
        )
        return bool(cursor.rowcount)
