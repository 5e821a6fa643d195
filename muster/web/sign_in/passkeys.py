"""Passkeys: where they work, signing in with one, and the options a browser is given.

A browser does its part in `looks/passkeys.js`. Passkeys need HTTPS and a domain (W3C WebAuthn,
sections 5 and 13.4.9); this machine's own name counts as safe. Elsewhere the pages do not speak of
them, and everything works with an authenticator.
"""

from __future__ import annotations

import ipaddress
import json
from typing import Any

from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from muster.kernel.words import _
from muster.web import addresses
from muster.web.sign_in import sessions
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.landing import wanted

CREDENTIAL = "credential"
LONGEST = 20_000  # a credential is one to three thousand characters
PASSKEY_WORDS = {
    "use": _("Sign in with a passkey"),
    "asks": _("Your device asks for your finger, your face, or its PIN."),
    "failed": _("The device did not give a passkey. Try again, or choose another way."),
}


def passkeys_work(request: HttpRequest) -> bool:
    """Are the pages reached by HTTPS under a domain, or on this machine by its name?"""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure() or settings.MUSTER_ORIGIN.startswith("https:")
    return False


@stranger
def options(request: HttpRequest) -> HttpResponse:
    """Give the browser a challenge for any passkey that it holds for us."""
    _demand_post(request)
    return JsonResponse(challenge(None))


@stranger
def sign_in_with_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey alone: it is two factors, for the device asked for its own lock."""
    _demand_post(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(addresses.SIGN_IN)
    given = credential(request)
    try:
        user = auth.extract_user_from_response(given or {})
        factor = shown(user, given)
    except (ValidationError, AttributeError):
        factor = None
    if factor is None:
        return HttpResponseRedirect(f"{addresses.SIGN_IN}?refused=passkey")
    request.session[sessions.SHARED_WISH] = "shared" in request.POST
    from muster.web.sign_in.entering import settled  # its page shows the button of this one

    login = Login(user=factor.user, redirect_url=wanted(request))
    return settled(request, perform_passwordless_login(request, factor, login))


def challenge(user: Any) -> dict[str, Any]:
    """Return what a browser needs to use a passkey, of `user` or of whoever holds one."""
    return auth.begin_authentication(user)


def shown(user: Any, given: dict[str, Any] | None) -> Authenticator | None:
    """Return the passkey of `user` that answered our challenge; None where none did."""
    try:
        auth.parse_authentication_response(given)
        return auth.complete_authentication(user, given)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None


def credential(request: HttpRequest) -> dict[str, Any] | None:
    """Return what the browser's device answered, None where it is nothing of the kind."""
    text = request.POST.get(CREDENTIAL, "")
    if len(text) > LONGEST:
        return None
    try:
        given = json.loads(text)
    except ValueError:
        return None
    return given if isinstance(given, dict) else None


def _demand_post(request: HttpRequest) -> None:
    if request.method != "POST" or not passkeys_work(request):
        raise Http404
