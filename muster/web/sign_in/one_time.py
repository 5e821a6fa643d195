"""Codes of authenticators and recovery codes: right, and not used before (RFC 6238, section 5)."""

from __future__ import annotations

import hmac

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

_LAST = "last_counter"


def totp_is_right(factor: Authenticator, code: str) -> bool:
    """Is it the code of this half minute, or of one beside it, and later than the last one used?

    Which was used last stands with the factor, so that every process knows it.
    """
    with transaction.atomic():
        held = Authenticator.objects.select_for_update().get(pk=factor.pk)
        counter = matching(decrypt(held.data["secret"]), code)
        if counter is None or counter <= held.data.get(_LAST, -1):
            return False
        mark_used(held, counter)
    factor.data = held.data
    return True


def mark_used(factor: Authenticator, counter: int) -> None:
    """Let no code of this half minute, or of an earlier one, be right again."""
    factor.data[_LAST] = counter
    factor.save(update_fields=["data"])


def matching(secret: str, code: str) -> int | None:
    """Return the half minute whose code this is, within one of now; None where it is none's."""
    found = None
    for counter in yield_hotp_counters_from_time():
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, counter)), code):
            found = counter
    return found


def recovery_code_is_right(factor: Authenticator, code: str) -> bool:
    """Is it one of the account's recovery codes, not used before? It is used now."""
    return bool(factor.wrap().validate_code(code))
