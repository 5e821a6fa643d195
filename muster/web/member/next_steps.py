"""What happens next: who speaks with the member by when, and what else is private to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.queries import due_for
from muster.assessments.queries.appointments import appointments_of
from muster.care.queries.observing import own_observed
from muster.care.queries.own import own_care
from muster.detection.queries.own import own_steps
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.programmes.queries.own import sessions_ahead
from muster.web import addresses
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.member.care.under_way import stands
from muster.web.member.sitting import help_asked
from muster.web.pages import page

SESSIONS = 3
"""So many sessions to come stand here; all of them stand with the programme."""
_TITLE = _("What happens next")
_SAYS = {
    "open": _("What is open now"),
    "nothing": _("Nothing is open. Nobody is waiting to speak with you."),
    "nothing_more": _("If you would like to speak with somebody, say so at any time."),
    "care": _("Your care: who has it, the plan, the appointments"),
    "before": _("What happened before"),
    "more": _("A few more questions"),
    "hour": _("Pick an hour to go through them with somebody"),
    "yours": _("Your appointment"),
    "session": _("A session of a programme"),
    "sessions": _("Your programmes: where they are, and how to give a place up"),
    "another": _("Pick another hour"),
    "give_up": _("Give the appointment up"),
    "again": _("How you are doing"),
    "answer": _("Answer now"),
    "promise": _(
        "What is promised here has a clock. When we are late, it stands on top of the list that "
        "your unit's psychologists open in the morning."
    ),
    "noticed": _("What others told us"),
    "noticed_says": _(
        "Somebody who knows you told a clinician what they had seen. Who it was is not shown to "
        "anybody but the clinician, and no commander reads it."
    ),
    "noticed_more": _("The clinician who speaks with you tells you more."),
    "talk": _("Sooner, or about something else"),
}


@serves(MEMBER, fresh=True)
def what_next(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the member's own next steps; never a tier, a score or anybody's notes."""
    person = own.own(by)
    steps, language = own_steps(person=person, by=by, at=at), language_of(request)
    dues = due_for(person=person, by=by, at=at)
    care = own_care(person=person, by=by, at=at)
    behaviours = in_force().caring.observed.behaviours
    return page(
        request,
        "member/next.html",
        title=_TITLE,
        says=_SAYS,
        back=addresses.MEMBER,
        care=stands(care) if care else None,
        care_at=own.CARE,
        open_steps=[one for one in steps if one.step.open],
        ended=[one for one in steps if not one.step.open],
        noticed=[
            (one.at, [behaviours[code].name.said_in(language) for code in one.behaviours])
            for one in own_observed(person=person, by=by, at=at)
        ],
        private=[one for one in dues if one.bookable],
        again=[one for one in dues if one.again],
        appointments=[
            (one, f"{own.HOUR}/{one.id}") for one in appointments_of(person=person, by=by, at=at)
        ],
        sessions=sessions_ahead(person=person, by=by, at=at)[:SESSIONS],
        programmes_at=addresses.OWN_PROGRAMMES,
        to_hour=own.HOUR,
        zone=own.place(by, at).calendar.zone,
        to_answer=addresses.SITTING,
        help_buttons=help_asked.buttons(),
    )
