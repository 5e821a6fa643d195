"""A case's plan on paper, for the person to take along: what was agreed on, the next review.

Nothing that a clinician noted of an appointment stands on it, and no score: the person asked for
neither on paper, and paper lies about.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import CASE_MANAGER, PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.queries.plans import plan_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web.care.cases.listing import owner_names
from muster.web.care.handovers.passing import day_of
from muster.web.care.limitations.person import about
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.printing import as_pdf, sent

_TITLE = _("Plan")
_GOALS, _REVIEW, _WHO = _("What was agreed on"), _("Next review"), _("Who keeps the plan")
_FOOTER = _("Made on {when}. It belongs to the person it is about; they choose who reads it.")


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, CASE_MANAGER)
def plan_pdf(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, case: UUID
) -> HttpResponse:
    """Answer with the plan as it stands; 404 where none was made."""
    who = about(PersonId(person), by, at)
    found = plan_of(person=PersonId(person), case=case, by=by, at=at)
    if found is None:
        raise Http404
    language = language_of(request)
    owner = owner_names([found.owner]).get(str(found.owner), "–")
    sections = [
        (_GOALS.said_in(language), found.goals.splitlines()),
        (_REVIEW.said_in(language), [day_of(found.review_on, language)]),
        (_WHO.said_in(language), [owner]),
    ]
    footer = _FOOTER.of(when=day_of(who.today, language))
    name = who.name if isinstance(who.name, str) else who.name.said_in(language)
    return sent(as_pdf(_TITLE, [name], sections, footer, language), "application/pdf", "plan.pdf")
