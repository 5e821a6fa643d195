"""The ombudsman's copies of requests for evaluations, and what was to be told at once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import AUDITOR
from muster.access.viewers import Viewer
from muster.care.commands.evaluations import note_copy
from muster.care.queries.evaluations import Copied, evaluation_copies
from muster.care.rules.evaluations import Alert, seen_by_command
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.web import addresses
from muster.web.auditor.listing import short
from muster.web.auditor.naming import Names, names
from muster.web.care.coded import in_force, said
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Evaluations that commanders asked for")
TO_LOOK_AT = Status(_p("evaluation", "to be looked at"), "red")
LOOKED_AT = Status(_p("evaluation", "looked at"), "green")
COPY = Status(_p("evaluation", "copy"), "grey")
ALERTS: Mapping[str, Sentence] = {
    Alert.COMPLAINT.value: _("The person complained not long before."),
    Alert.REPEATED.value: _("It is not the first request for this person of late."),
    Alert.URGENT.value: _("It was called an emergency, so that no notice had to run."),
}
_SAYS = {
    "intro": _(
        "A copy of each request comes here the moment it is made. The commander does not learn "
        "that a complaint or an earlier request is behind it. Nothing of health is shown here."
    ),
    "none": _("No commander asked for an evaluation."),
    "unit_unknown": _("Not known any more"),
    "unit": _("Unit"),
    "state": _p("column", "State"),
    "seen": _("What the commander saw"),
    "by": _("Asked for by"),
    "consulted": _("Consulted first"),
    "asked": _("Asked for"),
    "not_before": _("Not before"),
    "person": _p("journal", "Person"),
    "note": _("I have looked at it"),
}


@serves(AUDITOR)
def copies(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List every copy, what is to be looked at on top."""
    known, language = names(), language_of(request)
    rows = [_row(one, known, language) for one in evaluation_copies(by=by, at=at)]
    return page(
        request, "auditor/evaluations.html", title=_TITLE, says=_SAYS, rows=rows, zone=known.zone
    )


@serves(AUDITOR, posts=True)
def noted(request: HttpRequest, *, by: Viewer, at: Instant, copy: UUID) -> HttpResponse:
    """Put on record that the ombudsman looked at a copy."""
    if request.method == "POST":
        note_copy(copy=copy, by=by, at=at)
    return HttpResponseRedirect(addresses.EVALUATION_COPIES)


def _row(one: Copied, known: Names, language: str) -> dict[str, object]:
    labels = seen_by_command(in_force().caring.observed)
    looked = LOOKED_AT if one.noted else COPY
    return {
        "unit": one.unit or _SAYS["unit_unknown"],
        "state": TO_LOOK_AT if one.waits else looked,
        "alerts": [ALERTS[code] for code in one.alerts if code in ALERTS],
        "seen": said(one.behaviours, labels, language),
        "by": known.account(one.asked_by),
        "consulted": known.account(one.consulted),
        "asked_at": one.asked_at,
        "not_before": one.not_before,
        "person": short(one.person),
        "note_at": f"{addresses.EVALUATION_COPIES}/{one.id}/noted" if one.waits else None,
    }
