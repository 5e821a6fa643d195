"""Talks with trained peers after two events: what became of each is a code, and nothing more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import MEMBERS_BATTALION, PEERS, peers_of
from muster.config.demonstration.building import psychologist_of
from muster.config.demonstration.care.acting import DAY, HOUR, Clinic, persons
from muster.config.demonstration.care.words import said
from muster.kernel.ids import new_id

if TYPE_CHECKING:
    from muster.kernel.ids import PersonId

THERE = 5
DAYS_AGO = (30, 4)
ACTS = ("talked", "not-reached", "declined", "passed-on", "talked")


def tell_talks(clinic: Clinic) -> None:
    """Enter two events; the member was at the later one. Peers have talked with some."""
    from muster.access.permissions import Permission
    from muster.people.commands.keeping import give_consent
    from muster.people.consents import Item
    from muster.programmes.commands.talks import Happened, enter_event
    from muster.programmes.rules.talks import EventKind

    unit = clinic.building.unit(f"{formation.BRIGADE}-{MEMBERS_BATTALION}")
    by = clinic.viewer(psychologist_of(MEMBERS_BATTALION), Permission.NAME_PEERS)
    peers = peers_of(clinic.building)
    for days in DAYS_AGO:
        there = clinic.cast.some(MEMBERS_BATTALION, THERE)
        if days == DAYS_AGO[-1]:
            there[0] = clinic.cast.member
        for one in there[:3]:
            give_consent(person=one.person, item=Item.PEER, by=by, at=clinic.now - days * DAY,
                         until=(clinic.now + 200 * DAY).date())  # fmt: skip
        day = (clinic.now - days * DAY).date()
        happened = Happened(day, said("event", "ru"), EventKind.ACCIDENT)
        made = enter_event(
            unit=unit, event=new_id(), happened=happened, exposed=tuple(persons(there)),
            peers=tuple(peers.values()), by=by, at=clinic.now - days * DAY + 5 * HOUR,
        )  # fmt: skip
        clinic.building.count("talks", made)
    for place, account in enumerate(PEERS):
        _talk(clinic, account, peers[account], place)


def _talk(clinic: Clinic, account: str, person: PersonId, place: int) -> None:
    """Let a peer note what became of those talks whose day has come, but for the last one."""
    from muster.access.roles import PEER_SUPPORTER
    from muster.access.viewers import Viewer
    from muster.programmes.commands.talks import note_talk
    from muster.programmes.queries.talks import talks_of_peer
    from muster.programmes.rules.talks import TalkAct

    by = Viewer(clinic.account(account), PEER_SUPPORTER, person=person)
    open_ones = [
        one
        for one in talks_of_peer(by=by, at=clinic.now)
        if one.opens_on <= clinic.now.date() - timedelta(days=1)
    ]
    for number, one in enumerate(open_ones[:-1]):
        act = TalkAct(ACTS[(place + number) % len(ACTS)])
        note_talk(talk=one.talk, act=act, agreed=act is TalkAct.PASSED_ON, by=by,
                  at=clinic.now - 20 * HOUR + number * HOUR)  # fmt: skip
