"""An invitation: its code first, then a password of the holder's own."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access import codes
from muster.access.commands.inviting import accept_invitation
from muster.access.rules.codes import CodeKind, typed
from muster.access.rules.passwords import LEAST
from muster.access.viewers import at_the_door
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.forms import Form, Secret, Text
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.devices import known
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.entering import settled
from muster.web.sign_in.guessing import count_wrong, forget_wrong, may_try

_TITLE = _("Use your invitation")
_TITLE_PASSWORD = _("Choose a password")
_WRONG = _(
    "This invitation lets nobody in. Check the digits; if they are right, it was used or is too "
    "old: ask whoever gave it to you"
)
_WHY = _(
    "Four words that have nothing to do with each other are easy to keep and hard to guess. Spaces "
    "and every letter count. You will never be made to change it by a calendar."
)
_YOU_ARE = _("You will sign in as {name}. Write that name down; it is nothing secret.")
_KINDS = (CodeKind.INVITATION, CodeKind.RECOVERY)
_BUCKET = "an invitation"
HELD = "invitation"


class CodeForm(Form):
    code = Text(
        asks=_("The digits of your invitation"),
        hint=_("Twenty-four digits; spaces between them make no difference"),
        required=_("Enter the digits of your invitation"),
        longest=60,
        wide=20,
        attributes={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"},
    )


class PasswordForm(Form):
    password = Secret(
        asks=_("New password"),
        hint=_("At least {least} characters").of(least=LEAST),
        required=_("Enter a new password"),
        autocomplete="new-password",
        longest=1000,
    )


@stranger
def invitation(request: HttpRequest) -> HttpResponse:
    """Ask for the digits; a link may bring them after its “#”, where no log sees them."""
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if not may_try(request, _BUCKET):
            return HttpResponse(status=429)  # its middleware says until when
        found = _held_by(form.cleaned_data["code"], now())
        if found is not None:
            request.session[HELD] = str(found)
            forget_wrong(request, _BUCKET)
            return HttpResponseRedirect(addresses.NEW_PASSWORD)
        count_wrong(request, _BUCKET, "invitation")
        form.refuse(_WRONG, "code")
    response = page(request, "sign_in/invitation.html", title=_TITLE, form=form)
    return known(request, response, _BUCKET)


@stranger
def new_password(request: HttpRequest) -> HttpResponse:
    """Set the holder's password and sign them in; what comes next depends on their roles."""
    at = now()
    held = request.session.get(HELD)
    name = _name_of(UUID(held), at) if held else None
    if not held or name is None:
        return HttpResponseRedirect(addresses.INVITATION)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            password = form.cleaned_data["password"]
            account = accept_invitation(
                invitation=UUID(held), password=password, by=at_the_door(None), at=at
            )
        except Refused as refusal:
            form.refuse(refusal, "password")
        else:
            del request.session[HELD]
            user = get_user_model().objects.get(pk=account)
            return settled(request, perform_password_login(request, {}, Login(user=user)))
    intro = [_YOU_ARE.of(name=name), _WHY]
    return page(request, "form.html", title=_TITLE_PASSWORD, form=form, intro=intro)


def _held_by(text: str, at: Instant) -> UUID | None:
    """Return the invitation that these digits stand for, None where they stand for none."""
    digits = typed(text, _KINDS)
    if digits is None:
        return None
    found = read_as(Audience.PLATFORM, lambda: codes.standing(digits, _KINDS, at))
    return None if found is None else UUID(str(found.id))


def _name_of(invitation: UUID, at: Instant) -> str | None:
    def asked() -> str | None:
        found = codes.standing_by_id(invitation, at)
        return None if found is None or found.kind not in _KINDS else str(found.account.name)

    return read_as(Audience.PLATFORM, asked)
