"""A person's posts for a time, as their clinician reads and asks for them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PHYSICIAN, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.care.commands.reassigning import ask_for_post
from muster.care.queries.limitations import Limited, limitations_of
from muster.kernel.ids import PersonId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.temporary import shorten_move
from muster.people.queries.temporary import moves_of
from muster.people.rules.temporary import FARTHEST, FIRST_REVIEW, LONGEST
from muster.web import addresses
from muster.web import forms as fields
from muster.web.care.coded import functions_of, in_force
from muster.web.care.limitations.person import about
from muster.web.care.moves import acting
from muster.web.care.moves.words import SAYS as WORDS
from muster.web.care.moves.words import drawn
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Posts for a time")
_ASK = _("Ask for a post for a time")
_SAYS = {
    "none": _("No post for a time has been asked for."),
    "intro": _(
        "Command chooses among the posts that fit. It reads what the post is not to demand and for "
        "how long, in the form that family, training and rotation use as well; never why."
    ),
    "limitations": _("See the limitations"),
    "view": _("The person's own view"),
}
_INTRO = _("The post will demand none of these: {functions}.")
_NEVER = _(
    "Command reads the days, these functions, the posts that fit and what each costs the unit. It "
    "does not read that a clinician asks, nor why."
)


class Asking(fields.Form):
    """How long, and how far away."""

    ends = fields.Day(asks=_("Last day in the post for a time"), required=_("Enter the last day"))
    review = fields.Day(
        asks=_("When is the move to be reviewed?"), required=_("Enter the day of the review")
    )
    most_km = fields.Number(
        asks=_("How many kilometres away at most?"),
        hint=_("Leave it empty for any distance; the nearest come first anyway."),
        at_least=1,
        at_most=FARTHEST,
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN)
def moves(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Show what was asked for a person, and where it stands."""
    who, language = about(PersonId(person), by, at), language_of(request)
    found = moves_of(person=PersonId(person), by=by, at=at)
    return page(
        request,
        "care/moves.html",
        title=_TITLE,
        back=f"{addresses.PEOPLE}/{person}/limitations",
        who=who,
        says={**WORDS, **acting.SAYS, **_SAYS},
        here=request.path,
        rows=[drawn(one, language) for one in found],
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def ask(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, limitation: UUID
) -> HttpResponse:
    """Ask for a post that a limitation allows."""
    who, language = about(PersonId(person), by, at), language_of(request)
    one = _limitation(PersonId(person), limitation, by, at)
    starts = max(who.today, one.terms.starts)
    ends = min(one.terms.ends, starts + LONGEST)
    proposed = {"ends": ends, "review": min(ends, starts + FIRST_REVIEW - timedelta(days=2))}
    form = Asking(request.POST or None, initial=proposed)
    there = f"{addresses.PEOPLE}/{person}/moves"
    if form.is_valid():
        given = form.cleaned_data
        try:
            ask_for_post(
                person=who.person, limitation=limitation, move=new_id(), ends=given["ends"],
                review=given["review"], most_km=given["most_km"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(there)
    spared = ", ".join(functions_of(in_force(), one.terms.functions, language))
    return page(
        request, "care/about.html", title=_ASK, form=form, who=who, button=_ASK,
        back=f"{addresses.PEOPLE}/{person}/limitations",
        intro=(_INTRO.of(functions=spared), _NEVER),
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def shorten(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, move: UUID
) -> HttpResponse:
    """Let a person return to the old post earlier."""
    who, there = about(PersonId(person), by, at), f"{addresses.PEOPLE}/{person}/moves"
    _own(who.person, move, by, at)
    form = acting.Shorten(request.POST or None, initial={"last": who.today})
    if form.is_valid():
        last = form.cleaned_data["last"]
        try:
            shorten_move(person=who.person, move=move, last=last, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "last")
        else:
            return HttpResponseRedirect(there)
    return page(
        request, "care/about.html", title=acting.SHORTEN, form=form, who=who, back=there,
        button=acting.SHORTEN, intro=acting.SHORTEN_INTRO,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, posts=True)
def act(
    request: HttpRequest, *, by: Viewer, at: Instant, person: UUID, move: UUID, what: str
) -> HttpResponse:
    """Record a review, or take the request back."""
    _own(about(PersonId(person), by, at).person, move, by, at)
    if request.method == "POST":
        acting.carry_out(what, PersonId(person), move, by, at)
    return HttpResponseRedirect(f"{addresses.PEOPLE}/{person}/moves")


def _own(person: PersonId, move: UUID, by: Viewer, at: Instant) -> None:
    if move not in {one.id for one in moves_of(person=person, by=by, at=at)}:
        raise Http404


def _limitation(person: PersonId, limitation: UUID, by: Viewer, at: Instant) -> Limited:
    found = limitations_of(person=person, by=by, at=at)
    one = next((each for each in found if each.id == limitation), None)
    if one is None:
        raise Http404
    return one
