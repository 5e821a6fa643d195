"""Personnel asks whether somebody can be recalled: one person, under one order, one word."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from muster.access.roles import PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.care.commands.recall import LONGEST, ask_recall
from muster.care.rules.recall import Answer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.queries import by_service_number, names_of
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Form, Text
from muster.web.pages import page

_TITLE = _("Recall from the reserve")
ANSWERS: Mapping[Answer, Status] = {
    Answer.FIT: Status(_("Fit"), "green"),
    Answer.LIMITED: Status(_("Limited"), "amber"),
    Answer.NOT_FIT: Status(_("Not fit"), "grey"),
}
_SAYS = {
    "intro": _(
        "You are answered with one word: fit, limited or not fit. The person reads that you asked, "
        "under which order, and what was answered."
    ),
    "answer": _("The answer"),
}
_NOBODY = _("Nobody with this service number is within your units")
_ASK = _("Ask about this person")


class Asking(Form):
    """Whom, and under which order."""

    number = Text(
        asks=_("Which service number?"), required=_("Enter the service number"), longest=40, wide=20
    )
    order = Text(
        asks=_("Under which order?"),
        hint=_("Its number and date; the person reads it."),
        required=_("Enter the order under which you ask"),
        longest=LONGEST,
    )


@serves(PERSONNEL_OFFICER, posts=True)
def recall(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask about one person, and show the word that was answered."""
    form, name, answer = Asking(request.POST or None), "", None
    if form.is_valid():
        given = form.cleaned_data
        found = by_service_number(numbers=[given["number"]], by=by, at=at).get(given["number"])
        if found is None:
            form.refuse(_NOBODY, "number")
        else:
            try:
                answer = ask_recall(person=found.person, order=given["order"], by=by, at=at)
                name = names_of(persons=[found.person], by=by, at=at).get(found.person, "")
            except Refused as refusal:
                form.refuse(refusal, "order")
    return page(
        request,
        "administrator/recall.html",
        title=_TITLE,
        back=addresses.ADMINISTRATION,
        says=_SAYS,
        form=None if answer else form,
        name=name,
        mark=ANSWERS[answer] if answer else None,
        button=_ASK,
    )
