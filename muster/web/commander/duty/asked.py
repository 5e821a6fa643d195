"""What a commander is asked: could the unit do this for somebody? Never why."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import COMMANDER
from muster.access.viewers import Viewer
from muster.care.commands.boards import answer_duty
from muster.care.queries.boards import DutyAsked, duty_asked
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import in_force, options, said
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("What your unit is asked")
_SAYS = {
    "intro": _(
        "You are asked what the unit can do for somebody, before it is settled. You are not told "
        "why, and need not ask: injury, sleep, family and much else use the same list."
    ),
    "none": _("Your unit is asked nothing at the moment."),
    "actions": _("To do"),
    "functions": _("To be spared"),
    "by": _("Answer by"),
    "answer": _("Answer"),
}
_ANSWER = _("What can the unit do?")


class Answer(fields.Form):
    """Which of what was asked the unit can do; none is an answer as well."""

    can = fields.Choices(
        asks=_("Choose what the unit can do."),
        hint=_("Choose nothing if it can do none of it. Whoever asked calls you."),
        options=[],
    )


@serves(COMMANDER)
def asked(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what this commander is asked and nobody has answered."""
    language, profile = language_of(request), in_force()
    rows = [
        {
            "name": one.name,
            "actions": said(one.actions, profile.notices.actions, language),
            "functions": said(one.functions, profile.functions, language),
            "by": one.answer_by,
            "href": f"{request.path}/{one.person}/{one.question}",
        }
        for one in duty_asked(by=by, at=at)
    ]
    return page(request, "commander/duty.html", title=_TITLE, says=_SAYS, rows=rows)


@serves(COMMANDER, posts=True)
def answer(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, question: UUID
) -> HttpResponse:
    """Take the answer to one question."""
    one = _found(person, question, by, at)
    form, profile = Answer(request.POST or None), in_force()
    words = {**profile.notices.actions, **profile.functions}
    shown = {code: words[code] for code in (*one.actions, *one.functions) if code in words}
    form.options(can=options(shown, language_of(request)))
    if form.is_valid():
        answer_duty(
            person=PersonId(person), question=question, can=form.cleaned_data["can"], by=by, at=at
        )
        return HttpResponseRedirect(addresses.DUTY)
    return page(
        request, "form.html", title=_ANSWER, form=form, back=addresses.DUTY, intro=(one.name,),
        button=_SAYS["answer"],
    )  # fmt: skip


def _found(person: UUID, question: UUID, by: Viewer, at: Instant) -> DutyAsked:
    for one in duty_asked(by=by, at=at):
        if (one.person, one.question) == (person, question):
            return one
    raise Http404
