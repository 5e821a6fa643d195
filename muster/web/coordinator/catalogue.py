"""What is offered, as clinicians read it: aim, dose, evidence, and what is not offered and why."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import (
    CASE_MANAGER,
    HEAD_OF_SERVICE,
    PHYSICIAN,
    PROGRAMME_COORDINATOR,
    UNIT_PSYCHOLOGIST,
)
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
_READERS = (
    PROGRAMME_COORDINATOR, UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, HEAD_OF_SERVICE,
)  # fmt: skip


@serves(*_READERS)
def programmes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show every programme in a line, and below them what is not offered."""
    language = language_of(request)
    return page(
        request, "coordinator/catalogue.html", title=_TITLE, says=SAYS, base=addresses.PROGRAMMES,
        programmes=all_drawn(language), withheld=withheld(language),
    )  # fmt: skip


@serves(*_READERS)
def programme(request: HttpRequest, *, by: Viewer, at: Instant, programme: str) -> HttpResponse:
    """Show one programme whole."""
    found = offered(programme)
    if found is None:
        raise Http404
    one = drawn(found, language_of(request))
    return page(
        request, "coordinator/programme.html", title=one["name"], says=SAYS,
        base=addresses.PROGRAMMES, back=addresses.PROGRAMMES, one=one,
    )  # fmt: skip
