"""The team's pool: cases whose owner gave them up to the team, until somebody takes them."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.caseloads import accept_all, pool_case, take_from_pool
from muster.care.queries import case_of
from muster.care.queries.caseloads import pooled
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web.care.cases.listing import owner_names, said_state
from muster.web.care.limitations.person import about_many
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("The team's pool")
_SAYS = {
    "intro": _(
        "Each case stays with its owner until somebody takes it. What is due first is on top."
    ),
    "none": _("Nothing stands in the pool."),
    "take": _("Take this case"),
    "owner": _("On whom"),
    "due": _("Has to move on by"),
}


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def pool(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the pool of the viewer's units."""
    lines, language = pooled(already_shown=(), by=by, at=at), language_of(request)
    people = about_many([one.person for one in lines], by, at)
    names = owner_names([one.owner for one in lines])
    rows = [
        {
            "name": people[one.person].name,
            "zone": people[one.person].zone,
            "state": said_state(one.state, language),
            "owner": names.get(str(one.owner), "–"),
            "due": one.due,
            "href": f"{addresses.PEOPLE}/{one.person}/cases/{one.case}",
            "own": one.owner == by.account,
        }
        for one in lines
        if one.person in people
    ]
    return page(
        request, "care/pool.html", title=_TITLE, back=addresses.CASES, says=_SAYS, rows=rows
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def give(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Give one's case to the pool; only a press does it."""
    if request.method == "POST":
        pool_case(person=PersonId(person), case=case, by=by, at=at)
        return HttpResponseRedirect(addresses.POOL)
    return _back(person, case, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def take(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Take a case from the pool; only a press does it."""
    if request.method == "POST":
        take_from_pool(person=PersonId(person), case=case, by=by, at=at)
    return _back(person, case, by, at)


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER, posts=True)
def lists(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Accept a colleague's whole list; only a press does it."""
    if request.method == "POST":
        over = request.POST.get("over") == "yes"
        accept_all(owner=_owner(request), over_cap=over, by=by, at=at)
    return HttpResponseRedirect(addresses.CASES)


def _owner(request: HttpRequest) -> AccountId:
    try:
        return AccountId(UUID(request.POST.get("owner", "")))
    except ValueError:
        raise Http404 from None


def _back(person: UUID, case: UUID, by: Viewer, at: Instant) -> HttpResponse:
    if case not in [one.case for one in case_of(person=PersonId(person), by=by, at=at)]:
        raise Http404
    return HttpResponseRedirect(f"{addresses.PEOPLE}/{person}/cases/{case}")
