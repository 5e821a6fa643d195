"""A person's own consents, given and taken back by themselves."""

from __future__ import annotations

from datetime import date

from muster.access.doors import command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import problems
from muster.people.consents import Item, write_consent, write_withdrawal
from muster.people.packets import end_packet
from muster.vault.zones import Zone


@command(
    key="people.consent",
    permits=Permission.CONSENT,
    zone=Zone.IDENTITY,
    says=_("Somebody gave a consent of their own to one thing."),
)
def consent(
    *, person: PersonId, item: Item, until: date, alone: bool, by: Viewer, at: Instant
) -> None:
    """Record that a person agrees to one thing until a day; `alone`: no superior is present.

    Refused where one is: what is said under somebody's eyes is no consent.
    """
    if not alone:
        raise problems.CONSENT_NOT_ALONE.refused()
    write_consent(person, item, until=until, by=by.account, at=at)


@command(
    key="people.take-back-consent",
    permits=Permission.CONSENT,
    zone=Zone.IDENTITY,
    says=_("Somebody took back a consent of their own."),
)
def take_back_consent(*, person: PersonId, item: Item, by: Viewer, at: Instant) -> None:
    """Record that a person no longer agrees; it holds at once and needs no reason."""
    write_withdrawal(person, item, by=by.account, at=at)
    if item is Item.TRANSITION:
        end_packet(person, at)
