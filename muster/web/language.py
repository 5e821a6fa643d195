"""The language a reader is answered in: asked for, remembered, or preferred by the browser."""

from __future__ import annotations

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation.trans_real import parse_accept_lang_header

from muster.kernel.words import LANGUAGES

REMEMBERED = "language"
SWITCH = "switch-language"
"""What a form carries that is sent only to be shown in the other language, as it was filled in."""


def language_of(request: HttpRequest) -> str:
    """Return "en" or "ru": asked for, else the cookie, else Accept-Language, else English."""
    for chosen in (asked(request), request.COOKIES.get(REMEMBERED)):
        if chosen in LANGUAGES:
            return chosen
    preferred = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    spoken = (tag.partition("-")[0] for tag, weight in preferred if weight)
    return next((tag for tag in spoken if tag in LANGUAGES), LANGUAGES[0])


def asked(request: HttpRequest) -> str | None:
    """Return the language that the address or a form asks for, None where neither asks for ours."""
    chosen = request.GET.get("language")
    if request.method == "POST":
        chosen = _sent(request) or chosen
    return chosen if chosen in LANGUAGES else None


def _sent(request: HttpRequest) -> str | None:
    try:
        return request.POST.get(SWITCH)
    except (BadRequest, MultiPartParserError, OSError, SuspiciousOperation):
        return None  # what was sent cannot be read; the page that says so is in the usual language


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a choice of language until the browser closes: a shared tablet keeps no trace of it."""
    chosen = asked(request)
    if chosen is not None:
        response.set_cookie(
            REMEMBERED, chosen, httponly=True, samesite="Lax", secure=request.is_secure()
        )
