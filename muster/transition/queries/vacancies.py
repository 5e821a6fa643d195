"""What a person reads of vacancies: those that fit, and why; one of them; what they asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of, day_at
from muster.people.packets import packet_of
from muster.people.rules.packet import Field
from muster.transition.models import Candidacy, Partner
from muster.transition.partnering import (
    standing_vacancies,
    standing_vacancy,
    states_of,
    wishes_of,
)
from muster.transition.profiling import decided_of
from muster.transition.reaching import told
from muster.transition.recording import wishes_with
from muster.transition.rules.candidacies import State
from muster.transition.rules.fitting import Fit, Fits, Wishes, fitting, why
from muster.transition.rules.variety import varied
from muster.vault.zones import Zone

SHOWN, LOOKED = 10, 60
"""So many vacancies stand on somebody's page, of so many that fit best: not one title ten times."""
OF_PACKET = (Field.TRADE, Field.COURSES, Field.LICENCES, Field.LED, Field.WISHES)


@dataclass(frozen=True, slots=True)
class Mine:
    """A vacancy that somebody asked for, and where that stands; `closed`: since when nobody can."""

    candidacy: UUID
    vacancy: UUID
    partner: UUID
    title: str
    by: str
    asked_at: datetime
    state: State
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnWork:
    """What fits somebody, what they said of work, whether a packet stands, what they asked for.

    Until they `said` what they would do, `wishes` are the licences taken from their record.
    `new` is what came in lately and fits; they were told that something did.
    """

    wishes: Wishes | None
    said: bool
    packet: bool
    fits: Fits
    asked: tuple[Mine, ...]
    new: tuple[Fit, ...] = ()


@query(
    key="transition.own-vacancies",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read which vacancies fit them, and why."),
)
def own_vacancies(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnWork]:
    """Return the vacancies that fit, and what became of those that were asked for."""
    today = calendars_of([person])[person].local_date(at)
    wishes, words = wishes_known(person, today), packet_words(person, today)
    standing, mine = standing_vacancies(today), whole(wishes, words)
    lately = told(person, at)
    new = tuple(Fit(one, 0.0, tuple(why(mine, one))) for one in standing if one.key in lately)
    fits = fitting(mine, standing, today, count=LOOKED)
    best = varied(fits.best, lambda one: one.vacancy.title, SHOWN)
    fits = replace(fits, best=tuple(best))
    said = wishes_of(person) is not None
    return Shown(OwnWork(wishes, said, words is not None, fits, _asked(person), new), [person])


@query(
    key="transition.own-vacancy",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read one vacancy."),
)
def own_vacancy(
    *, person: PersonId, vacancy: UUID, by: Viewer, at: Instant
) -> Shown[tuple[Fit, Mapping[str, str] | None]]:
    """Return one open vacancy with its reasons, and the packet that would be sent for it."""
    today = calendars_of([person])[person].local_date(at)
    found = standing_vacancy(vacancy, today)
    if found is None:
        raise NOT_FOUND.refused()
    words = packet_words(person, today)
    wishes = whole(wishes_known(person, today), words)
    return Shown((Fit(found, 0.0, tuple(why(wishes, found))), words), [person])


@query(
    key="transition.partner-asked",
    permits=Permission.SEEK_WORK,
    zone=Zone.PARTNERS,
    says=_("Somebody looked up the name of a partner."),
)
def partner_name(*, person: PersonId, partner: UUID, by: Viewer, at: Instant) -> Shown[str]:
    """Return what a partner is called, as whoever may ask it reads it."""
    found = Partner.objects.filter(id=partner).values_list("name", flat=True).first()
    if found is None:
        raise NOT_FOUND.refused()
    return Shown(found, [person])


@query(
    key="transition.vacancies-for",
    permits=Permission.READ_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker read which vacancies fit somebody, and why."),
)
def vacancies_for(*, person: PersonId, by: Viewer, at: Instant) -> Shown[Fits]:
    """Return the vacancies that fit somebody within reach, from their packet and own answers."""
    today = day_at(by.units, at)
    words = packet_words(person, today)
    wishes = wishes_of(person)
    if words is None and wishes is None:
        raise NOT_FOUND.refused()
    return Shown(fitting(whole(wishes, words), standing_vacancies(today), today), [person])


def wishes_known(person: PersonId, today: date) -> Wishes | None:
    """Return what a person wishes; before they said so, the licences taken from their record."""
    return wishes_with(wishes_of(person), decided_of(person), today)


def packet_words(person: PersonId, today: date) -> Mapping[str, str] | None:
    held = packet_of(person, day=today)
    return None if held is None else held.words


def whole(wishes: Wishes | None, words: Mapping[str, str] | None) -> Wishes:
    """Return what somebody said, with the words of their packet beside it."""
    said = wishes or Wishes()
    packed = [(words or {}).get(one.value, "") for one in OF_PACKET]
    return replace(said, words=" ".join([said.words, *packed]).strip())


def _asked(person: PersonId) -> tuple[Mine, ...]:
    rows = list(Candidacy.objects.filter(person_id=person).select_related("vacancy"))
    names = dict(Partner.objects.filter(
        id__in={one.partner_id for one in rows}
    ).values_list("id", "name"))  # fmt: skip
    states = states_of([one.id for one in rows])
    rows.sort(key=lambda one: one.asked_at, reverse=True)
    return tuple(
        Mine(
            one.id, one.vacancy_id, one.partner_id, one.vacancy.title,
            names.get(one.partner_id, ""), one.asked_at, states[one.id], one.vacancy.closed_at,
        )
        for one in rows
    )  # fmt: skip
