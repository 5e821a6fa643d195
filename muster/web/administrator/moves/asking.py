"""Posts for a time as personnel keeps them: what is asked and under way, and asking for one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.temporary import ask_move, shorten_move
from muster.people.problems import NO_SUCH_PERSON
from muster.people.queries import by_service_number
from muster.people.queries.finding import names_of
from muster.people.queries.temporary import MoveRead, moves
from muster.people.queries.temporary import move as move_read
from muster.people.rules.temporary import FARTHEST, Asked
from muster.web import forms as fields
from muster.web.administrator import addresses as here
from muster.web.administrator.moves import hearing
from muster.web.administrator.naming import zone_of
from muster.web.care.coded import in_force, options
from muster.web.care.moves import acting
from muster.web.care.moves.words import SAYS as WORDS
from muster.web.care.moves.words import drawn
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Posts for a time")
_ASK = _("Ask for a post for a time")
_ONE = _("A post for a time")
_SAYS = {
    "intro": _(
        "One form for family, training, rotation and health: it says what a post is not to demand "
        "and for how long, and never why. Command chooses among the posts that fit."
    ),
    "none": _("No post for a time is asked for or under way."),
    "ask": _("Ask for a post for a time"),
    "several": _("Find posts for all who wait, at once"),
    "report": _("What became of them"),
    "open": _("Look at it"),
}
_INTRO = (
    _("Say what the post is not to demand. Do not say why, here or anywhere else."),
    _("The return to the present post is written down with the move, and comes by itself."),
)


class Asking(fields.Form):
    """Who, what the post is not to demand, how long, how far away."""

    number = fields.Text(
        asks=_("Whose service number is it?"), required=_("Enter the service number"), wide=20
    )
    functions = fields.Choices(
        asks=_("What should the post not demand?"),
        options=[],
        required=_("Select at least one function"),
    )
    starts = fields.Day(asks=_("First day in the post"), required=_("Enter the first day"))
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


@serves(PERSONNEL_OFFICER)
def listed(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List what is asked for and under way."""
    language = language_of(request)
    found = moves(by=by, at=at)
    names = names_of(persons=[one.person for one in found], by=by, at=at) if found else {}
    return page(
        request,
        "administrator/moves.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        says={**WORDS, **_SAYS},
        place=here.MOVES,
        zone=zone_of(by),
        rows=[(names.get(one.person, ""), drawn(one, language)) for one in found],
    )


@serves(PERSONNEL_OFFICER, posts=True)
def ask(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a post for somebody, by service number."""
    form = Asking(request.POST or None)
    form.options(functions=options(in_force().functions, language_of(request)))
    if form.is_valid():
        given = form.cleaned_data
        said = given["number"].strip()
        person = by_service_number(numbers=[said], by=by, at=at).get(said)
        asked = Asked(
            tuple(given["functions"]), given["starts"], given["ends"], given["review"],
            given["most_km"],
        )  # fmt: skip
        try:
            if person is None:
                raise NO_SUCH_PERSON.refused()
            made = ask_move(person=person.person, move=new_id(), asked=asked, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "number" if person is None else None)
        else:
            return HttpResponseRedirect(f"{here.MOVES}/{made}")
    return page(
        request, "form.html", title=_ASK, form=form, back=here.MOVES, intro=_INTRO, button=_ASK,
    )  # fmt: skip


@serves(PERSONNEL_OFFICER)
def one(request: HttpRequest, *, by: Viewer, at: Instant, move: UUID) -> HttpResponse:
    """Show one move with what can be done about it."""
    found = move_read(move=move, by=by, at=at)
    return page(
        request,
        "administrator/move.html",
        title=_ONE,
        back=here.MOVES,
        says={**WORDS, **acting.SAYS, **_SAYS},
        name=_name(found, by, at),
        here=request.path,
        zone=zone_of(by),
        row=drawn(found, language_of(request)),
        swaps=hearing.SAYS,
        heard=hearing.heard(move, by, at),
    )


@serves(PERSONNEL_OFFICER, posts=True)
def shorten(request: HttpRequest, *, by: Viewer, at: Instant, move: UUID) -> HttpResponse:
    """Let the person return to the old post earlier."""
    found = move_read(move=move, by=by, at=at)
    form = acting.Shorten(request.POST or None, initial={"last": found.today})
    there = f"{here.MOVES}/{move}"
    if form.is_valid():
        try:
            shorten_move(
                person=found.person, move=move, last=form.cleaned_data["last"], by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal, "last")
        else:
            return HttpResponseRedirect(there)
    return page(
        request, "form.html", title=acting.SHORTEN, form=form, back=there,
        intro=acting.SHORTEN_INTRO, button=acting.SHORTEN,
    )  # fmt: skip


@serves(PERSONNEL_OFFICER, posts=True)
def act(request: HttpRequest, *, by: Viewer, at: Instant, move: UUID, what: str) -> HttpResponse:
    """Record a review, or take the request back."""
    found = move_read(move=move, by=by, at=at)
    if request.method == "POST":
        acting.carry_out(what, found.person, move, by, at)
    return HttpResponseRedirect(f"{here.MOVES}/{move}")


def _name(found: MoveRead, by: Viewer, at: Instant) -> str:
    return names_of(persons=[found.person], by=by, at=at).get(found.person, "")
