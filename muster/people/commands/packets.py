"""A person gives a packet to take along to working life, gives another, and takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.consents import Item, write_consent, write_withdrawal
from muster.people.packets import end_packet, speaks_of_health, write_packet
from muster.people.rules.packet import faults, kept
from muster.vault.zones import Zone


@command(
    key="people.give-packet",
    permits=Permission.CONSENT,
    zone=Zone.TRANSITION,
    says=_("Somebody gave a packet of their own to whoever helps with work after service."),
)
def give_packet(
    *,
    person: PersonId,
    words: Unjournalled[Mapping[str, str]],
    until: date,
    alone: bool,
    by: Viewer,
    at: Instant,
) -> None:
    """Give a packet until a day, and the consent to pass it on; a later one takes its place.

    Refused where a superior is present, where a field is not one of a packet's, and where a word
    speaks of health.
    """
    if not alone:
        raise problems.CONSENT_NOT_ALONE.refused()
    problem = next(faults(words, speaks_of_health), None)
    if problem is not None:
        raise Refused(problem)
    write_consent(person, Item.TRANSITION, until=until, by=by.account, at=at)
    write_packet(person, kept(words), until=until, at=at)
    note(fields=sorted(kept(words)), until=until.isoformat())


@command(
    key="people.take-back-packet",
    permits=Permission.CONSENT,
    zone=Zone.TRANSITION,
    says=_("Somebody took back the packet they had given to whoever helps with work."),
)
def take_back_packet(*, person: PersonId, by: Viewer, at: Instant) -> None:
    """Take the packet and its consent back; it is read by nobody from this instant."""
    end_packet(person, at)
    write_withdrawal(person, Item.TRANSITION, by=by.account, at=at)
