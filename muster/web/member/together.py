"""Being placed together with somebody: by a code that one gives the other, never by a search."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.commands.together import agree_together, name_somebody, part
from muster.transition.queries.together import own_together
from muster.transition.rules.rounds import Tie
from muster.transition.together_problems import NO_SUCH_CODE
from muster.web.doors import serves
from muster.web.forms import Choice, Question, Text
from muster.web.member import own
from muster.web.pages import page
from muster.web.sign_in.guessing import count_wrong, forget_wrong, may_try

HERE = f"{own.WORK}/together"
TITLE = _("Be placed together with somebody")
TIES = {
    Tie.COUPLE: _("As a couple: work in one region"),
    Tie.MATE: _("As unit mates: work with one partner"),
}
_SAYS = {
    "intro": _(
        "At a job fair, or where a school gives all its places at once, two can be placed "
        "together. Both must want it, and either may take it back, without a reason."
    ),
    "draw": _("Draw a code for the other one"),
    "type": _("Type the code that the other one gave me"),
    "agreed": _("You both agreed to be placed together."),
    "both": _("Whoever holds a round reads it with your two names, and partners do not."),
    "back": _("Take it back"),
    "code": _("Your code"),
    "says": _(
        "Give it to the other one yourself. They type it on this page of theirs within seven days. "
        "It is shown once; drawing another makes it void."
    ),
}
_DRAW, _AGREE = _("Draw the code"), _("Agree")


class Drawing(Question):
    tie = Choice(
        asks=_("As what do you want to be placed together?"),
        options=[(one.value, says) for one, says in TIES.items()],
        required=_("Select as what"),
    )  # fmt: skip


class Typing(Question):
    code = Text(
        asks=_("Which code did the other one give you?"), longest=40,
        hint=_("Twelve digits; by typing them you agree to be placed together"),
        required=_("Enter the code"), attributes={"autocomplete": "off", "inputmode": "numeric"},
    )  # fmt: skip


@serves(*THEMSELVES, fresh=True)
def together(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show with whom one is to be placed together, or how one asks for it."""
    found = own_together(person=own.own(by), by=by, at=at)
    return page(
        request, "member/together.html", title=TITLE, says=_SAYS, back=own.WORK, found=found,
        tie=TIES[found.tie] if found else "", draw_at=f"{HERE}/code", type_at=f"{HERE}/agree",
        back_at=f"{HERE}/back",
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def code(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask as what; posted, draw the code and show it once."""
    form = Drawing(request.POST or None)
    if form.is_valid():
        try:
            drawn = name_somebody(
                person=own.own(by), tie=Tie(form.cleaned_data["tie"]), by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return page(
                request, "member/together_code.html", title=_SAYS["code"], says=_SAYS, back=HERE,
                code=drawn,
            )  # fmt: skip
    return page(request, "form.html", title=_SAYS["draw"], form=form, back=HERE, button=_DRAW)


@serves(*THEMSELVES, posts=True, fresh=True)
def agree(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for the code; posted, agree. Whoever types many wrong ones waits, as at any door."""
    form, bucket = Typing(request.POST or None), f"together {by.account}"
    if form.is_valid():
        if not may_try(request, bucket):
            return HttpResponse(status=429)  # its middleware says until when
        try:
            agree_together(person=own.own(by), code=form.cleaned_data["code"], by=by, at=at)
        except Refused as refusal:
            if refusal.problem.code == NO_SUCH_CODE.code:
                count_wrong(request, bucket, "together")
            form.refuse(refusal, "code")
        else:
            forget_wrong(request, bucket)
            return own.to(HERE)
    return page(request, "form.html", title=_SAYS["type"], form=form, back=HERE, button=_AGREE)


@serves(*THEMSELVES, posts=True, fresh=True)
def back(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take it back."""
    found = own_together(person=own.own(by), by=by, at=at)
    if request.method == "POST" and found is not None:
        part(person=own.own(by), pair=UUID(str(found.pair)), by=by, at=at)
    return own.to(HERE)
