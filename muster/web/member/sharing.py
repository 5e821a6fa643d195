"""Which partners may know of each other's tasks for one: agreed to, for a year, and taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.commands.sharing import share_plan
from muster.transition.queries.sharing import own_sharing
from muster.transition.rules.terms import KINDS
from muster.web.doors import serves
from muster.web.forms import Choices, Form
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.shown import options

TITLE = _("Who may know of each other")
_INTRO = (
    _(
        "If several organisations help you, they can wait for each other only if they know of each "
        "other. You decide which may."
    ),
    _(
        "Each then reads who else was asked for what, until when, and whether it is done: no word "
        "of yours, no need, no note. It holds for a year, and you can take it back at any time: "
        "tick nothing."
    ),
)
_SAVE = _("Put on record")


class Sharing(Form):
    kinds = Choices(asks=_("Which may know of each other?"), options=options(KINDS))


@serves(*THEMSELVES, posts=True, fresh=True)
def sharing(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask which kinds of partner may know of each other; posted, keep it."""
    person = own.own(by)
    form = Sharing(
        request.POST or None, initial={"kinds": list(own_sharing(person=person, by=by, at=at))}
    )
    if request.method == "POST" and form.is_valid():
        share_plan(person=person, kinds=form.cleaned_data["kinds"], by=by, at=at)
        return own.to(own.TRACK)
    return page(
        request, "form.html", title=TITLE, form=form, back=own.TRACK, intro=_INTRO, button=_SAVE
    )
