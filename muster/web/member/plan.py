"""The plan of one's own case, the same that the caseworker reads; on a page and on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.transition.queries.own import OwnCase, own_case
from muster.web.caseworker.joint_plan import JointPlan, on_paper, plan_of, plan_page
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own


@serves(*THEMSELVES, fresh=True)
def plan(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the plan of one's own case; 404 without a case."""
    made, _found = _own(by, at, language_of(request))
    return plan_page(request, made, f"{own.TRACK}/plan", own.TRACK)


@serves(*THEMSELVES, fresh=True)
def plan_pdf(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Answer with the plan on paper."""
    language = language_of(request)
    made, found = _own(by, at, language)
    return on_paper(made, found.name, found.calendar, at, language)


def _own(by: Viewer, at: Instant, language: str) -> tuple[JointPlan, OwnCase]:
    found = own_case(person=own.own(by), by=by, at=at)
    if found is None:
        raise Http404
    made = plan_of(
        found.state, found.profile, found.owners, found.written, found.calendar, at, language
    )
    return made, found
