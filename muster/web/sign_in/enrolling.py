"""Setting up a second way to show who one is: an authenticator, a passkey, recovery codes."""

from __future__ import annotations

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse

from muster.access.commands.coming import record_factor_added, record_factor_removed
from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web.forms import Code, Form, Text
from muster.web.pages import page
from muster.web.sign_in.adapters import Factors
from muster.web.sign_in.doors import holder, to_sign_in
from muster.web.sign_in.factors import (
    PASSKEY,
    RECOVERY_CODES,
    TOTP,
    factors_of,
    has_second_factor,
    signed_in_again,
)
from muster.web.sign_in.landing import landing
from muster.web.sign_in.one_time import mark_used, matching
from muster.web.sign_in.passkeys import credential, passkeys_work
from muster.web.sign_in.pictures import picture_of

_TITLE = _("Set up a second way to show who you are")
_TITLE_TOTP = _("Set up an authenticator")
_TITLE_PASSKEY = _("Add a passkey")
_TITLE_CODES = _("Write down your recovery codes")
_WHY = _(
    "Your role sees what people told in confidence. A password alone can be seen or guessed, so "
    "Muster asks for a second thing: something that only you have."
)
_SAYS = {
    "totp": _("An authenticator on your phone"),
    "totp_more": _(
        "An application that shows six digits, for example FreeOTP, Aegis or Google Authenticator. "
        "It works without a network and sends nothing."
    ),
    "totp_do": _("Set up an authenticator"),
    "passkey": _("A passkey"),
    "passkey_more": _(
        "Your computer or phone, unlocked by finger, face or PIN, or a security key. It cannot be "
        "copied or given away by mistake."
    ),
    "passkey_do": _("Add a passkey"),
    "scan": _("Scan this picture with the authenticator."),
    "type": _("Or type this key into it:"),
    "wrong_clock": _("The code depends on the time: the phone's clock has to be right."),
    "failed": _("The device gave no passkey. Try again, or set up an authenticator."),
    "add": _("Add the passkey"),
    "codes": _(
        "If your phone or key is lost, each of these lets you in once. Write them down on paper, "
        "and keep it where you keep your papers, not beside the device."
    ),
    "codes_last": _("They are shown until you say that you have them, and then never again."),
    "have": _("I have written them down"),
    "picture": _("A picture for the authenticator to scan; the key under it says the same."),
}
_WRONG = _("The code is wrong. Check that the phone's clock is right, and enter the next code")
_REFUSED = _("That passkey could not be added. It may be one that you added before")


class CodeForm(Form):
    code = Code(
        asks=_("The six digits that it shows now"),
        required=_("Enter the code that the authenticator shows"),
    )


class NameForm(Form):
    called = Text(
        asks=_("What do you call this device?"),
        hint=_("So that you know which one to remove, should it be lost. For example: duty laptop"),
        required=_("Enter a name for the device"),
        longest=60,
    )


