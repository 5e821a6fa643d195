"""A member's own posts for a time, and the question at the end whether it helped."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.temporary import say_of_move
from muster.people.queries.swaps import own_swaps
from muster.people.queries.temporary import own_moves
from muster.people.rules.temporary import State, View
from muster.web import addresses
from muster.web.care.moves.words import SAYS as WORDS
from muster.web.care.moves.words import VIEWS, drawn
from muster.web.doors import serves
from muster.web.forms import Choice, Form
from muster.web.language import language_of
from muster.web.member import own, swaps
from muster.web.pages import page

_TITLE = _("Your posts for a time")
_SAYS = {
    "intro": _(
        "Command reads for how long another post is asked for, and what that post is not to "
        "demand. It does not read why, nor who asked."
    ),
    "none": _("No post for a time was asked for you."),
    "asks": _("Say how it was"),
    "said": _("You said"),
}
_VIEW = _("How was your post for a time?")
_VIEW_INTRO = (
    _("Your answer is counted together with those of others. It changes nothing for you."),
)
_SEND = _("Send")


class Saying(Form):
    """The person's own view."""

    view = Choice(
        asks=_("Did the post for a time help you?"),
        options=[(one.value, VIEWS[one]) for one in View],
        required=_("Select whether it helped"),
    )


@serves(MEMBER, fresh=True)
def moves(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the member's posts for a time: when, where, and the way back."""
    found, language = own_moves(person=own.own(by), by=by, at=at), language_of(request)
    asked = own_swaps(person=own.own(by), by=by, at=at)
    rows = [
        {
            **drawn(one, language),
            "say": f"{own.MOVES}/{one.id}" if _may_say(one.now.state) else None,
        }
        for one in found
    ]
    return page(
        request, "member/moves.html", title=_TITLE, says={**WORDS, **_SAYS}, rows=rows,
        swaps=swaps.SAYS, asked=[swaps.drawn(one, language) for one in asked],
        zone=own.place(by, at).calendar.zone, back=addresses.MEMBER,
    )  # fmt: skip


@serves(MEMBER, posts=True, fresh=True)
def say(request: HttpRequest, *, by: Viewer, at: Instant, move: UUID) -> HttpResponse:
    """Ask whether it helped; the last word counts."""
    found = own_moves(person=own.own(by), by=by, at=at)
    if move not in {one.id for one in found if _may_say(one.now.state)}:
        raise Http404
    form = Saying(request.POST or None)
    if form.is_valid():
        view = View(form.cleaned_data["view"])
        say_of_move(person=own.own(by), move=move, view=view, by=by, at=at)
        return own.to(own.MOVES)
    return page(
        request, "form.html", title=_VIEW, form=form, intro=_VIEW_INTRO, button=_SEND,
        back=own.MOVES,
    )  # fmt: skip


def _may_say(state: State) -> bool:
    return state in (State.RETURNED, State.OVERTAKEN)
