"""The interface for a partner's own program: what it can do, and the tokens that open it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PARTNER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.transition.commands.tokens import end_own_token, make_token
from muster.transition.queries.offers import own_tokens
from muster.transition.rules.interface import A_MINUTE, LONGEST_DAYS, LONGEST_NAME, SCOPES
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Choices, Form, Number, Question, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.partner.shown import listed, options

HERE = f"{addresses.PARTNER}/interface"
DESCRIBED = "/api/v1/openapi.json"
_TITLE, _NEW, _END = _("For your own program"), _("Make a token"), _("End the token")
_SAYS = {
    "intro": _(
        "Your own program can put in vacancies and courses and read what people sent you. It sends "
        "each question with a token, as “Authorization: Bearer” and the token, and is answered in "
        "JSON. What it may not do is said in a sentence. It searches for nobody either."
    ),
    "limits": _("A token may be shown {most} times a minute, and ends with the agreement at last."),
    "described": _("The whole description, as OpenAPI"),
    "what": _("What it can do"),
    "how": _("How it is asked"),
    "needs": _("What the token must allow"),
    "tokens": _("Your tokens"),
    "name": _("Program"),
    "may": _("It may"),
    "until": _("Until"),
    "end": _END,
    "none": _("You have no token."),
    "new": _NEW,
    "once": _("The token is shown once"),
    "keep": _("Keep it where only the program reads it. Whoever has it is taken for you."),
}
WAYS: tuple[tuple[Sentence, str, str], ...] = (
    (_("Read your vacancies"), "GET /api/v1/vacancies", "vacancies:read"),
    (_("Put in a vacancy"), "POST /api/v1/vacancies", "vacancies:write"),
    (_("Close a vacancy"), "DELETE /api/v1/vacancies/{id}", "vacancies:write"),
    (_("Read your courses"), "GET /api/v1/courses", "courses:read"),
    (_("Put in a course"), "POST /api/v1/courses", "courses:write"),
    (_("Close a course"), "DELETE /api/v1/courses/{id}", "courses:write"),
    (_("Read who sent you their packet"), "GET /api/v1/candidates", "candidates:read"),
)
_SAVE = _("Make it")


class Making(Form):
    name = Text(
        asks=_("What is the program called?"), longest=LONGEST_NAME,
        required=_("Enter a name for the program"),
    )  # fmt: skip
    scopes = Choices(
        asks=_("What may it do?"), options=options(SCOPES), required=_("Select what it may do")
    )
    days = Number(
        asks=_("For how many days?"), at_least=1, at_most=LONGEST_DAYS,
        required=_("Enter for how many days it holds"),
    )  # fmt: skip


class Ending(Question):
    sure = Choice(
        asks=_("End the token?"), options=[("end", _("End it; the program is let in no more"))],
        required=_("Select it, or go back"),
    )  # fmt: skip


@serves(PARTNER)
def interface(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what a program can do, and which tokens there are."""
    language = language_of(request)
    return page(
        request, "partner/interface.html", title=_TITLE, says=_SAYS, back=addresses.PARTNER,
        limits=_SAYS["limits"].of(most=A_MINUTE), ways=WAYS, described_at=DESCRIBED,
        tokens=[
            (one, listed(one.scopes, SCOPES, language), f"{HERE}/{one.token}")
            for one in own_tokens(by=by, at=at)
        ],
        new_at=f"{HERE}/new",
    )  # fmt: skip


@serves(PARTNER, posts=True, fresh=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what a token is for; posted, make it and show it once."""
    form = Making(request.POST or None, initial={"days": 90})
    if form.is_valid():
        try:
            made = make_token(by=by, at=at, **_said(form.cleaned_data))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return page(
                request, "partner/token.html", title=_SAYS["once"], says=_SAYS, back=HERE,
                made=made,
            )  # fmt: skip
    return page(request, "form.html", title=_NEW, form=form, back=HERE, button=_SAVE, cancel=HERE)


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in ("name", "scopes", "days")}


@serves(PARTNER, posts=True)
def end(request: HttpRequest, *, by: Viewer, at: Instant, token: UUID) -> HttpResponse:
    """Ask once more, then end a token."""
    one = next((held for held in own_tokens(by=by, at=at) if held.token == token), None)
    if one is None:
        raise Http404
    form = Ending(request.POST or None)
    if form.is_valid():
        end_own_token(token=token, by=by, at=at)
        return HttpResponseRedirect(HERE)
    return page(
        request, "form.html", title=_END, form=form, back=HERE, intro=(one.name,), button=_END
    )
