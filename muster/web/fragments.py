"""A part of a page, brought in where the whole need not be loaded again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from muster.web.speaking import speaking_to


def is_part(request: HttpRequest) -> bool:
    """Does the page's own script ask, so that a part of the page is enough?"""
    return request.headers.get("HX-Request") == "true"


def fragment(request: HttpRequest, template: str, **given: Any) -> HttpResponse:
    """Return a part of a page in the reader's language."""
    with speaking_to(request) as reading:
        html = render_to_string(template, {"language": reading.language, **given}, request=request)
    return HttpResponse(html, headers={"Content-Language": reading.language})
