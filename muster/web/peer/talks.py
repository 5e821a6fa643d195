"""A peer's pages: whom to talk to, how to reach them, by when; and what became of it, by a code."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PEER_SUPPORTER
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.commands.talks import note_talk
from muster.programmes.queries.talks import talk_of_peer, talks_of_peer
from muster.programmes.rules.talks import TalkAct
from muster.web import addresses
from muster.web import forms as fields
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.peer.words import standing
from muster.web.reading import today_of

_TITLE = _("Whom to talk to")
_SAYS = {
    "none": _("Nobody waits for a talk with you."),
    "name": _("Who"),
    "reach": _("How to reach them"),
    "opens": _("From"),
    "due": _("By"),
    "stands": _("Where it stands"),
    "danger": _(
        "You read a name and a day, and nothing else about anybody. If a life may be in danger, "
        "stay with them and call the duty clinician at once: Get help now is on every page."
    ),
    "nothing_said": _("What was said stays between the two of you. Only the code is kept."),
}
_SAVE = _("Put on record")


class Became(fields.Form):
    act = fields.Choice(
        asks=_("What became of the talk?"),
        options=[
            (TalkAct.TALKED.value, _("We talked")),
            (TalkAct.PASSED_ON.value, _("We talked, and they would like to talk to a clinician")),
            (TalkAct.NOT_REACHED.value, _("I did not reach them")),
            (TalkAct.DECLINED.value, _("They would rather not talk")),
        ],
        required=_("Select what became of the talk"),
    )
    agreed = fields.Tick(asks=_("They agreed that I pass this on, and only this"))


@serves(PEER_SUPPORTER)
def talks(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the talks this peer was asked for that are still to come."""
    today = today_of(by, at)
    rows = [
        (one, f"{addresses.TALKS}/{one.talk}", standing(one.state, one.due_on, today))
        for one in talks_of_peer(by=by, at=at)
    ]
    return page(request, "peer/talks.html", title=_TITLE, says=_SAYS, rows=rows)


@serves(PEER_SUPPORTER, posts=True)
def talk(request: HttpRequest, *, by: Viewer, at: Instant, talk: UUID) -> HttpResponse:
    """Ask what became of a talk, and note it."""
    one = talk_of_peer(talk=talk, by=by, at=at)
    form = Became(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            note_talk(
                talk=talk, act=TalkAct(given["act"]), agreed=bool(given["agreed"]), by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(addresses.TALKS)
    return page(
        request, "form.html", title=one.name, form=form, back=addresses.TALKS, button=_SAVE,
        intro=(_SAYS["nothing_said"], _SAYS["danger"]),
    )  # fmt: skip
