"""The first page at the door: a name and a password, or another way in."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.kernel.words import _
from muster.web import addresses
from muster.web.forms import Form, Secret, Text, Tick
from muster.web.pages import page
from muster.web.sign_in import sessions
from muster.web.sign_in.devices import remember_device
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.kiosk import HERE, is_kiosk_device
from muster.web.sign_in.landing import landing, wanted
from muster.web.sign_in.passkeys import PASSKEY_WORDS, passkeys_work

_TITLE = _("Sign in")
_WRONG = _("The name or the password is wrong. Check both, and whether capitals are locked")
_FAILED = _("That passkey was not recognised. Try again, or sign in with your name and password")
_NOT_HERE = _(
    "Your force's sign-on worked, but it names nobody who has an account here. Ask your "
    "administrator"
)
_AWAY = _("Your force's sign-on did not let you in, or does not answer. Try again, or another way")
_SAYS = {
    "force": _("Sign in with your force's sign-on"),
    "or": _("Other ways to sign in"),
    "invited": _("I have an invitation"),
    "code": _("I was given a code for this device"),
    "lost": _("I lost my phone, my key, or my password"),
    "lost_first": _(
        "If you wrote down recovery codes: sign in with your name and password, and choose a "
        "recovery code on the next page."
    ),
    "lost_then": _(
        "If you have none: go to your administrator. Two of them together let you in again; nobody "
        "can do it alone, or by telephone in your name."
    ),
}
REFUSED = {"passkey": _FAILED, "force": _NOT_HERE, "away": _AWAY}
WHY = "refused"


class Entry(Form):
    name = Text(
        asks=_("Sign-in name"),
        hint=_("The name your account was given, such as m-4f2a9c01d7"),
        required=_("Enter the name of your account"),
        longest=150,
        attributes={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = Secret(asks=_("Password"), required=_("Enter your password"), longest=1000)
    shared = Tick(
        asks=_("This is a shared device"),
        hint=_("Signs you out after five minutes without a touch, and keeps nothing of you."),
    )

    marks_optional = False


@stranger
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; wrong or unknown, the answer is the same."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted(request) or landing(request))
    if request.method != "POST" and is_kiosk_device(request) and HERE not in request.GET:
        return HttpResponseRedirect(addresses.KIOSK)
    form = Entry(request.POST or None)
    if form.is_valid():
        answer = _tried(request, form)
        if answer is not None:
            return answer
    return page(
        request,
        "sign_in/entering.html",
        title=_TITLE,
        form=form,
        refused=REFUSED.get(request.GET.get(WHY, "")) if request.method == "GET" else None,
        going_on=wanted(request),
        says=_SAYS,
        force=settings.FORCE_SIGN_ON is not None,
        passkeys=passkeys_work(request),
        passkey_words=PASSKEY_WORDS,
    )


def _tried(request: HttpRequest, form: Entry) -> HttpResponse | None:
    """Return where a right name and password lead, None where they are wrong."""
    given = form.cleaned_data
    clear_login(request)  # a try that was begun for somebody else, and left at its second page
    user = authenticate(request, username=given["name"], password=given["password"])
    if user is None:
        form.refuse(_WRONG)
        return None
    request.session[sessions.SHARED_WISH] = given["shared"]
    login = Login(user=user, redirect_url=wanted(request))
    return settled(request, perform_password_login(request, {}, login))


def settled(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the browser be known after a sign-in; a shared device forgets whom it served."""
    if request.user.is_authenticated and sessions.device_of(request) in sessions.KEEPS_TRACE:
        remember_device(request, response, request.user.get_username())
    return response
