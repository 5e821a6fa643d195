"""Signing out: here, and everywhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.commands.coming import end_sessions
from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web.pages import page
from muster.web.serving import everyone
from muster.web.sign_in.doors import holder, stranger
from muster.web.sign_in.kiosk import finish
from muster.web.sign_in.sessions import forget_here, leave
from muster.web.standing import in_kiosk

_TITLE = _("You are signed out")
_SAID = (
    _("Nothing of what you saw comes back with Back. On a shared device, close the window too."),
)
_ON = _("Sign in")
_ASK = _("Sign out?")
_OUT = _("Sign out")


@stranger
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and let the browser forget its pages; asked for by a link, ask first."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(addresses.SIGNED_OUT)
    if request.method != "POST":
        return page(request, "form.html", title=_ASK, button=_OUT)
    if in_kiosk(request):
        return finish(request)
    leave(request)
    return forget_here(HttpResponseRedirect(addresses.SIGNED_OUT))


@everyone
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that it is done."""
    return page(
        request, "sign_in/waiting.html", title=_TITLE, said=_SAID, on=_ON, on_to=addresses.SIGN_IN
    )


@holder(posts=True)
def sign_out_everywhere(request: HttpRequest, *, account: AccountId, at: Instant) -> HttpResponse:
    """End every session of the account, this one too: after a loss, or when in doubt."""
    if request.method != "POST":
        return HttpResponseRedirect(addresses.ACCOUNT)
    end_sessions(account=account, by=at_the_door(account), at=at)
    leave(request)
    return forget_here(HttpResponseRedirect(addresses.SIGNED_OUT))
