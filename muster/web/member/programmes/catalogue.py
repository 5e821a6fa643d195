"""What is offered, as everybody in service reads it; nothing of the reader stands on these pages.

They may lie open in a barrack room: everyone sees the same programmes, whatever they wait for.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.offered import offered
from muster.web import addresses
from muster.web.coordinator.drawing import SAYS, all_drawn, drawn, withheld
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Programmes and courses")
_OWN = {
    "book": _("Book a place"),
    "places": _("Your places in programmes"),
    "code": _("Enter the code of a session"),
}


@serves(MEMBER)
def programmes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show every programme, those that need no referral first."""
    language = language_of(request)
    return page(
        request, "member/programmes/catalogue.html", title=_TITLE, says=SAYS, own=_OWN,
        back=addresses.MEMBER,
        base=addresses.OWN_PROGRAMMES, programmes=all_drawn(language), withheld=withheld(language),
    )  # fmt: skip


@serves(MEMBER)
def programme(request: HttpRequest, *, by: Viewer, at: Instant, programme: str) -> HttpResponse:
    """Show one programme whole."""
    found = offered(programme)
    if found is None:
        raise Http404
    one = drawn(found, language_of(request))
    return page(
        request, "member/programmes/programme.html", title=one["name"], says=SAYS, own=_OWN,
        base=addresses.OWN_PROGRAMMES, back=addresses.OWN_PROGRAMMES, one=one,
    )  # fmt: skip
