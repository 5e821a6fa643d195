"""The one record that was opened in an emergency: who it is, what helps now, what is known."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.queries import results
from muster.care.queries import case_of
from muster.care.queries.crises import crises_of
from muster.care.queries.glass import reader_of
from muster.care.queries.limitations import limitations_of
from muster.care.queries.plans import safety_plan_of
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.people.queries import card
from muster.web import addresses
from muster.web.care.cases.listing import owner_names, said_state
from muster.web.care.coded import functions_of, in_force
from muster.web.care.plans.safety import parts_of
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import instrument_title, who

_SAYS = {
    "until": _("Open to you until"),
    "told": _("The person and the auditors have been told that you opened it."),
    "number": _("Telephone"),
    "born": _("Born"),
    "unit": _p("column", "Unit"),
    "plan": _("Safety plan"),
    "no_plan": _("No safety plan was made."),
    "care": _("Care"),
    "no_care": _("No case was opened."),
    "owner": _("On whom"),
    "crises": _("Crises"),
    "limitations": _("Limitations of duty"),
    "results": _("Results"),
    "none": _("Nothing is on record."),
    "score": _("{title}: {score}"),
    "unknown": _("could not be judged"),
}
_TITLE = _("A record opened in an emergency")
MOST = 20


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, fresh=True)
def record(request: HttpRequest, *, by: Viewer, at: Instant, opening: UUID) -> HttpResponse:
    """Show what an emergency needs of the one record; each part leaves its own entry."""
    found = reader_of(opening, by, at)
    if found is None:
        raise Http404
    opened, reader = found
    person, language = opened.person, language_of(request)
    known = card(person=person, by=reader, at=at)
    plan = safety_plan_of(person=person, by=reader, at=at)
    cases = case_of(person=person, by=reader, at=at)
    limits = limitations_of(person=person, by=reader, at=at)
    scores = results(person=person, by=reader, at=at)[:MOST]
    owners = owner_names([one.owner for one in cases])
    return page(
        request,
        "care/opened.html",
        title=_TITLE,
        back=addresses.ALERTS,
        says=_SAYS,
        name=who(known),
        card=known,
        until=opened.until,
        parts=parts_of(plan[0]) if plan else [],
        cases=[
            (said_state(one.state, language), one.since, owners.get(str(one.owner), "–"))
            for one in cases
        ],
        crises=[one.state.opened for one in crises_of(person=person, by=reader, at=at)],
        limits=[
            (functions_of(in_force(), one.terms.functions, language), one.terms.ends)
            for one in limits
            if one.holds
        ],
        scores=[
            (
                one.at,
                _SAYS["score"].of(
                    title=instrument_title(one.instrument, language),
                    score=f"{one.score:g}" if one.score is not None else _SAYS["unknown"],
                ),
            )
            for one in scores
        ],
    )
