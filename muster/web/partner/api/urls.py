"""The addresses of the interface, each with whom it serves, and its description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, URLResolver, path

from muster.web.partner.api import aid, offers
from muster.web.partner.api.service import BY_TOKEN, api
from muster.web.serving import everyone

AT = "api/v1/"
api.add_router("", offers.router)
api.add_router("", aid.router)


@everyone
def description(request: HttpRequest) -> HttpResponse:
    """Return the description of the interface in the form of OpenAPI; it holds nobody's data."""
    return JsonResponse(api.get_openapi_schema())


def _every(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _every(one.url_patterns)
        else:
            yield one


_urls = api.urls  # made anew each time they are asked for
for _one in _every(_urls[0]):
    _root = str(_one.pattern) == ""
    _one.callback.serves = "everyone" if _root else BY_TOKEN

urlpatterns = [path(f"{AT}openapi.json", description), path(AT, _urls)]
