"""Partners, their vacancies and who asked for one, as rows; for use inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import QuerySet

from muster.access.problems import NOT_FOUND
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendar_of_unit
from muster.people.formation import top_units
from muster.transition import problems
from muster.transition.models import (
    Agreement,
    Candidacy,
    CandidacyFact,
    CoursePlace,
    Partner,
    PartnerRegion,
    Vacancy,
    WorkWishes,
)
from muster.transition.rules.candidacies import Act, Event, State, state_of
from muster.transition.rules.fitting import Open, Wishes
from muster.transition.rules.vacancies import Draft
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

SENT, WISHES = "transition_candidacy", "transition_workwishes"
SENT_WIDTH, WISHES_WIDTH = 12_544, 4_096
"""As wide as the widest packet, and as the longest answers about work: lengths tell nothing."""


def name_key(name: str) -> str:
    """Return an organisation's name as two of them are compared."""
    return " ".join(name.casefold().split())


def force_calendar() -> Calendar:
    """Return the calendar of the force as a whole: an agreement's days are one for both its sides.

    A partner reads nothing of the formation, so the house asks in its stead.
    """
    with current().acting_as(Audience.PLATFORM):
        roots = top_units()
        return calendar_of_unit(roots[0]) if roots else Calendar()


def force_day(at: Instant) -> date:
    """Return what day it is for the force as a whole."""
    return force_calendar().local_date(at)


def agreed(partners: Collection[UUID], today: date) -> dict[UUID, Agreement]:
    """Return, by partner, the last agreement where it holds on this day."""
    last: dict[UUID, Agreement] = {}
    for one in Agreement.objects.filter(partner_id__in=list(partners)).order_by("at", "id"):
        last[one.partner_id] = one
    return {key: one for key, one in last.items() if one.since <= today <= one.until}


def partner_agreed(partner: UUID, today: date) -> Partner:
    """Return a partner within reach whose agreement holds; Refused otherwise."""
    found = Partner.objects.filter(id=partner).first()
    if found is None:
        raise NOT_FOUND.refused()
    if partner not in agreed([partner], today):
        raise problems.NO_AGREEMENT.refused()
    return found


def kind_of(partner: UUID) -> str:
    """Return what kind of partner this is, "" where it is none within reach."""
    return Partner.objects.filter(id=partner).values_list("kind", flat=True).first() or ""


def regions_of(partners: Iterable[Partner]) -> dict[UUID, str]:
    """Return where each of these is: as it was last said, or else as it was registered."""
    found = {one.id: one.region for one in partners}
    said = PartnerRegion.objects.filter(partner_id__in=list(found)).order_by("at", "id")
    return found | dict(said.values_list("partner_id", "region"))


def standing_vacancies(today: date, *, of: Collection[UUID] | None = None) -> list[Open]:
    """Return every vacancy, or those of some partners, that stands open under an agreement."""
    rows = Vacancy.objects.order_by("id")
    return _standing(rows if of is None else rows.filter(partner_id__in=list(of)), today)


def standing_vacancy(vacancy: UUID, today: date) -> Open | None:
    """Return one vacancy where it stands open under an agreement, None otherwise."""
    found = _standing(Vacancy.objects.filter(id=vacancy), today)
    return found[0] if found else None


def _standing(wanted: QuerySet[Vacancy], today: date) -> list[Open]:
    rows = list(wanted.filter(closed_at=None, aside="", begins__gte=today))
    partners = {one.partner_id for one in rows}
    holding = agreed(partners, today)
    names = dict(Partner.objects.filter(id__in=list(holding)).values_list("id", "name"))
    return [open_of(one, names[one.partner_id]) for one in rows if one.partner_id in names]


def open_of(row: Vacancy, by: str) -> Open:
    return Open(
        row.id, row.partner_id, by, row.title, row.text, row.region, tuple(row.licences),
        tuple(row.conditions), tuple(row.offers), row.pay_from, row.pay_to, row.begins,
        row.places, row.reserved,
    )  # fmt: skip


def put(partner: UUID, drafts: Sequence[tuple[Draft, str]], *, by: UUID, at: Instant) -> list[UUID]:
    """Write vacancies of a partner; each with the words for which it is set aside, "" for none."""
    twins = twins_of(partner, (one for one, _aside in drafts))
    made = [
        Vacancy(
            id=new_id(), partner_id=partner, title=one.title, text=one.text, region=one.region,
            licences=list(one.licences), conditions=list(one.conditions), offers=list(one.offers),
            pay_from=one.pay_from, pay_to=one.pay_to, begins=one.begins, places=one.places,
            reserved=one.reserved, same=one.same, aside=aside, put_at=at, put_by=by,
            twin_id=twins.get(one.same),
        )
        for one, aside in drafts
    ]  # fmt: skip
    Vacancy.objects.bulk_create(made)
    return [one.id for one in made]


