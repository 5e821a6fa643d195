"""The page for whoever has to wait before the next attempt: for how long, and why."""

from __future__ import annotations

import math

from django.http import HttpRequest, HttpResponse

from muster.kernel.time import Instant, now
from muster.kernel.words import _, _n
from muster.web import addresses
from muster.web.pages import page

TOO_MANY_REQUESTS = 429
_TITLE = _("Wait a little before you try again")
_WAIT = _n(
    "After several wrong attempts, the next one is looked at in {count} minute.",
    "After several wrong attempts, the next one is looked at in {count} minutes.",
)
_WHY = _("This slows down whoever guesses. It locks nobody out: after the wait, simply go on.")
_OTHER = _(
    "It may not have been you. Where you have signed in before, on your own device, somebody "
    "else's attempts do not make you wait; a passkey always works at once."
)
_URGENT = _("If it is urgent, call whoever has the duty, and the administrator.")
_BACK = _("Back to signing in")


def waiting_page(request: HttpRequest, until: Instant) -> HttpResponse:
    """Say when to try again; also to machines, by Retry-After."""
    seconds = max(1, math.ceil((until - now()).total_seconds()))
    response = page(
        request,
        "sign_in/waiting.html",
        title=_TITLE,
        status=TOO_MANY_REQUESTS,
        said=[_WAIT.of(count=math.ceil(seconds / 60)), _WHY, _OTHER, _URGENT],
        on=_BACK,
        on_to=addresses.SIGN_IN,
    )
    response.headers["Retry-After"] = str(seconds)
    return response
