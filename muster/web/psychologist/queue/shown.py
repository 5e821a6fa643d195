"""Whom a page has shown already, carried by the page itself, so that a refresh is no new reading.

It is signed for the account and the day: whoever changed it would only be entered as reading anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.core import signing

from muster.kernel.ids import AccountId, PersonId

_SALT = "muster.web.psychologist.shown"
_FOR = timedelta(hours=12)


def mark_shown(people: Iterable[PersonId], account: AccountId) -> str:
    """Return the mark that says that `account` was shown these people."""
    ids = b"".join(one.bytes for one in people).hex()
    return signing.dumps([account.hex, ids], salt=_SALT)


def already_shown(mark: str | None, account: AccountId) -> list[PersonId]:
    """Return whom a mark names; nobody where it is another's, too old, or no mark of ours."""
    try:
        whose, ids = signing.loads(mark or "", salt=_SALT, max_age=_FOR)
    except signing.BadSignature:
        return []
    if whose != account.hex:
        return []
    raw = bytes.fromhex(ids)
    return [PersonId(UUID(bytes=raw[place : place + 16])) for place in range(0, len(raw), 16)]