def twins_of(partner: UUID, drafts: Iterable[Draft]) -> dict[str, UUID]:
    """Return which of these another partner offers already, in the same words, by `Draft.same`.

    Two may well look for a driver in one town; only where the text is the same too is it the same.
    A partner reads nobody else's vacancies, so the house looks in its stead.
    """
    texts = {one.same: one.text.casefold() for one in drafts if one.text}
    with current().acting_as(Audience.CASEWORKER):
        rows = Vacancy.objects.filter(closed_at=None, same__in=list(texts))
        found = rows.exclude(partner_id=partner).order_by("put_at", "id")
        return {one.same: one.id for one in found if one.text.casefold() == texts[one.same]}


def standing_already(partner: UUID) -> set[str]:
    """Return what vacancies of a partner that are not closed say alike of themselves."""
    rows = Vacancy.objects.filter(partner_id=partner, closed_at=None)
    return set(rows.values_list("same", flat=True))


def states_of(candidacies: Collection[UUID]) -> Mapping[UUID, State]:
    """Return where each of these stands."""
    events: dict[UUID, list[Event]] = defaultdict(list)
    rows = CandidacyFact.objects.filter(candidacy_id__in=list(candidacies)).order_by("at", "id")
    for one in rows:
        events[one.candidacy_id].append(Event(Act(one.act), one.reason, one.day, one.mark))
    return {key: state_of(events[key]) for key in candidacies}


def held(candidacy: UUID) -> Candidacy:
    """Return a candidacy within reach, and let nobody else act on it meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(candidacy)])
    found = Candidacy.objects.filter(id=candidacy).first()
    if found is None:
        raise NOT_FOUND.refused()
    return found


def happen(one: Candidacy, event: Event, *, by: UUID, at: Instant) -> None:
    """Write what happened."""
    CandidacyFact.objects.create(
        candidacy=one, person_id=one.person_id, partner_id=one.partner_id, act=event.act.value,
        at=at, done_by=by, reason=event.reason, day=event.day, mark=event.mark,
    )  # fmt: skip


def send(person: PersonId, row: UUID, words: Mapping[str, str], table: str = SENT) -> bytes:
    """Seal what a person sends a partner, for a row of this table."""
    key = current().data_key(person, Zone.PARTNERS)
    return seal(key, table=table, row=row, plain=pad(msgspec.json.encode(dict(words)), SENT_WIDTH))


def sent(one: Candidacy | CoursePlace, table: str = SENT) -> dict[str, str]:
    """Return what a person sent."""
    key = current().data_key(one.person_id, Zone.PARTNERS)
    plain = unpad(open_sealed(key, table=table, row=one.id, sealed=bytes(one.sealed)))
    return msgspec.json.decode(plain, type=dict[str, str])


def sent_by(rows: Sequence[Candidacy]) -> list[tuple[Candidacy, dict[str, str]]]:
    """Return what each of these people sent, with the row."""
    keys = data_keys(current(), [PersonId(one.person_id) for one in rows], Zone.PARTNERS)

    def opened(one: Candidacy) -> dict[str, str]:
        key = keys[one.person_id]
        plain = open_sealed(key, table=SENT, row=one.id, sealed=bytes(one.sealed))
        return msgspec.json.decode(unpad(plain), type=dict[str, str])

    return [(one, opened(one)) for one in rows]


def write_wishes(person: PersonId, wishes: Wishes, at: Instant) -> None:
    """Keep what somebody says of the work they would do."""
    made, key = new_id(), current().data_key(person, Zone.TRANSITION)
    plain = pad(msgspec.json.encode(wishes), WISHES_WIDTH)
    sealed = seal(key, table=WISHES, row=made, plain=plain)
    WorkWishes.objects.create(id=made, person_id=person, at=at, sealed=sealed)


def wishes_of(person: PersonId) -> Wishes | None:
    """Return what somebody last said of the work they would do, None where nothing."""
    return wishes_of_all([person]).get(person)


def wishes_of_all(people: Collection[PersonId]) -> dict[PersonId, Wishes]:
    """Return the same for each of these people who said any."""
    rows = (
        WorkWishes.objects.filter(person_id__in=list(people))
        .order_by("person_id", "-at", "-id")
        .distinct("person_id")
    )
    last = {PersonId(one.person_id): one for one in rows}
    keys, said = data_keys(current(), list(last), Zone.TRANSITION), {}
    for person, row in last.items():
        plain = open_sealed(keys[person], table=WISHES, row=row.id, sealed=bytes(row.sealed))
        said[person] = msgspec.json.decode(unpad(plain), type=Wishes)
    return said
