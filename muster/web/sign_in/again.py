"""Signing in again: results, and every sensitive page, ask once more who sits there.

It is a second act on purpose, also right after signing in: a phone that lies open, or is held by
somebody else, shows no results.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.internal.flows import post_authentication
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from muster.access.commands.coming import record_sign_in_again
from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web.forms import Code, Form, Secret
from muster.web.pages import page
from muster.web.sign_in import factors
from muster.web.sign_in.doors import holder
from muster.web.sign_in.factors import PASSKEY, TOTP, factors_of, signed_in_again
from muster.web.sign_in.guessing import count_wrong, may_try
from muster.web.sign_in.landing import landing, wanted
from muster.web.sign_in.passkeys import (
    CREDENTIAL,
    PASSKEY_WORDS,
    challenge,
    credential,
    passkeys_work,
    shown,
)
from muster.web.sign_in.second import proof

_TITLE = _("Show again that it is you")
_INTRO = _(
    "What comes next is for you alone. If somebody stands beside you or asks to see it, you need "
    "not go on: nobody may ask that of you."
)
_DEMONSTRATION = _("In the demonstration one press is enough.")
_WRONG_PASSWORD = _("The password is wrong")
_WRONG_CODE = _("The code is wrong or was used already. Wait for the next one and enter that")
_WRONG_PASSKEY = _("That passkey was not recognised. Try again, or choose another way")
_SAYS = {
    "password": _("Use your password"),
    "totp": _("Use the code of the authenticator"),
    "force": _("Use your force's sign-on"),
    "or": _("Another way"),
    "leave": _("Do not go on"),
}
PASSWORD, BY = "password", "by"


class PasswordForm(Form):
    password = Secret(asks=_("Password"), required=_("Enter your password"), longest=1000)


class CodeForm(Form):
    code = Code(
        asks=_("Code of your authenticator"),
        hint=_("Six digits, from the application that you set up for Muster"),
        required=_("Enter the code that the authenticator shows"),
    )


def is_fresh(request: HttpRequest, at: Instant) -> bool:
    """Did whoever sits there sign in again within the last quarter of an hour?"""
    return signed_in_again(request, at)


@holder(posts=True)
def again(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Ask for the password, the authenticator's code or a passkey, and go on to the page wanted."""
    ways = ways_of(request)
    way = request.GET.get(BY) if request.GET.get(BY) in ways else next(iter(ways), None)
    by_what = str(PASSKEY if CREDENTIAL in request.POST else way)
    form = {PASSWORD: PasswordForm, TOTP: CodeForm}.get(by_what, Form)(request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        if not may_try(request, request.user.get_username()):
            return HttpResponse(status=429)  # its middleware says until when
        if _proves(request, by_what, form.cleaned_data):
            request.session.cycle_key()
            record_sign_in_again(by_what=by_what, by=at_the_door(account), at=at)
            return HttpResponseRedirect(wanted(request) or landing(request))
        count_wrong(request, request.user.get_username(), by_what)
        refused = _refuse(form, by_what)
    return page(
        request,
        "sign_in/again.html",
        title=_TITLE,
        form=form,
        intro=_DEMONSTRATION if way == factors.DEMONSTRATION else _INTRO,
        refused=refused,
        going_on=wanted(request),
        way=way,
        ways=ways,
        says=_SAYS,
        leave=landing(request),
        passkey_words=PASSKEY_WORDS,
    )


@holder(posts=True)
def options(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Give the browser a challenge for the passkeys of whoever is signed in."""
    return JsonResponse(challenge(request.user) if PASSKEY in ways_of(request) else {})


def ways_of(request: HttpRequest) -> list[str]:
    """Return how whoever is signed in may show themselves, what asks least of them first."""
    held, ways = factors_of(request.user), []
    if request.user.has_usable_password():
        ways.append(PASSWORD)
    if TOTP in held:
        ways.append(str(TOTP))
    if PASSKEY in held and passkeys_work(request):
        ways.append(str(PASSKEY))
    if settings.FORCE_SIGN_ON and factors.SIGN_ON in factors.shown_factors(request):
        ways.append(factors.SIGN_ON)
    if settings.MUSTER_DEMONSTRATION:
        ways.insert(0, factors.DEMONSTRATION)
    # A session without a second factor that needs one is here to show it.
    if held & {TOTP, PASSKEY} and not factors.has_second_factor(request):
        ways = [one for one in ways if one != PASSWORD]
    return ways


def _proves(request: HttpRequest, by_what: str, given: dict[str, Any]) -> bool:
    """Was that right? If so it stands in the session's records, as shown again."""
    user = request.user
    if by_what == PASSWORD:
        if not user.check_password(given["password"]):
            return False
        record_authentication(request, user, PASSWORD, reauthenticated=True)
        return True
    if by_what == factors.DEMONSTRATION:
        record_authentication(request, user, factors.DEMONSTRATION, reauthenticated=True)
        return settings.MUSTER_DEMONSTRATION
    if by_what == PASSKEY:
        factor = shown(user, credential(request))
    else:
        factor = proof(user, TOTP, given.get("code", ""))
    if factor is None:
        return False
    post_authentication(request, factor, reauthenticated=True)
    return True


def _refuse(form: Form, by_what: str) -> object:
    """Say beside the field what was wrong; return what is to stand above a form without one."""
    if by_what == PASSWORD:
        form.refuse(_WRONG_PASSWORD, "password")
    elif by_what == TOTP:
        form.refuse(_WRONG_CODE, "code")
    else:
        return _WRONG_PASSKEY
    return None
