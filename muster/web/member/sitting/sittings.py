"""What every page of a sitting needs: the sitting itself, and where its pages are."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.viewers import Viewer
from muster.assessments.answering import UnderWay
from muster.assessments.problems import NO_SUCH_SITTING, SITTING_EXPIRED
from muster.assessments.queries import Asked, sitting_under_way
from muster.assessments.rules.said import Step
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.policy.queries import in_force
from muster.web import addresses
from muster.web.standing import in_kiosk


def own(by: Viewer) -> PersonId:
    """Return the person whose pages these are; they serve nobody who has none."""
    if by.person is None:
        raise Http404
    return by.person


def sitting_of(
    request: HttpRequest, sitting: UUID, by: Viewer, at: Instant, *, first: bool = False
) -> Asked:
    """Return a sitting of the reader's own; 404 where they have none by that id.

    Its `first` page is entered as a reading; the pages after it show nothing new. Refused where it
    was left for too long.
    """
    person = own(by)
    try:
        found = sitting_under_way(
            person=person, sitting=sitting, room=in_kiosk(request), profile=in_force(),
            already_shown=() if first else (person,), by=by, at=at,
        )  # fmt: skip
    except Refused as refusal:
        if refusal.problem.code == NO_SUCH_SITTING.code:
            raise Http404 from None
        raise
    if found.now.expired(at):
        raise SITTING_EXPIRED.refused()
    return found


def address(sitting: UUID, page: str | int = "") -> str:
    """Return where a page of a sitting is."""
    return f"{addresses.SITTING}/{sitting}/{page}" if page else f"{addresses.SITTING}/{sitting}"


def place_of(now: UnderWay, step: Step) -> int:
    """Return the place of a page, counted from 1; 0 where it is none of the sitting's."""
    return now.steps.index(step) + 1 if step in now.steps else 0


def where_left(now: UnderWay) -> str:
    """Return the address of the first page that was not answered; else of the page that checks."""
    if now.ended:
        return address(now.id, "end")
    if now.unanswered is None:
        return address(now.id, "check")
    return address(now.id, place_of(now, now.unanswered))


def to(where: str) -> HttpResponse:
    """Send the browser to a page of ours, to be read."""
    return HttpResponseRedirect(where, status=303)
