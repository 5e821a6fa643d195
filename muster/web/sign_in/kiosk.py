"""The shared tablet: a code lets one person in, who answers what is due, asks for help, and leaves.

The next person sees nothing of the last: a session there ends at the end of the sitting, with
“Finish”, with Exit, and after three minutes in which nobody touched it; the browser is told to
forget its pages, and none of them comes back with Back.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.coming import use_kiosk_code
from muster.access.roles import MEMBER
from muster.access.rules.codes import CodeKind, typed
from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.time import now
from muster.kernel.words import _
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Form, Text
from muster.web.pages import page
from muster.web.sign_in.adapters import BACKEND
from muster.web.sign_in.devices import known
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.guessing import count_wrong, forget_wrong, may_try
from muster.web.sign_in.sessions import SILENT, forget_here, leave
from muster.web.standing import KIOSK, in_kiosk

_TITLE = _("Enter your code")
_WRONG = _(
    "This code lets nobody in. Check the digits; if they are right, it was used or is too old: ask "
    "the team for another"
)
_SAYS = {
    "staff": _("I sign in with a name and a password"),
    "alone": _(
        "Only you should see what comes next. If somebody can look on, ask for a better place."
    ),
    "taken": _("Somebody has not finished here."),
    "taken_more": _("Your code ends it, too. You will not see anything of theirs."),
    "end": _("End it"),
}
HERE = "staff"
END = "end"
_BUCKET = "a shared device"
_TO = addresses.SITTING
_DAY = 16 * 3600


class CodeForm(Form):
    code = Text(
        asks=_("Your code"),
        hint=_("Twelve digits, from the slip you were given"),
        required=_("Enter your code"),
        longest=40,
        wide=20,
        attributes={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"},
    )


@stranger
def kiosk(request: HttpRequest) -> HttpResponse:
    """Ask for a code; the link behind a QR brings it after its “#”, where no log sees it."""
    if request.method == "POST" and END in request.POST and in_kiosk(request):
        leave(request, SILENT)
        return forget_here(HttpResponseRedirect(addresses.KIOSK))
    form = CodeForm(request.POST or None)
    if form.is_valid():
        if not may_try(request, _BUCKET):
            return HttpResponse(status=429)  # its middleware says until when
        account = _let_in(request, form.cleaned_data["code"])
        if account is not None:
            forget_wrong(request, _BUCKET)
            return known(request, _came(request, account), _BUCKET)
        count_wrong(request, _BUCKET, "kiosk")
        form.refuse(_WRONG, "code")
    response = page(
        request,
        "sign_in/kiosk.html",
        title=_TITLE,
        form=form,
        says=_SAYS,
        taken=request.user.is_authenticated and in_kiosk(request),
        staff=f"{addresses.SIGN_IN}?{HERE}=yes",
    )
    return known(request, response, _BUCKET)


@serves(MEMBER, kiosk=True)
def still_here(request: HttpRequest, *, by: object, at: object) -> HttpResponse:
    """Somebody is typing: asking for this page is the touch that keeps the session."""
    return HttpResponse(status=204)


def finish(request: HttpRequest) -> HttpResponse:
    """End a shared device's session, for good; the next person is asked for their code."""
    leave(request)
    return forget_here(HttpResponseRedirect(addresses.KIOSK))


def is_kiosk_device(request: HttpRequest) -> bool:
    """Was this browser used with codes today? Then its door asks for a code first."""
    return KIOSK in request.COOKIES


def _let_in(request: HttpRequest, text: str) -> AccountId | None:
    digits = typed(text, (CodeKind.KIOSK,))
    if digits is None:
        return None
    return use_kiosk_code(code=digits, by=at_the_door(None), at=now())


def _came(request: HttpRequest, account: AccountId) -> HttpResponse:
    """Sign in whoever the code was for; whoever sat there before is out."""
    if request.user.is_authenticated:
        leave(request)
    request.session[KIOSK] = True
    user = get_user_model().objects.get(pk=account)
    login(request, user, backend=BACKEND)
    response = HttpResponseRedirect(_TO)
    response.set_cookie(
        KIOSK, "yes", max_age=_DAY, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response
