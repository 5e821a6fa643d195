"""Addresses that open a page once, brought by a message outside; their digits stand nowhere.

A message is carried later than it is sent, so whoever carries it works the digits out anew: from
what the message is about, by a key of the installation. A room below the page keeps their hash.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from muster.access.channels.kinds import Kind
from muster.access.rules.codes import SHAPES, CodeKind
from muster.vault.installation import installation

SHAPE = CodeKind.INVITATION
"""As many digits as an invitation has."""
ASKED_AT = {Kind.FARING: "/how-are-you", Kind.INVITED: "/sign-in/invitation"}
_FIELD, _HASH = "address that a message brings", "digits of an address that a message brings"


def digits_for(about: UUID) -> str:
    """Return the digits that open what a message is about."""
    digits = SHAPES[SHAPE].digits
    drawn = installation().lookup_hash(_FIELD, str(about))
    return str(int.from_bytes(drawn) % 10**digits).zfill(digits)


def hash_of(digits: str) -> UUID:
    """Return what is kept of such digits."""
    return UUID(bytes=installation().lookup_hash(_HASH, digits))


def opens(kind: Kind, about: UUID) -> str:
    """Return the address that a message brings, "" for a kind that brings none.

    After the “#” no server and no log sees the digits. Without an origin (MUSTER_ORIGIN) nobody
    outside could follow the address, so there is none.
    """
    where = ASKED_AT.get(kind)
    if where is None or not settings.MUSTER_ORIGIN:
        return ""
    return f"{settings.MUSTER_ORIGIN}{where}#{digits_for(about)}"
