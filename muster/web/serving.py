"""What every answer carries, and whom each address serves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]

# Nothing is loaded from elsewhere, no script or style stands in a page, no frame holds one.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


def everyone(view: View) -> View:
    """Declare that an address serves everyone, without sign-in, and only ever reads."""

    @wraps(view)
    def served(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        return view(request, *given, **named)

    checked: View = require_safe(served)
    checked.serves = "everyone"  # type: ignore[attr-defined]
    return checked


class Headers:
    """Middleware: the headers that keep a page to itself, on every answer, errors among them."""

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        # Within the house alone: with no referrer at all, browsers hide where a form came from.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        # A shared tablet shows nobody what the one before looked at.
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class KnownHost:
    """Middleware: an address asked for under a name that is not ours is answered with 400.

    Else a page elsewhere could make a browser read ours under its own name (DNS rebinding).
    """

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()  # raises DisallowedHost
        return self._get_response(request)
