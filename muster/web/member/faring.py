"""How one fares in work: the same few questions as by a link, on one's own page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.commands.faring import say_how_one_fares
from muster.transition.rules.faring import (
    LONGEST_PLACE,
    LONGEST_WORDS,
    PAY,
    SATISFIED,
    WORKS,
    Faring,
)
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Form, LongText, Text
from muster.web.member import own
from muster.web.pages import page
from muster.web.partner.shown import options

FARING = f"{own.TRACK}/faring"
TITLE, SEND = _("How are you getting on?"), _("Send")
_INTRO = (
    _("A few questions about work. Leave out what you like; nobody must answer."),
    _("Your caseworker reads it, and nobody else. Nothing here asks about your health."),
)


class Saying(Form):
    works = Choice(asks=_("Are you in work or training?"), options=options(WORKS))
    where = Text(
        asks=_("Where, and as what?"), longest=LONGEST_PLACE, wide=30,
        hint=_("As you would say it to somebody you know"),
    )  # fmt: skip
    pay = Choice(asks=_("Does the pay do?"), options=options(PAY))
    satisfied = Choice(asks=_("Are you satisfied with the work?"), options=options(SATISFIED))
    words = LongText(
        asks=_("Do you need help with anything?"), longest=LONGEST_WORDS, rows=4,
        hint=_("Your caseworker answers within two working days. Leave it empty if you need none."),
    )  # fmt: skip


def said_in(form: Form) -> Faring:
    """Return what the form says."""
    given = {name: (said or "").strip() for name, said in form.cleaned_data.items()}
    return Faring(**given)


@serves(*THEMSELVES, posts=True, fresh=True)
def faring(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask how one fares; posted, keep it and go back to one's case."""
    form = Saying(request.POST or None)
    if form.is_valid():
        try:
            say_how_one_fares(person=own.own(by), said=said_in(form), link=None, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(addresses.OWN_TRACK)
    return page(
        request, "form.html", title=TITLE, form=form, back=own.TRACK, intro=_INTRO, button=SEND
    )
