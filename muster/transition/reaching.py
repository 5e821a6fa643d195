"""New vacancies on their way to whom they fit: a job, queued with what made them stand open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from procrastinate.contrib.django import app

from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.people.signing import accounts_of
from muster.transition.models import VacancyTold
from muster.transition.partnering import force_calendar
from muster.vault.work import current
from muster.vault.zones import Audience

REACH = "transition.reach-people"
"""The job that looks whom new vacancies fit: it names vacancies, and nobody."""
AT_ONCE = 200
A_DAY, NEW_FOR = timedelta(days=1), timedelta(days=14)
"""How long a vacancy stands on somebody's page as new. Our choice."""
# Names what a message is about, so that it says nothing (RFC 9562, section 5.5).
_ABOUT = UUID("5a5d5f0e-52c5-5d0a-9a53-4d7573746577")


def reach_later(vacancies: Sequence[UUID]) -> None:
    """Queue, in this same transaction, that new vacancies are held against what people wish."""
    with current().acting_as(Audience.PLATFORM):
        for first in range(0, len(vacancies), AT_ONCE):
            part = [str(one) for one in vacancies[first : first + AT_ONCE]]
            app.configure_task(REACH, queue="house").defer(vacancies=part)


def about(person: PersonId) -> UUID:
    """Return the id under which somebody is told that something new came in."""
    return uuid5(_ABOUT, person.hex)


def told(person: PersonId, at: Instant) -> dict[UUID, Instant]:
    """Return the vacancies of which somebody was told lately, and when; inside a unit of work."""
    rows = VacancyTold.objects.filter(person_id=person, at__gte=at - NEW_FOR)
    return dict(rows.values_list("vacancy_id", "at"))


def of_new(at: Instant) -> Iterator[tuple[AccountId, UUID, str]]:
    """Yield who is told that vacancies came in that fit them: account, about, step.

    Whoever was asleep as they came in is told in the morning; nobody is told twice of one day's.
    """
    day = force_calendar().local_date
    rows = VacancyTold.objects.filter(at__gt=at - A_DAY, at__lte=at).values_list("person_id", "at")
    days = {(PersonId(person), day(when)) for person, when in rows.distinct()}
    people = accounts_of({person for person, _day in days})
    for person, when in sorted(days):
        if person in people:
            yield people[person], about(person), when.isoformat()