@holder(lately=True)
def second_factor(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Say why, and offer what works here; whoever has one already is asked to show it."""
    if factors_of(request.user) & {TOTP, PASSKEY} and not has_second_factor(request):
        return to_sign_in(addresses.SIGN_IN_AGAIN, request)
    return page(
        request, "sign_in/second_factor.html", title=_TITLE, why=_WHY, says=_SAYS,
        passkeys=passkeys_work(request), to_totp=addresses.AUTHENTICATOR,
        to_passkey=addresses.PASSKEYS,
    )  # fmt: skip


@holder(posts=True, lately=True)
def authenticator(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Show a key to scan or type, and take the first code that the authenticator makes of it."""
    held = factors_of(request.user)
    if _must_show_one(request, held):
        return HttpResponseRedirect(addresses.ACCOUNT)
    if TOTP in held and not signed_in_again(request, at):
        return to_sign_in(addresses.SIGN_IN_AGAIN, request)  # another phone takes the place of one
    secret = request.session.get(totp.SECRET_SESSION_KEY)
    if not secret:
        secret = request.session[totp.SECRET_SESSION_KEY] = totp.generate_totp_secret()
    form = CodeForm(request.POST or None)
    if form.is_valid():
        counter = matching(secret, form.cleaned_data["code"])
        if counter is not None:
            return _activated(request, account, secret, counter, at)
        form.refuse(_WRONG, "code")
    address = Factors().build_totp_url(request.user, secret)
    return page(
        request, "sign_in/authenticator.html", title=_TITLE_TOTP, form=form, says=_SAYS,
        picture=picture_of(address),
        key=" ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        back=addresses.ACCOUNT,
    )  # fmt: skip


@holder(posts=True, lately=True)
def passkeys(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Take a passkey that the reader's device has just made for us."""
    held = factors_of(request.user)
    if not passkeys_work(request):
        raise Http404
    if _must_show_one(request, held):
        return HttpResponseRedirect(addresses.ACCOUNT)
    form = NameForm(request.POST or None)
    if form.is_valid():
        try:
            return _added(request, account, form.cleaned_data["called"], at)
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
            form.refuse(_REFUSED)
    return page(
        request, "sign_in/passkey.html", title=_TITLE_PASSKEY, form=form, says=_SAYS,
        back=addresses.ACCOUNT,
    )  # fmt: skip


@holder(posts=True, lately=True)
def passkey_options(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Give the browser what it needs to make a passkey: kept in the device, behind its lock."""
    if request.method != "POST" or not passkeys_work(request):
        raise Http404
    return JsonResponse(webauthn.begin_registration(request.user, passwordless=True))


@holder(posts=True, lately=True)
def recovery_codes(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Show codes that nobody has seen yet; made anew where the holder asks for it."""
    own = Authenticator.objects.filter(user_id=account, type=RECOVERY_CODES)
    if request.method == "POST" and "have" in request.POST:
        for codes in own:
            codes.wrap().mark_as_viewed()
        return HttpResponseRedirect(landing(request))
    if request.method == "POST" and factors_of(request.user) & {TOTP, PASSKEY}:
        own.delete()
        _make_recovery_codes(request, account, at)
        return HttpResponseRedirect(addresses.RECOVERY_CODES)
    codes = own.first()
    if codes is None or codes.wrap().did_view:
        return HttpResponseRedirect(addresses.ACCOUNT)
    return page(
        request, "sign_in/recovery_codes.html", title=_TITLE_CODES, says=_SAYS,
        codes=[f"{one[:4]} {one[4:]}" for one in codes.wrap().get_unused_codes()],
    )  # fmt: skip


def _must_show_one(request: HttpRequest, held: set[str]) -> bool:
    """Whoever has a second factor shows it before another is added: a password is not enough."""
    return bool(held & {TOTP, PASSKEY}) and not has_second_factor(request)


def _activated(
    request: HttpRequest, account: AccountId, secret: str, counter: int, at: Instant
) -> HttpResponse:
    former = Authenticator.objects.filter(user_id=account, type=TOTP)
    try:
        with transaction.atomic():
            replaced = bool(former.delete()[0])
            made = totp.TOTP.activate(request.user, secret).instance
            mark_used(made, counter)
    except IntegrityError:  # pressed twice: it stands
        return HttpResponseRedirect(addresses.ACCOUNT)
    del request.session[totp.SECRET_SESSION_KEY]
    if replaced:
        record_factor_removed(factor=str(TOTP), by=at_the_door(account), at=at)
    return _shown(request, account, made, at)


def _added(request: HttpRequest, account: AccountId, called: str, at: Instant) -> HttpResponse:
    given = credential(request)
    webauthn.parse_registration_response(given)
    binding = webauthn.complete_registration(given or {})
    if not binding.is_user_verified():
        raise ValueError("a passkey without the device's own lock is one factor, not two")
    made = webauthn.WebAuthn.add(request.user, called, given or {}).instance
    return _shown(request, account, made, at)


def _shown(
    request: HttpRequest, account: AccountId, made: Authenticator, at: Instant
) -> HttpResponse:
    """Enter a new factor; it was just shown, so the session has it. Recovery codes come along."""
    record_factor_added(factor=str(made.type), by=at_the_door(account), at=at)
    post_authentication(request, made)
    request.session.cycle_key()
    own = Authenticator.objects.filter(user_id=account, type=RECOVERY_CODES)
    if not own.exists():
        _make_recovery_codes(request, account, at)
        return HttpResponseRedirect(addresses.RECOVERY_CODES)
    return HttpResponseRedirect(addresses.ACCOUNT)


def _make_recovery_codes(request: HttpRequest, account: AccountId, at: Instant) -> None:
    RecoveryCodes.activate(request.user)
    record_factor_added(factor=str(RECOVERY_CODES), by=at_the_door(account), at=at)
