"""Whoever was asked to swap and does not sign in is heard out, and their answer taken down."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PERSONNEL_OFFICER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _p
from muster.people.commands.swapping import take_down_swap
from muster.people.queries.finding import names_of
from muster.people.queries.swaps import SwapHeard, swaps_of_move
from muster.people.rules.swaps import Became, Word
from muster.web.administrator import addresses as here
from muster.web.care.moves.words import SAYS as WORDS
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form
from muster.web.pages import page

SAYS = {
    "title": _("Who was asked to swap"),
    "intro": _(
        "They answer on their own page. Where somebody does not sign in, ask them and take down "
        "what they say; you stand beside it by name."
    ),
    "take": _("Take their answer down"),
}
_ASKS = _("What did they say?")
_INTRO = (
    _("Ask them alone, in person or by phone, without a superior of theirs."),
    _(
        "Tell them from which post to which, and from when until when. You do not say for whom or "
        "why, and you ask them for no reason. They may decline."
    ),
)
_WORDS = {
    Word.ASKED: Status(_("Has not answered"), "amber"),
    Word.AGREED: Status(_p("swap", "Agreed"), "green"),
    Word.DECLINED: Status(_p("swap", "Declined"), "grey"),
}
_BECAME = {
    Became.SWAPPED: Status(_("They swap"), "green"),
    Became.DROPPED: Status(_("No longer needed"), "grey"),
}


class Hearing(Form):
    """What somebody said who was asked."""

    agrees = Choice(
        asks=_ASKS,
        options=[("yes", _("They would swap")), ("no", _("They would rather not"))],
        required=_("Select what they said"),
    )


def heard(move: UUID, by: Viewer, at: Instant) -> list[tuple[object, ...]]:
    """Return who was asked for a request: name, post, where it stands, since when, and a way on."""
    found = swaps_of_move(move=move, by=by, at=at)
    names = names_of(persons=[one.person for one in found], by=by, at=at) if found else {}
    return [
        (
            names.get(one.person, "–"),
            WORDS["post"].of(post=one.own.title, unit=one.own.unit.code),
            _WORDS[one.word] if one.became is None else _BECAME[one.became],
            one.asked_at,
            f"{here.MOVES}/{move}/swaps/{one.question}" if _open(one) else None,
        )
        for one in found
    ]


@serves(PERSONNEL_OFFICER, posts=True)
def hear(request: HttpRequest, *, by: Viewer, at: Instant, move: UUID, swap: UUID) -> HttpResponse:
    """Take down what somebody said who was asked to swap."""
    every = swaps_of_move(move=move, by=by, at=at)
    one = next((one for one in every if one.question == swap and _open(one)), None)
    if one is None:
        raise Http404
    form, back = Hearing(request.POST or None), f"{here.MOVES}/{move}"
    if form.is_valid():
        agrees = form.cleaned_data["agrees"] == "yes"
        try:
            take_down_swap(person=one.person, question=swap, agrees=agrees, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(back)
    name = names_of(persons=[one.person], by=by, at=at).get(one.person, "–")
    return page(
        request, "form.html", title=SAYS["take"], form=form, back=back, intro=(name, *_INTRO),
        button=SAYS["take"],
    )  # fmt: skip


def _open(one: SwapHeard) -> bool:
    return one.became is None and not one.by_themselves
