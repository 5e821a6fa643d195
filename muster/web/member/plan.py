"""The plan of one's own case, the same that the caseworker reads; on a page and on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.transition.queries.own import OwnCase, own_case
from muster.web.caseworker.joint_plan import OWN_ABOUT, JointPlan, on_paper, plan_of, plan_page
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own

PLAN = f"{own.TRACK}/plan"


@serves(*THEMSELVES, fresh=True)
def plan(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the plan of one's own case; without a case, the page on which one begins."""
    found = own_case(person=own.own(by), by=by, at=at)
    if found is None:
        return own.to(own.TRACK)
    made = _made(found, at, language_of(request))
    return plan_page(request, made, PLAN, own.TRACK, OWN_ABOUT)


@serves(*THEMSELVES, fresh=True)
def plan_pdf(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Answer with the plan on paper."""
    found, language = own_case(person=own.own(by), by=by, at=at), language_of(request)
    if found is None:
        return own.to(own.TRACK)
    return on_paper(_made(found, at, language), found.name, found.calendar, at, language)


def _made(found: OwnCase, at: Instant, language: str) -> JointPlan:
    return plan_of(
        found.state, found.profile, found.owners, found.written, found.calendar, at, language
    )
