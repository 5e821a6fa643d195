"""What a person reads of what is kept about themselves."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.cards import Card, cards_of
from muster.people.consents import Said, Standing, said_of, standing_consents
from muster.people.entries import entries_of_person
from muster.people.merges import records_of
from muster.people.postings import units_of
from muster.people.queries.histories import Record, record_of
from muster.people.rules.service_entries import Entry
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """Who a person is, where they served and what at, and every word they gave on a consent."""

    card: Card
    service: Record
    entries: tuple[Entry, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class OwnConsents:
    """What a person agrees to today, everything they ever said on it, and their unit's clock."""

    standing: tuple[Standing, ...]
    said: tuple[Said, ...]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where a person serves, and by which clock times are told to them."""

    unit: UnitId | None
    calendar: Calendar


@query(
    key="people.own-place",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.IDENTITY,
    says=_("Somebody opened their own pages."),
)
def own_place(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnPlace]:
    """Return a person's unit and its calendar; UTC where they serve nowhere."""
    unit = units_of([person]).get(person)
    return Shown(OwnPlace(unit, calendars_of([person])[person]), [person])


@query(
    key="people.own-record",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.IDENTITY,
    says=_("Somebody read what is kept of who they are and where they served."),
)
def own_record(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnRecord]:
    """Return a person's own card, service with its entries, and consents."""
    card = cards_of([person]).get(person)
    if card is None:
        raise NOT_FOUND.refused()
    service = record_of(person, at)
    entries = tuple(entries_of_person(person).values())
    return Shown(OwnRecord(card, service, entries, tuple(said_of(service.records))), [person])


@query(
    key="people.own-consents",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.IDENTITY,
    says=_("Somebody read what they had agreed to."),
)
def own_consents(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnConsents]:
    """Return what a person agrees to on the present day of their unit, and what they ever said."""
    records = records_of(person)
    calendar = calendars_of([person])[person]
    standing = standing_consents(records, day=calendar.local_date(at))
    return Shown(OwnConsents(tuple(standing), tuple(said_of(records)), calendar), [person])
