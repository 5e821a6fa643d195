"""What a member reads when a commander asked for an evaluation: the notice, and their rights."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from muster.access.queries.colleagues import account_names
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.care.queries.evaluations import own_evaluations
from muster.care.rules.evaluations import seen_by_command
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.vault.zones import Audience
from muster.web.care.coded import in_force, said
from muster.web.care.evaluations.evaluations import state_of
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.reading import read_as

_TITLE = _("If a commander asks for an evaluation of you")
_RIGHTS = (
    _("You get a notice in writing, with what the commander saw, before anything else."),
    _("You have two working days to prepare as a rule, unless somebody is in danger now."),
    _("A clinician decides whether it is taken up at all; a commander cannot order a result."),
    _("Whoever treats you does not evaluate you."),
    _("Your commander reads whether a limitation came of it or none, and nothing you said."),
    _("No limitation rests on a questionnaire alone, and you see each one before command does."),
    _("The ombudsman has a copy. Nobody may ask for an evaluation because you complained."),
    _("You may speak with the ombudsman, a lawyer or anybody you trust before you go."),
)
SAYS = {
    "rights": _("Your rights"),
    "requests": _("What was asked for about you"),
    "none": _("No evaluation was asked for about you."),
    "state": _p("column", "State"),
    "seen": _("What the commander saw"),
    "asked": _("Asked for"),
    "by": _("Asked for by"),
    "consulted": _("Consulted first"),
    "place": _("Notice handed over"),
    "not_before": _("Not before"),
    "evaluator": _("Who evaluates you"),
    "meets": _("You meet"),
    "reason": _("Declined, because"),
    "complain": _("If this is not true, or looks like a punishment, say so to the ombudsman."),
    "to_ombudsman": _("Tell the ombudsman"),
}


@serves(MEMBER, fresh=True)
def evaluations(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show every request about the member, their rights, and how to complain."""
    rows = rows_of(by, at, language_of(request))
    return page(
        request, "member/evaluations.html", title=_TITLE, says=SAYS, rights=_RIGHTS, rows=rows,
        zone=own.place(by, at).calendar.zone, complain_at=own.ASK_OMBUDSMAN, back=own.COMMAND,
    )  # fmt: skip


def rows_of(by: Viewer, at: Instant, language: str) -> list[dict[str, Any]]:
    """Return every request about the member in words, the latest first."""
    profile = in_force()
    found = own_evaluations(person=own.own(by), by=by, at=at)
    accounts = [
        account
        for one in found
        for account in (one.asking.asked_by, one.asking.consulted, one.evaluator)
        if account
    ]
    names = read_as(Audience.PLATFORM, lambda: account_names(accounts))
    labels = seen_by_command(profile.caring.observed)
    return [
        {
            "state": state_of(one.accepted, one.outcome),
            "seen": said(one.asking.behaviours, labels, language),
            "asking": one.asking,
            "by": names.get(one.asking.asked_by, "–"),
            "consulted": names.get(one.asking.consulted, "–"),
            "evaluator": names.get(one.evaluator, "–") if one.evaluator else None,
            "meets": one.meets,
            "reason": said([one.reason], profile.evaluation.declines, language)[0],
        }
        for one in found
    ]
