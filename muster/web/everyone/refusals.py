"""The page for what a room refuses: what stood in the way, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.kernel.problems import Problem
from muster.kernel.words import _
from muster.web.pages import page

_TITLE = _("This cannot be done as it stands")
_BACK = _("Go back")
REFUSED = 409  # the request was understood and stands against how things are


def refused_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Say a problem as a page, for a view that has no form to say it in."""
    return page(
        request,
        "refused.html",
        title=_TITLE,
        status=REFUSED,
        problem=problem,
        to_back=_BACK,
        back_to=request.path,
    )
