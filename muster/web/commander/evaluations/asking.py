"""A commander asks for an evaluation of one of their own people, and reads one word of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import COMMANDER
from muster.access.viewers import Viewer
from muster.care.commands.evaluations import ask_evaluation
from muster.care.evaluating import consultable
from muster.care.queries.evaluations import evaluations_asked
from muster.care.rules.evaluations import LONGEST_PLACE, Request, Said, seen_by_command
from muster.kernel.ids import AccountId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import in_force, options, said
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("Evaluations you asked for")
_ASK = _("Ask for an evaluation")
_SEND = _("Send the request")
_INTRO = (
    _(
        "If somebody is in danger now, call the duty clinician first and ask afterwards: safety "
        "goes before any notice."
    ),
    _(
        "You speak with a clinician first. Then the person gets a notice in writing, with what you "
        "saw, and has two working days as a rule. They read this request on their own page, and "
        "the ombudsman gets a copy."
    ),
    _(
        "A clinician takes it up or declines it. You are told whether a limitation came of it or "
        "none, and nothing else."
    ),
)
_SAYS = {
    "none": _("You asked for no evaluation."),
    "number": _("Service number"),
    "state": _p("column", "State"),
    "seen": _("What you saw"),
    "asked": _("Asked for"),
    "place": _("Notice handed over"),
    "meets": _("Release them for"),
}
WAITS = Status(_p("evaluation", "waits for a clinician"), "amber")
STATES: Mapping[Said, Status] = {
    Said.ACCEPTED: Status(_p("evaluation", "taken up"), "blue"),
    Said.DECLINED: Status(_p("evaluation", "not taken up"), "grey"),
    Said.LIMITATION: Status(_p("evaluation", "a limitation was made"), "green"),
    Said.NONE: Status(_p("evaluation", "no limitation"), "green"),
}


class Asking(fields.Form):
    """Codes, days, a number and a place: there is no room for an opinion on somebody's health."""

    number = fields.Text(
        asks=_("Whom do you mean? Enter the service number."),
        longest=40,
        wide=20,
        required=_("Enter the service number"),
    )
    behaviours = fields.Choices(
        asks=_("What did you see yourself?"),
        hint=_("The person reads exactly this."),
        options=[],
        required=_("Select what you saw"),
    )
    consulted = fields.Pick(
        asks=_("With which clinician did you speak first?"),
        options=[],
        required=_("Select with whom you spoke"),
    )
    consulted_on = fields.Day(
        asks=_("On which day did you speak with them?"),
        required=_("Enter the day on which you spoke with them"),
    )
    given_on = fields.Day(
        asks=_("On which day did the person get the notice in writing?"),
        required=_("Enter the day on which the person got the notice"),
    )
    place = fields.Text(
        asks=_("Where was it handed over?"),
        hint=_("The place alone, such as “orderly room”."),
        longest=LONGEST_PLACE,
        required=_("Enter where it was handed over"),
    )
    urgent = fields.Tick(
        asks=_("It is an emergency and cannot wait until the notice is over"),
        hint=_("The clinicians are told at once, and so is the ombudsman."),
    )


@serves(COMMANDER)
def asked(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what this commander asked for, with one word of what became of each."""
    labels, language = seen_by_command(in_force().caring.observed), language_of(request)
    rows = [
        {
            "number": one.asking.written.number,
            "state": WAITS if one.said is None else STATES[one.said],
            "seen": said(one.asking.behaviours, labels, language),
            "asked_at": one.asking.asked_at,
            "given_on": one.asking.given_on,
            "place": one.asking.written.place,
            "meets": one.meets,
        }
        for one in evaluations_asked(by=by, at=at)
    ]
    return page(
        request, "commander/evaluations.html", title=_TITLE, says=_SAYS, rows=rows, ask=_ASK,
        ask_at=f"{addresses.COMMAND_EVALUATIONS}/ask",
    )  # fmt: skip


@serves(COMMANDER, posts=True)
def ask(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take one request."""
    form, language = Asking(request.POST or None), language_of(request)
    clinicians = read_as(Audience.PLATFORM, lambda: consultable(by.units, at))
    form.options(
        behaviours=options(seen_by_command(in_force().caring.observed), language),
        consulted=[(str(one.account), one.name) for one in clinicians],
    )
    if form.is_valid():
        try:
            _send(form.cleaned_data, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(addresses.COMMAND_EVALUATIONS)
    return page(
        request, "form.html", title=_ASK, form=form, back=addresses.COMMAND_EVALUATIONS,
        intro=_INTRO, button=_SEND,
    )  # fmt: skip


def _send(given: Mapping[str, Any], by: Viewer, at: Instant) -> None:
    request = Request(
        tuple(given["behaviours"]), given["consulted_on"], given["given_on"], given["place"],
        bool(given["urgent"]),
    )  # fmt: skip
    ask_evaluation(
        evaluation=new_id(), number=given["number"], asked=request,
        consulted=AccountId(UUID(given["consulted"])), by=by, at=at,
    )  # fmt: skip
