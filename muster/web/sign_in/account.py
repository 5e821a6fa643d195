"""One's own account: how one signs in, what to do after a loss, and who asked for it."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.coming import record_factor_removed
from muster.access.commands.inviting import set_password
from muster.access.commands.recovering import deny_recovery
from muster.access.recoveries import recovery_waits_for
from muster.access.rules.passwords import LEAST
from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.forms import Form, Secret
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.doors import holder
from muster.web.sign_in.factors import PASSKEY, RECOVERY_CODES, TOTP
from muster.web.sign_in.passkeys import passkeys_work
from muster.web.standing import reader_of

_TITLE = _("Your account")
_TITLE_PASSWORD = _("Choose a new password")
_SAYS = {
    "name": _("Sign-in name"),
    "password": _("Password"),
    "set": _("Set"),
    "not_set": _("None: you come in by another way"),
    "authenticator": _("Authenticator"),
    "passkey": _("Passkey"),
    "recovery": _("Recovery codes"),
    "none": _("None"),
    "added": _("Added {day}"),
    "change": _("Change"),
    "add_authenticator": _("Set up an authenticator"),
    "replace_authenticator": _("Set up the authenticator on another phone"),
    "add_passkey": _("Add a passkey"),
    "renew": _("Make new recovery codes"),
    "remove": _("Remove"),
    "everywhere": _("Sign out on all devices"),
    "everywhere_why": _("After a loss, or when you are in doubt. This device is signed out too."),
    "roles": _("What each role may do"),
    "asked": _("Somebody asked to let you sign in again, as if you had lost your device."),
    "asked_more": _("If that was not you, say so now: then nobody gets in."),
    "deny": _("I lost nothing: end it"),
}
_LEFT = _n("{count} left", "{count} left")
_LAST = _(
    "This is your only second way to show who you are, and your role needs one. Add another first"
)
_HINT = _("At least {least} characters")
REFUSED = "refused"


class PasswordForm(Form):
    password = Secret(
        asks=_("New password"),
        hint=_HINT.of(least=LEAST),
        required=_("Enter a new password"),
        autocomplete="new-password",
        longest=1000,
    )


@holder()
def account(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Show how this account signs in."""
    held = list(Authenticator.objects.filter(user_id=account).order_by("created_at"))
    asked = read_as(Audience.PLATFORM, lambda: recovery_waits_for(account, at))
    return page(
        request,
        "sign_in/account.html",
        title=_TITLE,
        says=_SAYS,
        password=request.user.has_usable_password(),
        rows=[_row(one) for one in held],
        has_totp=any(one.type == TOTP for one in held),
        has_factor=any(one.type != RECOVERY_CODES for one in held),
        passkeys=passkeys_work(request),
        asked=asked,
        refused=_LAST if request.GET.get(REFUSED) == "last" else None,
    )


@holder(posts=True, fresh=True)
def password(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """Change the password; every other session of the account ends."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            set_password(password=form.cleaned_data["password"], by=at_the_door(account), at=at)
        except Refused as refusal:
            form.refuse(refusal, "password")
        else:
            holder_now = get_user_model().objects.get(pk=account)
            update_session_auth_hash(request, holder_now)
            record_authentication(request, holder_now, "password", reauthenticated=True)
            return HttpResponseRedirect(addresses.ACCOUNT)
    return page(request, "form.html", title=_TITLE_PASSWORD, form=form, back=addresses.ACCOUNT)


@holder(posts=True, fresh=True)
def remove_factor(
    request: HttpRequest, *, account: AccountId, at: Instant, number: int
) -> HttpResponse:
    """Take away an authenticator or a passkey, unless the account's roles need the last one."""
    own = Authenticator.objects.filter(user_id=account).exclude(type=RECOVERY_CODES)
    factor = own.filter(pk=number).first()
    if factor is None:
        raise Http404
    if request.method != "POST":
        return HttpResponseRedirect(addresses.ACCOUNT)
    last = not own.exclude(pk=number).exists()
    reader = reader_of(request)
    needs = reader is not None and any(
        viewer.role.needs_second_factor for viewer in reader.roles.values()
    )
    if last and needs:
        return HttpResponseRedirect(f"{addresses.ACCOUNT}?{REFUSED}=last")
    kind = str(factor.type)
    factor.delete()
    if last:
        Authenticator.objects.filter(user_id=account, type=RECOVERY_CODES).delete()
    record_factor_removed(factor=kind, by=at_the_door(account), at=at)
    return HttpResponseRedirect(addresses.ACCOUNT)


@holder(posts=True)
def deny(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """End a recovery that somebody asked for in the holder's name."""
    if request.method == "POST":
        deny_recovery(by=at_the_door(account), at=at)
    return HttpResponseRedirect(addresses.ACCOUNT)


def _row(factor: Authenticator) -> dict[str, Any]:
    names = {TOTP: _SAYS["authenticator"], PASSKEY: _SAYS["passkey"]}
    called: Sentence | str = names.get(factor.type, _SAYS["recovery"])
    if factor.type == PASSKEY:
        called = factor.wrap().name or called
    added: Sentence = _SAYS["added"].of(day=factor.created_at.date())
    if factor.type == RECOVERY_CODES:
        added = _LEFT.of(count=len(factor.wrap().get_unused_codes()))
    return {
        "called": called, "added": added, "number": factor.pk,
        "removable": factor.type != RECOVERY_CODES,
    }  # fmt: skip
