"""Programmes of support as each side reads them: who asks, the authority, who goes with people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of, day_at
from muster.people.rules.packet import Field
from muster.transition.agency import Words
from muster.transition.models import Partner, Support, SupportAsk
from muster.transition.partnering import agreed, force_calendar, force_day, regions_of, wishes_of
from muster.transition.queries.vacancies import packet_words
from muster.transition.rules.support import Stage, State
from muster.transition.support import (
    Held,
    asked_words,
    held_of,
    line_of,
    standing_support,
    support_states,
)
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class MySupport:
    """What somebody asked for; `due` is by when the authority's own standard has it answered."""

    ask: UUID
    held: Held
    asked_at: datetime
    state: State
    due: datetime | None
    task: UUID | None


@dataclass(frozen=True, slots=True)
class OwnSupport:
    """Programmes that can be asked for where somebody would live, and those they asked for.

    `regions` are theirs, as they named them for work; none: programmes of every region.
    """

    offers: tuple[Held, ...]
    regions: tuple[str, ...]
    asked: tuple[MySupport, ...]
    year: int


@query(
    key="transition.own-support",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read which programmes of support there are, and what became of theirs."),
)
def own_support(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnSupport]:
    """Return the programmes of one's own regions, and what one asked for, the latest first."""
    today = calendars_of([person])[person].local_date(at)
    regions = _regions(person)
    return Shown(
        OwnSupport(tuple(standing_support(today, regions)), regions, _mine(person), today.year),
        [person],
    )


@query(
    key="transition.one-support",
    permits=Permission.SEEK_WORK,
    zone=Zone.TRANSITION,
    says=_("Somebody read one programme of support."),
)
def one_support(
    *, person: PersonId, support: UUID, by: Viewer, at: Instant
) -> Shown[tuple[Held, str, int]]:
    """Return one that can be asked for, the name that their packet gives, and the year."""
    today = calendars_of([person])[person].local_date(at)
    found = {one.key: one for one in standing_support(today)}.get(support)
    if found is None:
        raise NOT_FOUND.refused()
    name = (packet_words(person, today) or {}).get(Field.NAME.value, "")
    return Shown((found, name, today.year), [person])


@query(
    key="transition.support-for",
    permits=Permission.READ_TRACK,
    zone=Zone.TRANSITION,
    says=_("A caseworker read which programmes of support there are for somebody."),
)
def support_for(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnSupport]:
    """Return the programmes of somebody's regions, and what was asked for with a task.

    What the person asked for themselves is theirs to tell.
    """
    today, regions = day_at(by.units, at), _regions(person)
    mine = tuple(one for one in _mine(person) if one.task is not None)
    offers = tuple(standing_support(today, regions))
    return Shown(OwnSupport(offers, regions, mine, today.year), [person])


def _regions(person: PersonId) -> tuple[str, ...]:
    wishes = wishes_of(person)
    return () if wishes is None else tuple(wishes.regions)


def _mine(person: PersonId) -> tuple[MySupport, ...]:
    rows = list(
        SupportAsk.objects.filter(person_id=person).select_related("support").order_by("-asked_at")
    )
    names = dict(Partner.objects.filter(
        id__in={one.partner_id for one in rows}
    ).values_list("id", "name"))  # fmt: skip
    states = support_states([one.id for one in rows])
    calendar = force_calendar()
    return tuple(
        _asked(one, names.get(one.partner_id, ""), states[one.id], calendar) for one in rows
    )


def _asked(one: SupportAsk, by: str, state: State, calendar: Calendar) -> MySupport:
    held = held_of(one.support, by)
    due = held.due(state.since, calendar) if state.stage is Stage.SEATED else None
    return MySupport(one.id, held, one.asked_at, state, due, one.task_id)


@dataclass(frozen=True, slots=True)
class SupportLine:
    """A programme as its authority lists it; `open` are those who await its answer, late ones too.

    `late` are those over its own standard.
    """

    held: Held
    aside: str
    closed: bool
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class Authority:
    """What one's organisation gives; `until` None: no agreement holds."""

    name: str
    kind: str
    region: str
    until: date | None
    year: int
    lines: tuple[SupportLine, ...]


