"""The force's own sign-on: OpenID Connect Core 1.0, section 3.1, the code flow, with PKCE.

A claim of the ID token, chosen in the settings, names an account that stands here already. None is
ever made, no address or name from elsewhere is kept, and tokens are used once and forgotten. Where
the sign-on says that it asked for two factors, it is believed; else Muster asks for its own.
"""

from __future__ import annotations

import secrets
from typing import Any

import requests
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from muster.access.commands.coming import record_failure, record_sign_in_again
from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.time import now
from muster.web import addresses
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.entering import settled
from muster.web.sign_in.factors import SIGN_ON
from muster.web.sign_in.landing import landing, wanted
from muster.web.standing import in_kiosk

FORCE = "force"
_NONCE, _AGAIN = "sign_on_nonce", "sign_on_again"
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
_AWAY = f"{addresses.SIGN_IN}?refused=away"
_NOBODY = f"{addresses.SIGN_IN}?refused=force"
_CLOCKS_APART = 60  # seconds by which two machines' clocks may differ


class ForceSignOn(OpenIDConnectOAuth2Adapter):
    """The library's adapter, held to the whole of the specification's checks of an ID token."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        back = reverse("openid_connect_callback", kwargs={"provider_id": FORCE})
        return (
            f"{settings.MUSTER_ORIGIN}{back}"
            if settings.MUSTER_ORIGIN
            else str(request.build_absolute_uri(back))
        )

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **named: Any) -> Any:
        """Return the login of whoever the ID token names; OAuth2Error where it is not sound."""
        signed = named["response"].get("id_token")
        if not signed:
            raise OAuth2Error("the sign-on sent no ID token")
        claims = self._verified(app, signed)
        nonce = request.session.pop(_NONCE, "")
        if not nonce or not constant_time_compare(str(claims.get("nonce", "")), nonce):
            raise OAuth2Error("the ID token answers another question")
        if settings.FORCE_SIGN_ON["claim"] not in claims:
            told = self._fetch_user_info(token.token)
            # Section 5.3.2: what is told of somebody else is not taken for told of this one.
            if told.get("sub") == claims["sub"]:
                claims = {**told, **claims}
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _verified(self, app: Any, signed: str) -> dict[str, Any]:
        """Check signature, issuer, audience and time (section 3.1.3.7), over TLS or not."""
        try:
            head = jwtkit.jwt.get_unverified_header(signed)
        except jwtkit.jwt.PyJWTError as error:
            raise OAuth2Error("the ID token cannot be read") from error
        if head.get("alg") not in _SIGNED:
            raise OAuth2Error("the ID token is not signed by a key pair")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=signed,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if self.openid_config["issuer"].rstrip("/") != settings.FORCE_SIGN_ON["issuer"]:
            raise OAuth2Error("the sign-on calls itself by another name")
        if claims.get("azp", app.client_id) != app.client_id or "sub" not in claims:
            raise OAuth2Error("the ID token was made for another service")
        return claims


@stranger
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the force's sign-on; whoever is signed in is asked there to show themselves again."""
    if settings.FORCE_SIGN_ON is None or in_kiosk(request):
        raise Http404
    nonce = request.session[_NONCE] = secrets.token_urlsafe(24)
    asked = {"nonce": nonce}
    request.session.pop(_AGAIN, None)
    if request.user.is_authenticated:
        request.session[_AGAIN] = now().timestamp()
        asked.update(prompt="login", max_age="0")
    try:
        provider = ForceSignOn(request, FORCE).get_provider()
        provider.oauth2_adapter_class = ForceSignOn
        led: HttpResponse = provider.redirect(
            request, process="login", next_url=wanted(request), auth_params=asked
        )
    except (requests.RequestException, ValueError, KeyError):
        return HttpResponseRedirect(_AWAY)
    return led


@stranger
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the force's sign-on says, and sign in whoever it names."""
    if settings.FORCE_SIGN_ON is None or in_kiosk(request):
        raise Http404
    view = OAuth2CallbackView.adapter_view(ForceSignOn(request, provider_id))
    try:
        return settled(request, view(request))
    except (requests.RequestException, ValueError, KeyError, TypeError):
        return HttpResponseRedirect(_AWAY)


def take_over(request: HttpRequest, sociallogin: Any) -> None:
    """Sign in the account that the claim names; the library goes no further, and keeps nothing."""
    claims = sociallogin.account.extra_data["id_token"]
    asked = settings.FORCE_SIGN_ON
    name = claims.get(asked["claim"])
    user = None
    if isinstance(name, str) and name:
        user = get_user_model().objects.filter(name=name, is_active=True).first()
    if user is None:
        record_failure(by_what=SIGN_ON, by=at_the_door(None), at=now())
        raise ImmediateHttpResponse(HttpResponseRedirect(_NOBODY))
    two = "mfa" in claims.get("amr", []) or (asked["acr"] and claims.get("acr") == asked["acr"])
    goes_on = sociallogin.state.get("next")
    if request.user.is_authenticated:
        raise ImmediateHttpResponse(_again(request, user, claims, bool(two), goes_on))
    record_authentication(request, user, SIGN_ON, two=bool(two) or None)
    raise ImmediateHttpResponse(perform_login(request, Login(user=user, redirect_url=goes_on)))


def turned_away(_request: HttpRequest) -> None:
    """The sign-on did not go through: back to the door, which says so."""
    raise ImmediateHttpResponse(HttpResponseRedirect(_AWAY))


def _again(
    request: HttpRequest, user: Any, claims: dict[str, Any], two: bool, goes_on: str | None
) -> HttpResponse:
    """Whoever sits there showed themselves again, if the sign-on asked them just now."""
    asked_at = float(request.session.pop(_AGAIN, 0) or 0)
    shown_at = claims.get("auth_time", 0)
    lately = isinstance(shown_at, int | float) and shown_at >= asked_at - _CLOCKS_APART
    if not asked_at or not lately or user.pk != request.user.pk:
        return HttpResponseRedirect(_AWAY)
    record_authentication(request, user, SIGN_ON, reauthenticated=True, two=two or None)
    request.session.cycle_key()
    account = AccountId(user.pk)
    record_sign_in_again(by_what=SIGN_ON, by=at_the_door(account), at=now())
    return HttpResponseRedirect(goes_on or landing(request))
