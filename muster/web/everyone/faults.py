"""Pages for what went wrong. They ask no database, so they can always be shown."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.kernel.words import _
from muster.web.pages import page

_TO_FRONT = _("Go to the front page")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the request could not be understood, or came under a name that is not ours."""
    said = (
        _("The request was not one that Muster understands, or came under another host's name."),
        _("If the address is right, whoever looks after Muster adds its host to MUSTER_HOSTS."),
    )
    return _fault(request, 400, _("This request was not understood"), said)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that came without its token, from elsewhere or from a page of long ago."""
    said = (
        _("The form did not come from a page that Muster gave you, or that page is too old."),
        _("Go back, load the page anew, and send the form again."),
    )
    return _fault(request, 403, _("This form was not accepted"), said)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: nothing is here, or nothing that this reader may see; the answer is the same."""
    said = (
        _("Check the address: if you typed it, look for a letter too many or too few."),
        _("If you followed a link, the page may have moved."),
    )
    return _fault(request, 404, _("There is no such page"), said)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    said = (
        _("Something went wrong in Muster, not with you. Nothing half-done was kept."),
        _("Try again in a minute. If it stays so, tell whoever looks after Muster."),
    )
    return _fault(request, 500, _("Muster stumbled"), said)


def _fault(request: HttpRequest, status: int, title: Any, said: Any) -> HttpResponse:
    return page(
        request, "fault.html", title=title, status=status, said=said, to_front=_TO_FRONT, alone=True
    )
