"""The code of a session, shown in its room: whoever enters it was there. It is stored nowhere."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from muster.kernel.time import Instant
from muster.vault.installation import installation

DIGITS = 6
BEFORE, AFTER = timedelta(minutes=20), timedelta(minutes=60)
"""From how long before a session begins to how long after it ends its code is taken."""


def code_of(session: UUID) -> str:
    """Return the code of a session: six digits that the node's key and the session's id give."""
    key = installation().derived_key("attendance codes")
    digest = hmac.new(key, session.bytes, sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def is_held(starts: Instant, ends: Instant, at: Instant) -> bool:
    """Is a session's code taken now?"""
    return starts - BEFORE <= at <= ends + AFTER
