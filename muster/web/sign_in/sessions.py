"""What a session knows of itself: at what device it is, since when, and when it was last touched.

The limits are `access/rules/sessions.py`. A session that is over is emptied before its page is
asked for; the reader stands at the door again, and whoever takes the device up sees nothing. A form
that takes long to write is taken once more, on a device of one's own, and the session ends then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import logout
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.rules.sessions import LIMITS, Device, is_over, takes_a_form
from muster.kernel.time import Instant, now
from muster.web import addresses
from muster.web.serving import View
from muster.web.standing import KIOSK

DEVICE, BEGAN, SEEN = "device", "began", "seen"
SHARED_WISH = "shared"
QUIET = "Muster-Quiet"
"""A page that refreshes itself says so with this header: nobody touched the device."""
LEFT, SILENT, EXITED = "left", "silent or over", "exited"
_PASSES_ON = (Device.SHARED, Device.KIOSK)
_SENT_ON = (302, 303)
KEEPS_TRACE = (Device.OWN, Device.DESK)


def begin(request: HttpRequest, device: Device, at: Instant) -> None:
    """Mark a session that was just signed in; its key was changed by signing in."""
    request.session[DEVICE] = device.value
    request.session[BEGAN] = request.session[SEEN] = at.timestamp()
    request.session[KIOSK] = device is Device.KIOSK
    request.session.pop(SHARED_WISH, None)
    # 0: it ends with the browser. A member's own phone keeps it while its limits last.
    keeps = device is Device.OWN
    request.session.set_expiry(int(LIMITS[device].whole.total_seconds()) if keeps else 0)


def device_of(request: HttpRequest) -> Device:
    """Return what the session sits at; what does not say is held to a desk's limits."""
    if request.session.get(KIOSK):
        return Device.KIOSK
    known = request.session.get(DEVICE)
    return Device(known) if known in set(Device) else Device.DESK


def leave(request: HttpRequest, why: str = LEFT) -> None:
    """End the session under way: everything it held is gone from the database, too."""
    request.leaving_because = why  # type: ignore[attr-defined] — events.py enters it
    logout(request)


def forget_here(response: HttpResponse) -> HttpResponse:
    """Let the browser drop every page it kept, those behind Back among them."""
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


class Sessions:
    """Middleware: end a session whose time is over, before its page is made."""

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        if getattr(request, "was_late", False) and response.status_code in _SENT_ON:
            leave(request, SILENT)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _named: Any
    ) -> HttpResponse | None:
        if getattr(view, "serves", None) == "everyone" and not getattr(view, "posts", False):
            # These are shown though the database be away, so no session is looked for.
            return self._exit(request) if request.path == addresses.EXIT else None
        if not request.user.is_authenticated:
            return None
        at, device = now(), device_of(request)
        began, seen = _marks(request, at)
        if not is_over(device, began=began, seen=seen, at=at):
            _touch(request, device, seen, at)
            return None
        if _is_late_form(request, view) and takes_a_form(device, began=began, seen=seen, at=at):
            request.was_late = True  # type: ignore[attr-defined] — it ends once the form was taken
            return None
        leave(request, SILENT)
        if device is Device.KIOSK:
            return forget_here(HttpResponseRedirect(addresses.KIOSK))
        return None

    def _exit(self, request: HttpRequest) -> None:
        """“Exit this page” on a device that somebody else takes next ends the session, too."""
        try:
            if request.user.is_authenticated and device_of(request) in _PASSES_ON:
                leave(request, EXITED)
        except Error:
            pass  # the empty page comes whatever happens; in three minutes the session is over


def _is_late_form(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Is a form sent that takes long to write? What was typed must not be lost, nor kept here."""
    return request.method == "POST" and getattr(view, "takes_late", False)


def _marks(request: HttpRequest, at: Instant) -> tuple[Instant, Instant]:
    began = request.session.get(BEGAN)
    seen = request.session.get(SEEN)
    if not isinstance(began, float | int) or not isinstance(seen, float | int):
        begin(request, device_of(request), at)
        return at, at
    return datetime.fromtimestamp(began, UTC), datetime.fromtimestamp(seen, UTC)


def _touch(request: HttpRequest, device: Device, seen: Instant, at: Instant) -> None:
    """Remember that somebody is there; a tenth of the limit is near enough to spare writes."""
    near: timedelta = LIMITS[device].silence / 10
    if at - seen < near:
        return
    if QUIET not in request.headers and "quiet" not in request.GET:
        request.session[SEEN] = at.timestamp()
