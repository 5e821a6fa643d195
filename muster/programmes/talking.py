"""Talks with peers as rows: sealed, folded and settled; inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

import msgspec
from procrastinate.contrib.django import app

from muster.access.channels import settle
from muster.kernel.ids import AccountId, PersonId, new_id
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.policy.rules.profile import Meeting
from muster.programmes import problems
from muster.programmes.models import PeerFact, PeerTalk
from muster.programmes.rules.talks import SETTLES, TalkAct, TalkState, state_of_talk
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience, Zone

HAND_ON = "programmes.pass-talk-on"
"""The job that puts somebody who agreed to it among those a clinician calls."""
_TABLE = "programmes_peertalk"
_WIDTH = 1280


class Whom(msgspec.Struct, frozen=True):
    """Whom a talk is with, how to reach them, and which peer was asked, by name."""

    name: str
    reach: str
    peer: str


def sealed_whom(person: PersonId, row: UUID, whom: Whom) -> bytes:
    """Seal a name under the person's key for peers, so that a peer need not read who is who."""
    key = current().data_key(person, Zone.PEER)
    plain = pad(msgspec.json.encode(whom), _WIDTH)
    return seal(key, table=_TABLE, row=row, plain=plain)


def opened_whom(talk: PeerTalk) -> Whom:
    """Return the name and the way that `sealed_whom` sealed."""
    key = current().data_key(PersonId(talk.person_id), Zone.PEER)
    plain = open_sealed(key, table=_TABLE, row=talk.id, sealed=bytes(talk.whom))
    return msgspec.json.decode(unpad(plain), type=Whom)


def windows(day: date) -> list[tuple[str, date, date]]:
    """Return the talks after an event of `day`, from the profile: key, first and last day."""
    rules = in_force().calendars.values()
    found = [
        (key, one.opens.after(day), one.closes.after(day))
        for rule in rules
        if rule.kind is Meeting.PEER_TALK
        for key, one in rule.windows.items()
    ]
    return sorted(found, key=lambda one: one[2])


class Due(NamedTuple):
    """A talk that is not settled and whose days have begun; `late`: and are over."""

    talk: UUID
    peer: PersonId
    late: bool


def due_talks(at: Instant) -> list[Due]:
    """Return the talks within reach that are due, by the day it is where the person serves."""
    begun = PeerTalk.objects.filter(opens_on__lte=at.date() + timedelta(days=1))
    rows = list(begun.order_by("due_on", "id"))
    states = states_of(rows)
    waiting = [one for one in rows if not states[one.id].settled]
    calendars = calendars_of({PersonId(one.person_id) for one in waiting})
    found = []
    for one in waiting:
        today = calendars[PersonId(one.person_id)].local_date(at)
        if one.opens_on <= today:
            late = states[one.id].late(one.due_on, today)
            found += [Due(one.id, PersonId(peer), late) for peer in one.people]
    return found


def states_of(talks: Collection[PeerTalk]) -> dict[UUID, TalkState]:
    """Return where these talks stand."""
    acts: dict[UUID, list[TalkAct]] = defaultdict(list)
    facts = PeerFact.objects.filter(talk_id__in=[one.id for one in talks]).order_by("at", "id")
    for fact in facts:
        acts[fact.talk_id].append(TalkAct(fact.act))
    return {one.id: state_of_talk(acts[one.id]) for one in talks}


def write_act(talk: PeerTalk, act: TalkAct, *, by: AccountId, at: Instant) -> UUID:
    """Write what became of a talk; Refused where it is settled already."""
    if states_of([talk])[talk.id].settled:
        raise problems.TALK_SETTLED.refused()
    fact = new_id()
    PeerFact.objects.create(
        id=fact, talk_id=talk.id, person_id=talk.person_id, people=talk.people, act=act.value,
        at=at, done_by=by,
    )  # fmt: skip
    if act in SETTLES:
        settle(talk.id, at=at, by=by)
    if act is TalkAct.PASSED_ON:
        with current().acting_as(Audience.PLATFORM):
            app.configure_task(HAND_ON, queue="house").defer(fact=str(fact))
    return fact