@query(
    key="transition.authority-support",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A local authority read its own programmes of support."),
)
def authority_support(*, by: Viewer, at: Instant) -> Shown[Authority]:
    """Return every programme of one's own, open ones first."""
    own = Partner.objects.filter(id__in=list(by.units)).order_by("id").first()
    if own is None:
        raise NOT_FOUND.refused()
    today = force_day(at)
    holding = agreed([own.id], today).get(own.id)
    asks = list(SupportAsk.objects.filter(partner_id=own.id).defer("sealed"))
    states, calendar = support_states([one.id for one in asks]), force_calendar()
    lines = []
    for row in Support.objects.filter(partner_id=own.id).order_by("kind", "title", "id"):
        held = held_of(row, own.name)
        since = [
            states[one.id].since
            for one in asks
            if one.support_id == row.id and states[one.id].stage is Stage.SEATED
        ]
        late = sum(due < at for one in since if (due := held.due(one, calendar)) is not None)
        closed = row.closed_at is not None or row.until < today
        lines.append(SupportLine(held, row.aside, closed, len(since), late))
    lines.sort(key=lambda one: one.closed)
    until = None if holding is None else holding.until
    region = regions_of([own])[own.id]
    return Shown(Authority(own.name, own.kind, region, until, today.year, tuple(lines)))


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asked, as the authority reads them: what they sent, and where it stands."""

    asked: MySupport
    words: Words
    place: int | None

    def late(self, at: Instant) -> bool:
        return self.asked.due is not None and self.asked.due < at


@dataclass(frozen=True, slots=True)
class SupportRegister:
    """A programme with everybody who asked for it; whoever took it back is not among them."""

    held: Held
    aside: str
    closed: bool
    year: int
    askers: tuple[Asker, ...]


@query(
    key="transition.support-register",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A local authority read who had asked for a programme, and what they had sent."),
)
def support_register(*, support: UUID, by: Viewer, at: Instant) -> Shown[SupportRegister]:
    """Return a programme with who asked: who awaits an answer first, then the line."""
    row = Support.objects.filter(id=support).first()
    if row is None:
        raise NOT_FOUND.refused()
    name = Partner.objects.filter(id=row.partner_id).values_list("name", flat=True).first() or ""
    askers = _askers(list(SupportAsk.objects.filter(support_id=support)), name)
    found = SupportRegister(
        held_of(row, name), row.aside, row.closed_at is not None, force_day(at).year, askers
    )
    people = SupportAsk.objects.filter(id__in=[one.asked.ask for one in askers])
    return Shown(found, [PersonId(one) for one in people.values_list("person_id", flat=True)])


@query(
    key="transition.support-asked",
    permits=Permission.ANSWER_ASKED,
    zone=Zone.PARTNERS,
    says=_("A local authority read what somebody had sent it for a programme of support."),
)
def support_asked(*, ask: UUID, by: Viewer, at: Instant) -> Shown[Asker]:
    """Return one who asked; what does not exist once they took it back."""
    one = SupportAsk.objects.filter(id=ask).select_related("support").first()
    found = () if one is None else _askers([one], "")
    if one is None or not found:
        raise NOT_FOUND.refused()
    return Shown(found[0], [PersonId(one.person_id)])


_ORDER = (Stage.SEATED, Stage.LINED, Stage.GRANTED, Stage.DECLINED)


def _askers(rows: list[SupportAsk], by: str) -> tuple[Asker, ...]:
    states, calendar = support_states([one.id for one in rows]), force_calendar()
    shown = [one for one in rows if states[one.id].stage in _ORDER]
    lines = {one.support_id: [each.id for each in line_of(one.support_id)] for one in shown}
    shown.sort(key=lambda one: (_ORDER.index(states[one.id].stage), one.asked_at, one.id))
    return tuple(
        Asker(
            _asked(one, by, states[one.id], calendar), asked_words(one),
            lines[one.support_id].index(one.id) + 1 if one.id in lines[one.support_id] else None,
        )
        for one in shown
    )  # fmt: skip


@query(
    key="transition.support-aside",
    permits=Permission.KEEP_PARTNERS,
    zone=Zone.PARTNERS,
    says=_("A caseworker read which programmes of support wait to be let through."),
)
def support_aside(*, by: Viewer, at: Instant) -> Shown[tuple[tuple[Held, str], ...]]:
    """Return the programmes that were set aside, each with the words for it."""
    rows = list(Support.objects.filter(closed_at=None).exclude(aside="").order_by("put_at"))
    names = dict(Partner.objects.values_list("id", "name"))
    return Shown(tuple((held_of(one, names.get(one.partner_id, "")), one.aside) for one in rows))
