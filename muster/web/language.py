"""The language a reader is answered in: asked for, remembered, or preferred by the browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from muster.kernel.words import LANGUAGES

REMEMBERED = "language"


def language_of(request: HttpRequest) -> str:
    """Return "en" or "ru": `?language=`, else the cookie, else Accept-Language, else English."""
    for chosen in (asked(request), request.COOKIES.get(REMEMBERED)):
        if chosen in LANGUAGES:
            return chosen
    preferred = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    spoken = (tag.partition("-")[0] for tag, weight in preferred if weight)
    return next((tag for tag in spoken if tag in LANGUAGES), LANGUAGES[0])


def asked(request: HttpRequest) -> str | None:
    """Return the language that the address asks for, None where it asks for none of ours."""
    chosen = request.GET.get("language")
    return chosen if chosen in LANGUAGES else None


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a choice of language until the browser closes: a shared tablet keeps no trace of it."""
    chosen = asked(request)
    if chosen is not None:
        response.set_cookie(
            REMEMBERED, chosen, httponly=True, samesite="Lax", secure=request.is_secure()
        )
