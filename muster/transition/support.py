"""Programmes of support and who asked for one, as rows; for use inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db import connection
from django.db.models import Case, F, Q, Value, When

from muster.access.channels import settle
from muster.access.problems import NOT_FOUND
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, Instant, Measure, Span
from muster.transition import support_problems
from muster.transition.agency import Words
from muster.transition.models import Partner, Support, SupportAsk, SupportFact
from muster.transition.partnering import agreed, force_day
from muster.transition.rules.support import (
    OVER,
    TAKES,
    Act,
    Event,
    Programme,
    Quota,
    Stage,
    State,
    refusal,
    state_of,
)
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

TABLE = "transition_supportask"
_WIDTH = 8_192


@dataclass(frozen=True, slots=True)
class Held:
    """A programme that stands: whose it is, what it says, and how much of its quota is taken."""

    key: UUID
    partner: UUID
    by: str
    programme: Programme
    quota: Quota

    def due(self, since: Instant | None, calendar: Calendar) -> Instant | None:
        """Return by when the authority's own standard has it answered."""
        if since is None:
            return None
        return calendar.due(since, Span(self.programme.days, Measure.WORKING_DAYS))


def put_programmes(
    partner: UUID, found: Sequence[tuple[Programme, str]], *, by: UUID, at: Instant
) -> list[UUID]:
    """Write programmes; each with the words for which it is set aside, "" for none."""
    made = [
        Support(
            id=new_id(), partner_id=partner, kind=one.kind, title=one.title, text=one.text,
            whom=one.whom, region=one.region, since=one.since, until=one.until, places=one.places,
            yearly=one.yearly, days=one.days, year=force_day(at).year, same=one.same, aside=aside,
            put_at=at, put_by=by,
        )
        for one, aside in found
    ]  # fmt: skip
    Support.objects.bulk_create(made)
    return [one.id for one in made]


def programmes_already(partner: UUID) -> set[str]:
    """Return what programmes that are not closed say alike of themselves."""
    rows = Support.objects.filter(partner_id=partner, closed_at=None)
    return set(rows.values_list("same", flat=True))


def held_of(row: Support, by: str) -> Held:
    return Held(
        row.id, row.partner_id, by,
        Programme(
            row.kind, row.title, row.text, row.whom, row.region, row.since, row.until, row.places,
            row.yearly, row.days,
        ),
        Quota(row.places, row.yearly, row.taken, row.year, row.waits),
    )  # fmt: skip


def standing_support(today: date, regions: Collection[str] = ()) -> list[Held]:
    """Return every programme that can be asked for, of authorities whose agreement holds.

    With `regions`, those that name one of them alone. By kind, then by title.
    """
    rows = [
        one
        for one in Support.objects.filter(closed_at=None, aside="", until__gte=today)
        if not regions or names_one(one.region, regions)
    ]
    holding = agreed({one.partner_id for one in rows}, today)
    names = dict(Partner.objects.filter(id__in=list(holding)).values_list("id", "name"))
    found = [held_of(one, names[one.partner_id]) for one in rows if one.partner_id in names]
    return sorted(found, key=lambda one: (one.programme.kind, one.programme.title, one.key))


def names_one(region: str, regions: Collection[str]) -> bool:
    """Does a programme's region name one of these, or one of these name it?"""
    said = region.casefold()
    return any(one and (one in said or said in one) for one in (r.casefold() for r in regions))


def support_states(asks: Collection[UUID]) -> dict[UUID, State]:
    """Return where each of these stands."""
    events: dict[UUID, list[Event]] = defaultdict(list)
    for one in SupportFact.objects.filter(ask_id__in=list(asks)).order_by("at", "id"):
        events[one.ask_id].append(Event(Act(one.act), one.at, one.reason, one.ahead, one.year))
    return {key: state_of(events[key]) for key in asks}


