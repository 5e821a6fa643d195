"""New vacancies reach the people they fit: on their own page, and by a word that says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from muster.access.channels import remind, settle
from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.packets import packets_of
from muster.people.signing import accounts_of
from muster.transition.models import VacancyTold, WorkWishes
from muster.transition.partnering import force_calendar, standing_vacancies, wishes_of_all
from muster.transition.queries.vacancies import whole
from muster.transition.reaching import about
from muster.transition.rules.fitting import fitting
from muster.vault.zones import Zone

MOST, LATELY = 3, timedelta(days=400)
"""So many of one batch are told to one person; wishes older than this say nothing any more."""


@command(
    key="transition.reach-people",
    permits=Permission.REACH_PEOPLE,
    zone=Zone.TRANSITION,
    says=_("New vacancies were held against what people wish, and whom they fit was told."),
)
def reach_people(*, vacancies: Unjournalled[Sequence[UUID]], by: Viewer, at: Instant) -> int:
    """Tell whoever said what they wish of the new vacancies that fit; return how many people.

    No partner learns of it. Done twice, nobody is told twice.
    """
    calendar = force_calendar()
    today, wanted = calendar.local_date(at), set(vacancies)
    new = [one for one in standing_vacancies(today) if one.key in wanted]
    rows = WorkWishes.objects.filter(at__gte=at - LATELY).values_list("person_id", flat=True)
    people = [PersonId(one) for one in dict.fromkeys(rows)] if new else []
    packets, wished = packets_of(people, day=today), wishes_of_all(people)
    known = set(
        VacancyTold.objects.filter(vacancy_id__in=wanted).values_list("person_id", "vacancy_id")
    )
    found: list[tuple[PersonId, UUID]] = []
    for person in people:
        held = packets.get(person)
        wishes = whole(wished.get(person), None if held is None else held.words)
        best = fitting(wishes, new, today, count=MOST).best
        found += [(person, one.vacancy.key) for one in best if one.suits > 0]
    fresh = [one for one in found if one not in known]
    VacancyTold.objects.bulk_create(
        VacancyTold(person_id=person, vacancy_id=vacancy, at=at) for person, vacancy in fresh
    )
    told = list(dict.fromkeys(person for person, _vacancy in fresh))
    if calendar.wakes(at):
        for person, account in accounts_of(told).items():
            remind([account], about=about(person), step=today.isoformat(), at=at)
    note(vacancies=len(new), people=told)
    return len(told)


@command(
    key="transition.see-new-vacancies",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody saw the vacancies of which they had been told."),
)
def see_new(*, person: PersonId, by: Viewer, at: Instant) -> None:
    """Take the word that something came in off one's screen: it was seen."""
    settle(about(person), at=at, by=by.account)
