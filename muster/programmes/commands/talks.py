"""Talks with peers after an event: who was there, who talks with them, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit
from muster.people.cards import Card, cards_of
from muster.people.serving import people_of, units_below
from muster.programmes import problems
from muster.programmes.models import PeerEvent, PeerTalk
from muster.programmes.rules.talks import EventKind, TalkAct, shared_out
from muster.programmes.talking import Whom, sealed_whom, states_of, windows, write_act
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened: on which day, where in a word, of what kind."""

    day: date
    place: str
    kind: EventKind


@command(
    key="programmes.enter-event",
    permits=Permission.NAME_PEERS,
    zone=Zone.PEER,
    says=_("An event was entered, and peers were asked to talk with those who were there."),
    portable=True,
)
def enter_event(
    *,
    unit: UnitId,
    event: UUID,
    happened: Happened,
    exposed: tuple[PersonId, ...],
    peers: tuple[PersonId, ...],
    by: Viewer,
    at: Instant,
) -> int:
    """Enter an event, and ask peers for every talk the profile sets; return how many talks."""
    if unit not in units_below(by.units):
        raise NOT_FOUND.refused()
    there = set(people_of(by.units, at))
    if not {*exposed, *peers} <= there:
        raise NOT_FOUND.refused()
    _demand(unit, happened, exposed, at)
    given = shared_out(exposed, peers)
    if given is None:
        raise problems.NO_PEER.refused()
    PeerEvent.objects.create(
        id=event, unit_id=unit, happened_on=happened.day, place=happened.place.strip(),
        kind=happened.kind.value, entered_at=at, entered_by=by.account,
    )  # fmt: skip
    named = list(dict.fromkeys([*exposed, *peers]))
    current().admit(named)
    cards = cards_of(named)
    made = [
        _talk(event, happened, cards[person], cards[peer], window, by, at)
        for person, peer in given.items()
        for window in windows(happened.day)
    ]
    PeerTalk.objects.bulk_create(made)
    note(people=list(exposed), talks=len(made))
    return len(made)


def _talk(
    event: UUID,
    happened: Happened,
    card: Card,
    peer: Card,
    window: tuple[str, date, date],
    by: Viewer,
    at: Instant,
) -> PeerTalk:
    row, (key, opens, due) = new_id(), window
    reach = card.details.phone or card.details.email or card.unit_code
    return PeerTalk(
        id=row, event_id=event, person_id=card.person, people=[peer.person], window=key,
        happened_on=happened.day, kind=happened.kind.value, opens_on=opens, due_on=due,
        whom=sealed_whom(card.person, row, Whom(card.name, reach, peer.name)),
        asked_at=at, asked_by=by.account,
    )  # fmt: skip


@command(
    key="programmes.note-talk",
    permits=Permission.TALK,
    zone=Zone.PEER,
    says=_("A peer noted what became of a talk: a code, and nothing of what was said."),
    portable=True,
)
def note_talk(*, talk: UUID, act: TalkAct, agreed: bool, by: Viewer, at: Instant) -> None:
    """Note what became of one's own talk; passed on only where the person `agreed` to it."""
    there = PeerTalk.objects.filter(id=talk, people__contains=[by.person]).first()
    if there is None or by.person is None:
        raise NOT_FOUND.refused()
    if act is TalkAct.PASSED_ON and not agreed:
        raise problems.NOT_AGREED.refused()
    write_act(there, act, by=by.account, at=at)
    note(people=[PersonId(there.person_id)])


@command(
    key="programmes.decline-talks",
    permits=Permission.DECLINE_TALK,
    zone=Zone.PEER,
    says=_("Somebody declined the talks with a peer after an event."),
    portable=True,
)
def decline_talks(*, person: PersonId, event: UUID, by: Viewer, at: Instant) -> int:
    """Decline every talk after one event that is still open; return how many these were."""
    talks = list(PeerTalk.objects.filter(person_id=person, event_id=event))
    if not talks:
        raise NOT_FOUND.refused()
    states = states_of(talks)
    waiting = [one for one in talks if not states[one.id].settled]
    for one in waiting:
        write_act(one, TalkAct.DECLINED, by=by.account, at=at)
    return len(waiting)


def _demand(unit: UnitId, happened: Happened, exposed: tuple[PersonId, ...], at: Instant) -> None:
    today = calendar_of_unit(unit).local_date(at)
    place = happened.place.strip()
    if happened.day > today or not place or len(place) > 60 or not exposed:
        raise problems.NOT_AN_EVENT.refused()
