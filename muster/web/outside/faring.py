"""Somebody in work is asked by a link how they fare: no account, nothing on the page names anybody.

The digits come after the address's “#”, or are typed; the session then holds the link's opaque id
until the answer is given. Whoever wants a call presses for it, and that goes to care by itself:
what is said of work never comes along.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import FARING
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.transition.commands.faring import ask_me_no_more, say_how_one_fares
from muster.transition.faring import Asked, asked_by, asked_by_id
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.forms import Form
from muster.web.member.faring import SEND, TITLE, Saying, said_in
from muster.web.outside.answering import Digits
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.devices import known
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.guessing import count_wrong, forget_wrong, may_try

HELD = "faring"
_BUCKET = "a link that asks how one fares"
_INTRO = _("Enter the digits that were sent to you with this address. You need no account.")
_WRONG = _(
    "These digits open nothing. Check them; if they are right, they were used or are too old, and "
    "nothing needs to be done"
)
_TITLE_DONE, _TITLE_CALL = _("Thank you"), _("We have heard you")
_SAYS = {
    "intro": _("A few questions about work. Leave out what you like; nobody must answer."),
    "reads": _(
        "Your caseworker reads it, and nobody else. Nothing here asks about your health, and no "
        "employer learns that you were asked."
    ),
    "call": _("I want somebody to call me"),
    "call_says": _(
        "This goes to care and not to your caseworker: somebody calls you on the number that you "
        "gave. What you say of work does not come along."
    ),
    "stop": _("Do not ask me any more"),
    "done": _("You can close this page. The link holds no longer."),
    "called": _("Somebody will call you. If it cannot wait, the numbers under “Get help now” do."),
    "on": _("On to the questions about work"),
}


@stranger
def faring(request: HttpRequest) -> HttpResponse:
    """Ask for the digits; a link may bring them after its “#”, where no log sees them."""
    form = Digits(request.POST or None)
    if form.is_valid():
        if not may_try(request, _BUCKET):
            return HttpResponse(status=429)  # its middleware says until when
        text, at = form.cleaned_data["code"], now()
        found = read_as(Audience.PLATFORM, lambda: asked_by(text, at))
        if found is not None:
            request.session[HELD] = str(found.link)
            forget_wrong(request, _BUCKET)
            return HttpResponseRedirect(addresses.FARING_ANSWER)
        count_wrong(request, _BUCKET, "outside-link")
        form.refuse(_WRONG, "code")
    response = page(request, "outside/digits.html", title=TITLE, form=form, intro=_INTRO)
    return known(request, response, _BUCKET)


@stranger
def answer(request: HttpRequest) -> HttpResponse:
    """Ask how somebody fares, and take one answer, or that they want to be asked no more."""
    at = now()
    held = _held(request, at)
    if held is None:
        return _over(request)
    stops = "stop" in request.POST
    form = Saying(None if stops else request.POST or None)
    if stops or form.is_valid():
        try:
            _take(form, held, stops, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            del request.session[HELD]
            return page(
                request, "outside/faring_done.html", title=_TITLE_DONE, says=_SAYS["done"], on_to=""
            )
    return page(
        request, "outside/faring.html", title=TITLE, form=form, says=_SAYS, button=SEND,
        here=addresses.FARING_ANSWER, call_at=addresses.FARING_CALL,
    )  # fmt: skip


@stranger
def call(request: HttpRequest) -> HttpResponse:
    """Let care know that somebody wants a call; pressed twice, it is asked once."""
    at = now()
    held = _held(request, at)
    if held is None or request.method != "POST":
        return _over(request)
    ask_for_help(person=held.person, request=held.link, urgent=False, by=_viewer(held), at=at)
    return page(
        request, "outside/faring_done.html", title=_TITLE_CALL, says=_SAYS["called"],
        on=_SAYS["on"], on_to=addresses.FARING_ANSWER,
    )  # fmt: skip


def _take(form: Form, held: Asked, stops: bool, at: Instant) -> None:
    about = {"person": held.person, "link": held.link, "by": _viewer(held), "at": at}
    if stops:
        ask_me_no_more(**about)
    else:
        say_how_one_fares(said=said_in(form), **about)


def _over(request: HttpRequest) -> HttpResponse:
    request.session.pop(HELD, None)
    return HttpResponseRedirect(addresses.FARING)


def _held(request: HttpRequest, at: Instant) -> Asked | None:
    link = request.session.get(HELD)
    if link is None:
        return None
    return read_as(Audience.PLATFORM, lambda: asked_by_id(UUID(link), at))


def _viewer(held: Asked) -> Viewer:
    """Return whoever the link stands for: one person, who may say one thing here."""
    return Viewer(held.account, FARING, person=held.person)
