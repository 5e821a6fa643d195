"""Records opened in an emergency: who opened them, why, and what a second person concluded."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import AUDITOR, PRIVACY_OFFICER
from muster.access.viewers import Viewer
from muster.care.commands.glass import review_glass
from muster.care.glass import Opening
from muster.care.queries.glass import one_opening, openings
from muster.care.rules.glass import Conclusion
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.web import addresses
from muster.web.auditor.listing import short
from muster.web.auditor.naming import names, role_name
from muster.web.care.coded import in_force, said
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, LongText
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Opened in an emergency")
WAITS = Status(_p("opening", "to be reviewed"), "amber")
LATE = Status(_p("opening", "late to be reviewed"), "red")
REVIEWED = Status(_p("opening", "reviewed"), "green")
CONCLUSIONS: Mapping[str, Sentence] = {one.value: one.says for one in Conclusion}
_SAYS = {
    "intro": _(
        "Each of these is one record that a clinician without a care link opened, with a reason. "
        "A second person reviews each within a day. Nothing of the record is shown here."
    ),
    "none": _("No opening waits to be reviewed."),
    "none_at_all": _("No record was opened in an emergency."),
    "all": _("Show what was reviewed too"),
    "waiting": _("Show only what is to be reviewed"),
    "when": _p("column", "When"),
    "account": _p("column", "Account"),
    "about": _p("journal", "Person"),
    "reason": _p("column", "Reason"),
    "state": _p("column", "State"),
    "words": _("In their own words"),
    "until": _("Open to them until"),
    "concluded": _("Concluded"),
    "by": _("by {name}"),
    "person_all": _("Everything about this person"),
    "account_all": _("Everything this account did"),
    "review": _("Write down the review"),
}


class Review(Form):
    """What the second person concludes."""

    conclusion = Choice(
        asks=_("What do you conclude?"),
        options=list(CONCLUSIONS.items()),
        required=_("Select what you conclude"),
    )
    words = LongText(
        asks=_("On what do you base it?"),
        hint=_("Whom you asked, and what they said. The person reads your conclusion."),
        longest=600,
    )


@serves(AUDITOR, PRIVACY_OFFICER)
def openings_page(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the openings, what waits to be reviewed first."""
    known, everything = names(), "all" in request.GET
    found = openings(waiting=not everything, by=by, at=at)
    language = language_of(request)
    return page(
        request,
        "auditor/openings.html",
        title=_TITLE,
        texts=_SAYS,
        everything=everything,
        other_view=addresses.OPENINGS if everything else f"{addresses.OPENINGS}?all=yes",
        rows=[
            {
                "href": f"{addresses.OPENINGS}/{one.id}",
                "at": one.opened_at,
                "account": known.account(one.account),
                "person": short(one.person),
                "reason": _reason(one, language),
                "state": _state(one, at),
            }
            for one in found
        ],
        zone=known.zone,
    )


@serves(AUDITOR, PRIVACY_OFFICER, posts=True)
def opening_page(request: HttpRequest, *, by: Viewer, at: Instant, opening: UUID) -> HttpResponse:
    """Show one opening with its reason, and take the review."""
    form, known = Review(request.POST or None), names()
    if form.is_valid():
        try:
            review_glass(
                opening=opening, conclusion=Conclusion(form.cleaned_data["conclusion"]),
                words=form.cleaned_data["words"] or "", by=by, at=at,
            )  # fmt: skip
            return HttpResponseRedirect(f"{addresses.OPENINGS}/{opening}")
        except Refused as refusal:
            if refusal.problem.code == "access.not-found":
                raise
            form.refuse(refusal, "conclusion")
    found = one_opening(opening=opening, by=by, at=at)
    return page(
        request,
        "auditor/opening.html",
        title=_TITLE,
        back=addresses.OPENINGS,
        texts=_SAYS,
        form=form,
        found=found,
        state=_state(found, at),
        account=known.account(found.account),
        role=role_name(found.role),
        person=short(found.person),
        reason=_reason(found, language_of(request)),
        conclusion=CONCLUSIONS.get(found.conclusion),
        reviewer=known.account(found.reviewed_by),
        zone=known.zone,
    )


def _reason(one: Opening, language: str) -> str:
    return said([one.reason], in_force().oversight.glass.reasons, language)[0]


def _state(one: Opening, at: Instant) -> Status:
    if one.reviewed_at is not None:
        return REVIEWED
    return LATE if one.told_late else WAITS
