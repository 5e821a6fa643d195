"""The second page at the door: the authenticator's code, a passkey, or a recovery code."""

from __future__ import annotations

from typing import Any

from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from muster.kernel.words import _
from muster.web import addresses
from muster.web.forms import Code, Form
from muster.web.pages import page
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.entering import settled
from muster.web.sign_in.factors import PASSKEY, RECOVERY_CODES, TOTP, factors_of
from muster.web.sign_in.guessing import count_wrong, may_try
from muster.web.sign_in.one_time import recovery_code_is_right, totp_is_right
from muster.web.sign_in.passkeys import (
    CREDENTIAL,
    PASSKEY_WORDS,
    challenge,
    credential,
    passkeys_work,
    shown,
)

_TITLE = _("Show that it is you")
_WRONG = _("The code is wrong or was used already. Wait for the next one and enter that")
_WRONG_RECOVERY = _("This recovery code is wrong or was used already")
_WRONG_PASSKEY = _("That passkey was not recognised. Try again, or choose another way")
_SAYS = {
    "recovery": _("I do not have it with me: use a recovery code"),
    "totp": _("Use the code of the authenticator"),
    "passkey": _("Use a passkey"),
    "back": _("Sign in as somebody else"),
}
RECOVERY, SECOND = "recovery", "/sign-in/second"


class TotpForm(Form):
    code = Code(
        asks=_("Code of your authenticator"),
        hint=_("Six digits, from the application that you set up for Muster"),
        required=_("Enter the code that the authenticator shows"),
    )


class RecoveryForm(Form):
    code = Code(
        asks=_("Recovery code"),
        hint=_("Eight digits, one of those that you wrote down; each works once"),
        digits=8,
        required=_("Enter one of your recovery codes"),
    )


@stranger
def second(request: HttpRequest) -> HttpResponse:
    """Ask for a second factor of the account whose password was right; else begin again."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(addresses.SIGN_IN)
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or stage.login.user is None:
        return HttpResponseRedirect(addresses.SIGN_IN)
    user = stage.login.user
    held = factors_of(user)
    kind = RECOVERY_CODES if RECOVERY in request.GET or TOTP not in held else TOTP
    only_passkey = kind == RECOVERY_CODES and RECOVERY not in request.GET and PASSKEY in held
    if CREDENTIAL in request.POST:
        return _by_passkey(request, stage)
    form = (TotpForm if kind == TOTP else RecoveryForm)(request.POST or None)
    if form.is_valid():
        if not may_try(request, user.get_username()):
            return HttpResponse(status=429)  # its middleware says until when
        shown = proof(user, kind, form.cleaned_data["code"])
        if shown is not None:
            post_authentication(request, shown)
            return settled(request, stage.exit())
        count_wrong(request, user.get_username(), kind)
        form.refuse(_WRONG if kind == TOTP else _WRONG_RECOVERY, "code")
    return page(
        request,
        "sign_in/second.html",
        title=_TITLE,
        form=form if form.is_bound or not only_passkey else None,
        refused=_WRONG_PASSKEY if request.GET.get("refused") else None,
        says=_SAYS,
        recovery=RECOVERY in request.GET,
        held=held,
        passkeys=PASSKEY in held and passkeys_work(request),
        passkey_words=PASSKEY_WORDS,
    )


@stranger
def options(request: HttpRequest) -> HttpResponse:
    """Give the browser a challenge for the passkeys of the account whose password was right."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if request.method != "POST" or stage is None or not passkeys_work(request):
        raise Http404
    return JsonResponse(challenge(stage.login.user))


def _by_passkey(request: HttpRequest, stage: Any) -> HttpResponse:
    user = stage.login.user
    if not may_try(request, user.get_username()):
        return HttpResponse(status=429)  # its middleware says until when
    factor = shown(user, credential(request))
    if factor is None:
        count_wrong(request, user.get_username(), PASSKEY)
        return HttpResponseRedirect(f"{SECOND}?refused=passkey")
    post_authentication(request, factor)
    return settled(request, stage.exit())


def proof(user: Any, kind: str, code: str) -> Authenticator | None:
    """Return the account's factor that `code` belongs to, now used; None where it is wrong."""
    factor = Authenticator.objects.filter(user_id=user.pk, type=kind).first()
    if factor is None:
        return None
    right = totp_is_right if kind == TOTP else recovery_code_is_right
    return factor if right(factor, code) else None