def hold_support(support: UUID) -> None:
    """Let one after another act on a programme: of two who ask for the last place, one has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(support)])


def held_ask(ask: UUID) -> SupportAsk:
    """Return what somebody asked within reach, and let nobody else act on its programme."""
    found = SupportAsk.objects.filter(id=ask).select_related("support").first()
    if found is None:
        raise NOT_FOUND.refused()
    hold_support(found.support_id)
    return found


def ask(
    person: PersonId, support: UUID, ask_id: UUID, words: Words, *, task: UUID | None, by: UUID,
    at: Instant,
) -> Stage:  # fmt: skip
    """Ask for a programme: a place of its quota at once where one is left, or a place in line.

    Refused where it cannot be asked for, or was already and is not over.
    """
    today = force_day(at)
    hold_support(support)
    wanted = {one.key: one for one in standing_support(today)}.get(support)
    if wanted is None or today < wanted.programme.since:
        raise support_problems.SUPPORT_GONE.refused()
    before = SupportAsk.objects.filter(person_id=person, support_id=support)
    states = support_states(list(before.values_list("id", flat=True)))
    if any(one.stage not in OVER for one in states.values()):
        raise support_problems.ASKED_FOR_SUPPORT.refused()
    key = current().data_key(person, Zone.PARTNERS)
    row = SupportAsk.objects.create(
        id=ask_id, person_id=person, partner_id=wanted.partner, support_id=support, task_id=task,
        asked_at=at,
        sealed=seal(key, table=TABLE, row=ask_id, plain=pad(msgspec.json.encode(words), _WIDTH)),
    )  # fmt: skip
    if wanted.quota.free(today.year):
        event = Event(Act.SEATED, at, year=today.year)
    else:
        event = Event(Act.LINED, at, ahead=wanted.quota.waits)
    happen(row, State(), event, by=by)
    return Stage(event.act.value)


def asked_words(one: SupportAsk) -> Words:
    """Return what somebody sent with it."""
    key = current().data_key(PersonId(one.person_id), Zone.PARTNERS)
    plain = unpad(open_sealed(key, table=TABLE, row=one.id, sealed=bytes(one.sealed)))
    return msgspec.json.decode(plain, type=Words)


def happen(one: SupportAsk, before: State, event: Event, *, by: UUID) -> None:
    """Write what happened, and let the counts of the programme follow; Refused where it may not."""
    problem = refusal(before, event)
    if problem is not None:
        raise Refused(problem)
    after = before.after(event)
    seats = (after.stage in TAKES) - (before.stage in TAKES)
    waits = (after.stage is Stage.LINED) - (before.stage is Stage.LINED)
    _follow(one.support_id, seats, waits, after.year if seats > 0 else before.year)
    SupportFact.objects.create(
        ask=one, person_id=one.person_id, partner_id=one.partner_id, act=event.act.value,
        at=event.at, done_by=by, reason=event.reason, ahead=event.ahead, year=event.year,
    )  # fmt: skip
    if after.stage in OVER:
        settle(one.id, at=event.at, by=AccountId(by))


def _follow(support: UUID, seats: int, waits: int, year: int | None) -> None:
    """Let the counts follow, in one statement that begins a new year's quota where it is one.

    A place that is given back in a later year frees none of that year's.
    """
    if not seats and not waits:
        return
    rows = Support.objects.filter(id=support)
    new_year = Q(yearly=True, year__lt=year) if year is not None else Q(pk__isnull=True)
    count = F("taken") + seats
    if seats > 0:
        rows = rows.filter(new_year | Q(taken__lt=F("places")))
        count = Case(When(new_year, then=Value(seats)), default=F("taken") + seats)
    elif seats < 0:
        count = Case(When(Q(yearly=False) | Q(year=year), then=F("taken") + seats), default="taken")
    begun = Case(When(new_year, then=Value(year)), default="year") if seats > 0 else F("year")
    # Somebody who gives a place back changes nothing of an authority's but these counts.
    with current().acting_as(Audience.CASEWORKER):
        if not rows.update(taken=count, waits=F("waits") + waits, year=begun):
            raise support_problems.WAITS_IN_LINE.refused()


def line_of(support: UUID) -> list[SupportAsk]:
    """Return who waits in line within reach, the longest wait first."""
    rows = list(SupportAsk.objects.filter(support_id=support).order_by("asked_at", "id"))
    states = support_states([one.id for one in rows])
    return [one for one in rows if states[one.id].stage is Stage.LINED]


def move_up(support: UUID, *, by: UUID, at: Instant) -> list[SupportAsk]:
    """Give what is left of a quota to whoever waits longest; return who moved up.

    Nobody moves up at an authority whose agreement ended: it could not answer them.
    """
    hold_support(support)
    row = Support.objects.get(id=support)
    left = left_for_the_line(row, force_day(at))
    if left <= 0 or row.closed_at is not None:
        return []
    up = line_of(support)[:left]
    states = support_states([one.id for one in up])
    for one in up:
        happen(one, states[one.id], Event(Act.SEATED, at, year=force_day(at).year), by=by)
    return up


def left_for_the_line(row: Support, today: date) -> int:
    """Return how many of whoever waits may move up today."""
    if row.waits == 0 or row.partner_id not in agreed([row.partner_id], today):
        return 0
    return min(held_of(row, "").quota.left(today.year), row.waits)


def count_line(support: UUID) -> None:
    """Let the count of who waits be that of who is there: some may have been erased since.

    By whoever reaches everybody; else some who wait would be passed over.
    """
    hold_support(support)
    Support.objects.filter(id=support).update(waits=len(line_of(support)))


def follow_task(task: UUID | None, *, done: bool, by: UUID, at: Instant) -> None:
    """Let what was asked with a task follow it: done, it was given; dropped, it is taken back.

    Refused where it is done while the person still waits in line for a place of the quota.
    """
    one = SupportAsk.objects.filter(task_id=task).first() if task else None
    if one is None:
        return
    hold_support(one.support_id)
    state = support_states([one.id])[one.id]
    if state.stage not in OVER:
        happen(one, state, Event(Act.GRANTED if done else Act.TAKEN_BACK, at), by=by)
