"""A person lets their own calendar read when their appointments are, and takes that back."""

from __future__ import annotations

from muster.access.doors import command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.feeding import end_feeds
from muster.care.feeding import make_feed as made
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@command(
    key="care.make-feed",
    permits=Permission.KEEP_FEED,
    zone=Zone.CLINICAL,
    says=_("Somebody let a calendar of their own read when their appointments are."),
)
def make_feed(*, person: PersonId, language: str, by: Viewer, at: Instant) -> str:
    """Make a secret address and return what is secret in it; an earlier one holds no longer."""
    return made(person, by.account, language, at)


@command(
    key="care.end-feed",
    permits=Permission.KEEP_FEED,
    zone=Zone.CLINICAL,
    says=_("Somebody took back the address by which a calendar read their appointments."),
)
def end_feed(*, person: PersonId, by: Viewer, at: Instant) -> None:
    """Take the address back; from this instant it is nobody's."""
    end_feeds(person, at)
