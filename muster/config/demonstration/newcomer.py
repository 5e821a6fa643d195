"""One invented person from outside: a driver of another force, whom the office took in."""

from __future__ import annotations

from datetime import timedelta

from muster.config.demonstration.building import CASEWORKER, Building
from muster.kernel.ids import PersonId, new_id

NEWCOMER = "newcomer"
NAME = "Oleh Lanternbrook (invented)"
DAYS = 9
"""So many days ago they were taken in."""
_PACKET = {
    "name": NAME, "trade": "Driver of fuel trucks in a border guard, eleven years",
    "licences": "C, CE, dangerous goods", "wishes": "Driving by day, home in the evening",
}  # fmt: skip
_ASKS = "I would like to drive again. What do I need here?"


def take_in_a_driver(building: Building) -> None:
    """Take somebody in, let them begin, give a packet and write, and let a caseworker accept."""
    from muster.access.accounts import make_account
    from muster.access.permissions import Permission
    from muster.access.roles import NEWCOMER as ROLE
    from muster.access.viewers import Viewer
    from muster.people.commands.packets import give_packet
    from muster.people.signing import sign_in_with
    from muster.transition.commands.cases import open_own_case, take_step
    from muster.transition.commands.newcomers import take_in
    from muster.transition.commands.words import write_to_caseworker
    from muster.vault.work import Standing, unit_of_work
    from muster.vault.zones import Audience

    who, at = PersonId(new_id()), building.now - timedelta(days=DAYS)
    with unit_of_work(Standing(Audience.PLATFORM)):
        account = make_account(NEWCOMER)
        sign_in_with(who, account)
    office = building.viewer(CASEWORKER, Permission.TAKE_IN, building.now)
    take_in(newcomer=who, name=NAME, mail="", language="en", by=office, at=at)
    me, until = Viewer(account, ROLE, person=who), building.now.date() + timedelta(days=180)
    give_packet(person=who, words=_PACKET, until=until, alone=True, by=me, at=at)
    open_own_case(person=who, case=new_id(), by=me, at=at)
    accepted = at + timedelta(days=1)
    take_step(person=who, step="accept", reason="", words="", by=office, at=accepted)
    write_to_caseworker(person=who, text=_ASKS, by=me, at=building.now)
