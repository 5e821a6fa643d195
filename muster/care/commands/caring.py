"""Caring contacts go out over the year after somebody left or moved, as long as they agree."""

from __future__ import annotations

from muster.access.channels import Kind, send
from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.caring import last_sent, running_years
from muster.care.models import CaringContact, CaringYear
from muster.care.rules.caring import due
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.consents import Item, agrees
from muster.people.merges import records_of
from muster.people.signing import accounts_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@command(
    key="care.send-caring-contacts",
    permits=Permission.SEND_CARING,
    zone=Zone.CLINICAL,
    says=_("Caring contacts went out to people who left or moved within the year."),
)
def send_caring_contacts(*, by: Viewer, at: Instant) -> int:
    """Send what is due today to whoever agrees and can be reached; return how many.

    To be run each day. Each goes out once; a consent that was taken back stops the rest.
    """
    years = running_years(at.date())
    calendars = calendars_of([PersonId(year.person_id) for year in years])
    reached = []
    for year in years:
        person = PersonId(year.person_id)
        today = calendars[person].local_date(at)
        number = due(year.begins_on, today, last_sent(year.id), in_force().path.caring_contacts)
        if number is None or not agrees(records_of(person), Item.CONTACTS, day=today):
            continue
        if _reached(year, person, number, at):
            reached.append(person)
    note(sent=len(reached), people=reached)
    return len(reached)


def _reached(year: CaringYear, person: PersonId, number: int, at: Instant) -> bool:
    account = accounts_of([person]).get(person)
    if account is None:
        return False
    CaringContact.objects.create(year=year, person_id=person, number=number, sent_at=at)
    return bool(send([account], Kind.CARING, about=year.id, step=f"caring {number}", at=at))
