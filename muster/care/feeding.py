"""Calendar feeds as rows: made, found by what stands in an address, taken back.

Everything here speaks as the platform: a calendar asks before there is a viewer.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from muster.care.models import CalendarFeed, CalendarFeedEnd
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.vault.installation import installation
from muster.vault.work import current
from muster.vault.zones import Audience

_FIELD = "address of a calendar"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose feed an address is, and in which language it speaks."""

    person: PersonId
    account: AccountId
    language: str


def make_feed(person: PersonId, account: AccountId, language: str, at: Instant) -> str:
    """Make a new address and return what is secret in it; the one before is over."""
    secret = secrets.token_urlsafe(_BYTES)
    end_feeds(person, at)
    with current().acting_as(Audience.PLATFORM):
        CalendarFeed.objects.create(
            hash=_hash(secret), person_id=person, account_id=account, language=language, made_at=at
        )
    return secret


def end_feeds(person: PersonId, at: Instant) -> int:
    """Take back whatever address a person has; return how many there were."""
    with current().acting_as(Audience.PLATFORM):
        standing = list(_standing().filter(person_id=person))
        CalendarFeedEnd.objects.bulk_create(
            CalendarFeedEnd(feed=one, person_id=person, at=at) for one in standing
        )
    return len(standing)


def feed_since(person: PersonId) -> Instant | None:
    """Return since when a person's calendar reads; None where it does not."""
    with current().acting_as(Audience.PLATFORM):
        found = _standing().filter(person_id=person).first()
    return None if found is None else found.made_at


def feed_at(secret: str) -> Feed | None:
    """Return whose feed this is, None where it is nobody's, or was taken back."""
    found = _standing().filter(hash=_hash(secret)).first()
    if found is None:
        return None
    return Feed(PersonId(found.person_id), AccountId(found.account_id), found.language)


def _standing():  # type: ignore[no-untyped-def] — Django's own type of it is long and says less
    return CalendarFeed.objects.exclude(id__in=CalendarFeedEnd.objects.values("feed_id"))


def _hash(secret: str) -> UUID:
    return UUID(bytes=installation().lookup_hash(_FIELD, secret))
