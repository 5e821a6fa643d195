"""The vacancies that stand open as a feed for another program: XML, or schema.org's JobPosting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE, PARTNER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.transition.queries.feeds import feed
from muster.transition.rules.feeds import as_job_postings, as_xml
from muster.web import addresses
from muster.web.doors import serves

KINDS: Mapping[str, tuple[str, Callable[..., bytes]]] = {
    "xml": ("application/xml; charset=utf-8", as_xml),
    "json": ("application/ld+json; charset=utf-8", as_job_postings),
}
_AT = f"{addresses.PARTNER}/vacancies/feed"
FEEDS = (("XML", f"{_AT}/xml"), ("JobPosting", f"{_AT}/json"))
"""What they are called, which is the same in every language, and where they are."""


@serves(PARTNER, CASEWORKER, HEAD_OF_OFFICE)
def vacancies(request: HttpRequest, *, by: Viewer, at: Instant, shape: str) -> HttpResponse:
    """Hand over the vacancies that stand open: a partner's own, or all."""
    if shape not in KINDS:
        raise Http404
    kind, write = KINDS[shape]
    response = HttpResponse(write(feed(by=by, at=at)), content_type=kind)
    response.headers["Content-Disposition"] = "attachment; filename=vacancies." + shape
    return response
