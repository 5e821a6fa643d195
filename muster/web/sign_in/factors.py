"""By what a session proved who is there, and whether that is enough.

allauth keeps, in the session, a record of each proof: a password, an authenticator's code, a
passkey, a recovery code, the force's own sign-on. Whoever sees other people's data needs two.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from muster.access.roles import Role
from muster.access.rules.sessions import FRESH
from muster.kernel.time import Instant

SIGN_ON = "sign-on"
DEMONSTRATION = "demonstration"
TOTP, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
RECOVERY_CODES = Authenticator.Type.RECOVERY_CODES


def shown_factors(request: HttpRequest) -> list[str]:
    """Return what was shown in this session, in its order: "password", "totp", "webauthn", …"""
    found = (str(one.get("type") or one.get("method")) for one in records(request))
    return list(dict.fromkeys(found))


def has_second_factor(request: HttpRequest) -> bool:
    """Was more shown in this session than a password?

    A passkey asks for the device's own lock, so it is two factors by itself. The force's sign-on
    counts where it says that it asked for two.
    """
    return any(one.get("method") == "mfa" or one.get("two") for one in records(request))


def lacks_second_factor(request: HttpRequest, roles: Iterable[Role]) -> bool:
    """Do these roles need more than this session has shown? The demonstration needs nothing."""
    if settings.MUSTER_DEMONSTRATION:
        return False
    return any(role.needs_second_factor for role in roles) and not has_second_factor(request)


def signed_in_again(request: HttpRequest, at: Instant, within: timedelta = FRESH) -> bool:
    """Did whoever sits there show again who they are, after signing in, and lately?"""
    again = [one["at"] for one in records(request) if one.get("reauthenticated")]
    return any(0 <= at.timestamp() - shown < within.total_seconds() for shown in again)


def just_came(request: HttpRequest, at: datetime, within: timedelta = FRESH) -> bool:
    """Did whoever sits there show who they are lately, at signing in or afterwards?"""
    shown = [float(one["at"]) for one in records(request) if "at" in one]
    return any(0 <= at.timestamp() - one < within.total_seconds() for one in shown)


def factors_of(account: Any) -> set[str]:
    """Return by what an account can prove itself beside its password."""
    found = Authenticator.objects.filter(user_id=account.pk).values_list("type", flat=True)
    return {str(one) for one in found}


def records(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the proofs of this session's account; those of another are none."""
    found: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return found
