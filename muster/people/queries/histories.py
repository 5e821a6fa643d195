"""Where a person served, what they lived through, and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.people.consents import Standing, standing_consents
from muster.people.merges import records_of
from muster.people.models import Unit
from muster.people.postings import histories_of
from muster.people.service import Exposure, exposures_of
from muster.people.subjects import refuse_newcomers
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Post:
    """One stay in a unit, from the first to the last day; `until` None: it goes on."""

    unit: UnitId
    unit_code: str
    post: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Record:
    """A person's service: postings, exposures, consents, each in the order of time.

    `records` are the ids of all records that are this person's.
    """

    records: tuple[PersonId, ...]
    postings: tuple[Post, ...]
    exposures: tuple[Exposure, ...]
    consents: tuple[Standing, ...]


@query(
    key="people.read-history",
    permits=Permission.READ_PERSON,
    zone=Zone.IDENTITY,
    says=_("A person's service and consents were read."),
)
def history(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Record]:
    """Return a person's service, put together from all their records.

    What somebody agreed to is for those who may write it down: that a soldier agreed to care is
    nothing for a personnel office.
    """
    if Permission.ERASE_PERSON not in by.role.may:
        refuse_newcomers(person)
    found = record_of(person, at)
    if Permission.RECORD_CONSENT not in by.role.may:
        found = replace(found, consents=())
    return Shown(found, found.records)


def record_of(person: PersonId, at: Instant) -> Record:
    """Return the same inside a unit of work that may read it."""
    records = records_of(person)
    stays = [stay for found in histories_of(records).values() for stay in found]
    codes = dict(Unit.objects.filter(id__in={one.unit for one in stays}).values_list("id", "code"))
    postings = tuple(
        Post(stay.unit, codes.get(stay.unit, ""), stay.post, stay.since, stay.until)
        for stay in sorted(stays, key=lambda stay: stay.since)
    )
    exposures = sorted(
        (one for found in exposures_of(records).values() for one in found),
        key=lambda one: one.since,
    )
    today = calendars_of([person])[person].local_date(at)
    consents = standing_consents(records, day=today)
    return Record(tuple(records), postings, tuple(exposures), tuple(consents))
