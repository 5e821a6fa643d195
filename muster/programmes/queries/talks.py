"""Talks with peers as each reads them: the peer, whoever was there, the psychologist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import holders
from muster.access.roles import PEER_SUPPORTER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.people.cards import cards_of
from muster.people.consents import Item, agrees
from muster.people.serving import people_of, units_above, units_below
from muster.people.signing import accounts_of
from muster.programmes.models import PeerEvent, PeerFact, PeerTalk
from muster.programmes.rules.talks import EventKind, TalkAct, TalkState
from muster.programmes.talking import opened_whom, states_of
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnTalk:
    """A talk as the peer reads it: a name, how to reach them, by when. Nothing else is known."""

    talk: UUID
    name: str
    reach: str
    opens_on: date
    due_on: date
    state: TalkState


@dataclass(frozen=True, slots=True)
class TalkWithMe:
    """A talk as whoever was there reads it: which peer was asked, by when."""

    event: UUID
    kind: EventKind
    happened_on: date
    peer: str
    opens_on: date
    due_on: date
    state: TalkState


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as the psychologist lists it."""

    event: UUID
    happened_on: date
    place: str
    kind: EventKind


@dataclass(frozen=True, slots=True)
class ArrangedTalk:
    """A talk as the psychologist reads it; `state` None: the person has not agreed to that."""

    person: PersonId
    name: str
    peer: str
    opens_on: date
    due_on: date
    state: TalkState | None


@dataclass(frozen=True, slots=True)
class EventWhole:
    line: EventLine
    talks: list[ArrangedTalk]


@dataclass(frozen=True, slots=True)
class Choosable:
    """Who may have been there, and which trained peers there are: ids with names."""

    people: list[tuple[PersonId, str]]
    peers: list[tuple[PersonId, str]]


@query(
    key="programmes.own-talks",
    permits=Permission.TALK,
    zone=Zone.PEER,
    says=_("A peer read whom to talk to, and by when."),
)
def talks_of_peer(*, by: Viewer, at: Instant) -> Shown[list[OwnTalk]]:
    """Return the talks this peer was asked for that are not settled, the next due first."""
    if by.person is None:
        return Shown([])
    rows = list(PeerTalk.objects.filter(people__contains=[by.person]).order_by("due_on", "id"))
    states = states_of(rows)
    left = [one for one in rows if not states[one.id].settled]
    found = [_own(one, states[one.id]) for one in left]
    return Shown(found, list(dict.fromkeys(PersonId(one.person_id) for one in left)))


@query(
    key="programmes.own-talk",
    permits=Permission.TALK,
    zone=Zone.PEER,
    says=_("A peer read whom to talk to, and by when."),
)
def talk_of_peer(*, talk: UUID, by: Viewer, at: Instant) -> Shown[OwnTalk]:
    """Return one talk this peer was asked for."""
    row = PeerTalk.objects.filter(id=talk, people__contains=[by.person]).first()
    if row is None or by.person is None:
        raise NOT_FOUND.refused()
    return Shown(_own(row, states_of([row])[row.id]), [PersonId(row.person_id)])


def _own(row: PeerTalk, state: TalkState) -> OwnTalk:
    whom = opened_whom(row)
    return OwnTalk(row.id, whom.name, whom.reach, row.opens_on, row.due_on, state)


@query(
    key="programmes.talks-with-me",
    permits=Permission.DECLINE_TALK,
    zone=Zone.PEER,
    says=_("A person read which peer was asked to talk with them."),
)
def talks_with(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[TalkWithMe]]:
    """Return the talks with peers that were set for a person, the next due first."""
    rows = list(PeerTalk.objects.filter(person_id=person).order_by("due_on", "id"))
    states = states_of(rows)
    found = [
        TalkWithMe(
            one.event_id, EventKind(one.kind), one.happened_on, opened_whom(one).peer,
            one.opens_on, one.due_on, states[one.id],
        )
        for one in rows
    ]  # fmt: skip
    return Shown(found, [person])


@query(
    key="programmes.events",
    permits=Permission.NAME_PEERS,
    zone=Zone.PEER,
    says=_("It was read after which events peers were asked to talk."),
)
def events(*, by: Viewer, at: Instant) -> Shown[list[EventLine]]:
    """Return the events of the viewer's units, the latest first."""
    rows = PeerEvent.objects.filter(unit_id__in=units_below(by.units))
    return Shown([_line(one) for one in rows.order_by("-happened_on", "-id")])


@query(
    key="programmes.event",
    permits=Permission.NAME_PEERS,
    zone=Zone.PEER,
    says=_("It was read who was at an event, and which peer talks with them by when."),
)
def event_whole(*, event: UUID, by: Viewer, at: Instant) -> Shown[EventWhole]:
    """Return an event with its talks; what became of one only where the person agreed to it."""
    there = PeerEvent.objects.filter(id=event, unit_id__in=units_below(by.units)).first()
    if there is None:
        raise NOT_FOUND.refused()
    rows = list(PeerTalk.objects.filter(event_id=event).order_by("due_on", "person_id"))
    today = calendar_of_unit(UnitId(there.unit_id)).local_date(at)
    people = list(dict.fromkeys(PersonId(one.person_id) for one in rows))
    told = {one for one in people if agrees([one], Item.PEER, day=today)}
    states = states_of([one for one in rows if one.person_id in told])
    talks = []
    for one in rows:
        whom = opened_whom(one)
        talks.append(
            ArrangedTalk(
                PersonId(one.person_id), whom.name, whom.peer, one.opens_on, one.due_on,
                states.get(one.id),
            )
        )  # fmt: skip
    return Shown(EventWhole(_line(there), talks), people)


@query(
    key="programmes.who-was-there",
    permits=Permission.NAME_PEERS,
    zone=Zone.PEER,
    says=_("The people of a unit were read, to say who was at an event."),
)
def choosable(*, unit: UnitId, by: Viewer, at: Instant) -> Shown[Choosable]:
    """Return the people of a unit, and the peers who serve within the viewer's units."""
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    everybody = people_of(by.units, at)
    around = [*units_below(by.units), *units_above([unit])[unit]]
    trained = {one.account for one in holders([PEER_SUPPORTER], around, at)}
    peers = [one for one, account in accounts_of(everybody).items() if account in trained]
    there = people_of([unit], at)
    shown = list(dict.fromkeys([*there, *peers]))
    current().admit(shown)
    cards = cards_of(shown)

    def named(people: list[PersonId]) -> list[tuple[PersonId, str]]:
        found = [(one, cards[one].name) for one in people if one in cards]
        return sorted(found, key=lambda one: one[1])

    return Shown(Choosable(named(there), named(peers)), shown)


@query(
    key="programmes.talk-passed-on",
    permits=Permission.PASS_TALK_ON,
    zone=Zone.PEER,
    says=_("It was looked up who agreed that a clinician calls them."),
)
def who_agreed(*, fact: UUID, by: Viewer, at: Instant) -> Shown[PersonId | None]:
    """Return who agreed to be called after a talk; None where the record is gone."""
    row = PeerFact.objects.filter(id=fact, act=TalkAct.PASSED_ON.value).first()
    person = None if row is None else PersonId(row.person_id)
    return Shown(person, [] if person is None else [person])


def _line(one: PeerEvent) -> EventLine:
    return EventLine(one.id, one.happened_on, one.place, EventKind(one.kind))
