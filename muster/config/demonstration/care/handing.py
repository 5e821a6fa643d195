"""Cases that change hands: within the house, on a move, on leaving the service, and late ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from muster.config.demonstration import formation
from muster.config.demonstration.building import ADMINISTRATOR, psychologist_of
from muster.config.demonstration.care.acting import DAY, HOUR, Clinic
from muster.config.demonstration.care.cast import Somebody
from muster.config.demonstration.care.words import said
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import Instant, now

if TYPE_CHECKING:
    from muster.care.outsiders import Who

Begun = tuple[Somebody, UUID]
PARTS = ("words", "plan", "sessions", "safety-plan")
CARING_DAYS = (3, 26, 60)
"""So many days after the last day of service the caring contacts were sent; more are to come."""


def tell_handovers(clinic: Clinic, begun: dict[str, Begun]) -> None:
    """Hand cases over: kept, waiting for an answer, late, by a move, and to civilian care."""
    one, case = begun["handing"]
    kept = begin_handover(clinic, one, case, "leave-of-clinician", clinic.now - 12 * DAY, 5)
    write_letter(clinic, one, kept, clinic.now - 12 * DAY, answered=True)
    _through(clinic, one, kept, 0, clinic.now - 11 * DAY)
    late, case = begun["parting"]
    begin_handover(clinic, late, case, "leave-of-clinician", clinic.now - 13 * DAY, 20)
    leaving, _case = begun["leaving"]
    _leaving(clinic, leaving)
    gone, case = begun["gone"]
    _gone(clinic, gone, case)
    moving, _case = begun["moving"]
    _moved(clinic, moving)
    clinic.building.count("handovers", 5)


def begin_handover(
    clinic: Clinic, one: Somebody, case: UUID, why: str, at: Instant, days: int
) -> UUID:
    """Open a handover within the house, to be done in so many days."""
    from muster.care.commands.handovers import open_handover

    handover = new_id()
    open_handover(
        person=one.person, case=case, handover=handover, why=why, to_unit=None,
        day=(at + days * DAY).date(), by=clinic.psychologist(one.battalion), at=at,
    )  # fmt: skip
    return handover


def write_letter(
    clinic: Clinic, one: Somebody, handover: UUID, at: Instant, *, answered: bool
) -> None:
    """Write the letter that goes along; `answered`: the person read it and agreed."""
    from muster.care.commands.letters import answer_letter
    from muster.care.commands.letters import write_letter as write
    from muster.care.rules.letters import Letter, OwnWords

    letter = new_id()
    says = Letter({
        "why": said("letter-why", one.language), "done": said("session", one.language),
        "helps": said("letter-helps", one.language), "next": said("handing", one.language),
    })  # fmt: skip
    write(
        person=one.person, handover=handover, letter=letter, says=says, parts=PARTS,
        by=clinic.psychologist(one.battalion), at=at + HOUR,
    )  # fmt: skip
    if answered:
        own = OwnWords(said("own-words", one.language), said("wants", one.language))
        answer_letter(
            person=one.person, letter=letter, agrees=True, left_out=("sessions",), own=own,
            by=clinic.member(one), at=at + 5 * HOUR,
        )  # fmt: skip


def _through(clinic: Clinic, one: Somebody, handover: UUID, to: int, at: Instant) -> None:
    """Offer by name, accept by name, and keep the first contact."""
    from muster.care.commands.handovers import (
        accept_handover,
        keep_first_contact,
        offer_handover,
    )

    named, gaining = clinic.account(psychologist_of(to)), clinic.psychologist(to)
    offer_handover(
        person=one.person, handover=handover, to=named, words=said("handing", one.language),
        by=clinic.psychologist(one.battalion), at=at,
    )  # fmt: skip
    accept_handover(person=one.person, handover=handover, by=gaining, at=at + timedelta(minutes=1))
    keep_first_contact(
        person=one.person, handover=handover, words=said("kept", one.language), by=gaining,
        at=at + timedelta(minutes=2),
    )  # fmt: skip


def _moved(clinic: Clinic, one: Somebody) -> None:
    """Move somebody into another battalion: their case follows in the same transaction."""
    from muster.access.permissions import Permission
    from muster.people.commands.moving import move

    by = clinic.viewer(ADMINISTRATOR, Permission.MOVE_PERSON)
    unit = clinic.building.unit(f"{formation.BRIGADE}-2-1")
    move(
        person=one.person, unit=unit, post="", since=clinic.now.date(), until=None, by=by, at=now()
    )  # fmt: skip
    handover = _handover_of(clinic, one)
    write_letter(clinic, one, handover, now() - HOUR, answered=False)
    _offer(clinic, one, handover, 2)


def _offer(clinic: Clinic, one: Somebody, handover: UUID, to: int) -> None:
    from muster.care.commands.handovers import accept_handover, offer_handover

    offer_handover(
        person=one.person, handover=handover, to=clinic.account(psychologist_of(to)),
        words=said("handing", one.language), by=clinic.psychologist(one.battalion), at=now(),
    )  # fmt: skip
    accept_handover(person=one.person, handover=handover, by=clinic.psychologist(to), at=now())


def _handover_of(clinic: Clinic, one: Somebody) -> UUID:
    """Return the handover that opened by itself."""
    from muster.care.queries.handovers import board

    lines = board(already_shown=(), by=clinic.psychologist(one.battalion), at=now())
    return next(line.handover for line in lines if line.person == one.person)


def _leaving(clinic: Clinic, one: Somebody) -> None:
    """Somebody leaves in three weeks; a clinician outside was sent a link and has not answered."""
    from muster.access.permissions import Permission
    from muster.care.commands.outside import send_outside_link
    from muster.people.commands.moving import end_posting

    by = clinic.viewer(ADMINISTRATOR, Permission.MOVE_PERSON)
    last = (clinic.now + 21 * DAY).date()
    end_posting(person=one.person, until=last, by=by, at=now())
    _agree(clinic, one, None, clinic.now - DAY)
    handover = _handover_of(clinic, one)
    write_letter(clinic, one, handover, now() - 5 * HOUR, answered=True)
    send_outside_link(
        person=one.person, handover=handover, who=_outside(one),
        by=clinic.psychologist(one.battalion), at=now(),
    )  # fmt: skip


def _gone(clinic: Clinic, one: Somebody, case: UUID) -> None:
    """Somebody left in autumn: taken over in a recorded call, seen there, and asked after."""
    from muster.access.accounts import watch
    from muster.care.commands.caring import send_caring_contacts
    from muster.care.commands.outside import keep_outside_visit, record_outside_call

    left, account = clinic.now - 70 * DAY, _account(clinic, one)
    _agree(clinic, one, account, left - 12 * DAY)
    handover = begin_handover(clinic, one, case, "discharge", left - 10 * DAY, 10)
    write_letter(clinic, one, handover, left - 10 * DAY, answered=True)
    by = clinic.psychologist(one.battalion)
    record_outside_call(
        person=one.person, handover=handover, who=_outside(one),
        visit_on=(left + 2 * DAY).date(), by=by, at=left - 5 * DAY,
    )  # fmt: skip
    keep_outside_visit(
        person=one.person, handover=handover, words=said("kept", one.language), by=by,
        at=left + 2 * DAY,
    )  # fmt: skip
    unit: UnitId = clinic.building.unit(formation.BRIGADE)
    for days in CARING_DAYS:
        at = left + (days + 5) * DAY
        clinic.building.count("caring contacts", send_caring_contacts(by=watch((unit,)), at=at))


def _account(clinic: Clinic, one: Somebody) -> AccountId:
    """Return the account with which somebody signs in."""
    from muster.access.permissions import Permission
    from muster.people.commands.signing import link_account

    by = clinic.viewer(ADMINISTRATOR, Permission.LINK_ACCOUNT)
    return link_account(person=one.person, account=None, by=by, at=clinic.now - 100 * DAY)


def _agree(clinic: Clinic, one: Somebody, account: AccountId | None, at: Instant) -> None:
    from muster.people.commands.consenting import consent
    from muster.people.consents import Item

    for item in (Item.HANDOVER, Item.CONTACTS):
        consent(
            person=one.person, item=item, until=(at + 400 * DAY).date(), alone=True,
            by=clinic.member(one, account), at=at,
        )  # fmt: skip


def _outside(one: Somebody) -> Who:
    from muster.care.outsiders import Who

    name, place = said("clinician-outside", one.language), said("clinic-outside", one.language)
    return Who(name, place, "+999 55 020 002", "555-0102")
