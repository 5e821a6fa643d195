"""What a person reads of the caring contacts they get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.caring import last_sent
from muster.care.models import CaringContact, CaringYear
from muster.care.rules.caring import next_day
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.consents import Item, agrees
from muster.people.merges import records_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnCaring:
    """Whether a person agrees to them, when the last came and the next is to come."""

    agrees: bool
    last: datetime | None
    next: date | None


@query(
    key="care.own-caring-contacts",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody looked at the caring messages they get."),
)
def own_caring(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnCaring]:
    """Return how they stand; without a year of them there is no next one."""
    today = calendars_of([person])[person].local_date(at)
    yes = agrees(records_of(person), Item.CONTACTS, day=today)
    year = CaringYear.objects.filter(person_id=person).order_by("-begins_on").first()
    if year is None:
        return Shown(OwnCaring(yes, None, None), [person])
    last = CaringContact.objects.filter(year=year).order_by("-number").first()
    coming = next_day(year.begins_on, last_sent(year.id), in_force().path.caring_contacts)
    return Shown(OwnCaring(yes, None if last is None else last.sent_at, coming), [person])
