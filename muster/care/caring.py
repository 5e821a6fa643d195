"""Years of caring contacts as rows; for use inside a unit of work."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max

from muster.care.models import CaringContact, CaringYear
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.policy.queries import in_force

_SLACK = timedelta(days=31)


def begin_year(person: PersonId, day: date, *, by: AccountId, at: Instant) -> None:
    """Begin a year of caring contacts on `day`; whoever has one that runs keeps it."""
    longest = timedelta(days=max(span.count for span in in_force().path.caring_contacts))
    running = CaringYear.objects.filter(person_id=person, begins_on__gt=day - longest)
    if not running.exists():
        CaringYear.objects.create(person_id=person, begins_on=day, opened_at=at, opened_by=by)


def running_years(day: date) -> list[CaringYear]:
    """Return the years within reach that run on `day`."""
    longest = timedelta(days=max(span.count for span in in_force().path.caring_contacts))
    first = day - longest - _SLACK
    rows = CaringYear.objects.filter(begins_on__gt=first, begins_on__lte=day + timedelta(days=1))
    return list(rows.order_by("id"))


def last_sent(year: UUID) -> int:
    """Return the number of the last one of a year, 0 before the first."""
    found = CaringContact.objects.filter(year_id=year).aggregate(last=Max("number"))["last"]
    return int(found or 0)
