"""Somebody in work is asked by a link how they fare: no account, nothing on the page names anybody.

Whoever wants a call presses for it, and that goes to care by itself: what is said of work never
comes along.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import FARING
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.people.signing import is_newcomers
from muster.transition.commands.faring import ask_me_no_more, say_how_one_fares
from muster.transition.faring import Asked, asked_by, asked_by_id
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.everyone.help_now import civilian_numbers_in
from muster.web.forms import Form
from muster.web.language import language_of
from muster.web.member.faring import SEND, TITLE, Saying, said_in
from muster.web.outside.digits import Door
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.doors import stranger

_DOOR: Door[Asked] = Door(
    at=addresses.FARING,
    behind=addresses.FARING_ANSWER,
    title=TITLE,
    wrong=_(
        "These digits open nothing. Check them; if they are right, they were used or are too old, "
        "and nothing needs to be done"
    ),
    held="faring",
    bucket="a link that asks how one fares",
    by_digits=asked_by,
    by_id=asked_by_id,
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
    "hard": _("If it gets too much, call one of these:"),
    "stop": _("Do not ask me any more"),
    "done": _("You can close this page. The link holds no longer."),
    "called": _("Somebody will call you. If it cannot wait, the numbers under “Get help now” do."),
    "on": _("On to the questions about work"),
}


@stranger
def faring(request: HttpRequest) -> HttpResponse:
    """Ask for the digits; a link may bring them after its “#”, where no log sees them."""
    return _DOOR.knock(request)


@stranger
def answer(request: HttpRequest) -> HttpResponse:
    """Ask how somebody fares, and take one answer, or that they want to be asked no more."""
    at = now()
    held = _DOOR.opened(request, at)
    if held is None:
        return _DOOR.shut(request)
    stops = "stop" in request.POST
    form = Saying(None if stops else request.POST or None)
    if stops or form.is_valid():
        try:
            _take(form, held, stops, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _DOOR.shut(request)
            return page(
                request, "outside/faring_done.html", title=_TITLE_DONE, says=_SAYS["done"], on_to=""
            )
    outside = _from_outside(held)
    return page(
        request, "outside/faring.html", title=TITLE, form=form, says=_SAYS, button=SEND,
        here=addresses.FARING_ANSWER, call_at=None if outside else addresses.FARING_CALL,
        numbers=civilian_numbers_in(language_of(request)) if outside else (),
    )  # fmt: skip


@stranger
def call(request: HttpRequest) -> HttpResponse:
    """Let care know that somebody wants a call; pressed twice, it is asked once."""
    at = now()
    held = _DOOR.opened(request, at)
    if held is None or request.method != "POST" or _from_outside(held):
        return _DOOR.shut(request)
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


def _from_outside(held: Asked) -> bool:
    """Did the person never serve here? Care here is not theirs: they read whom they can call."""
    return read_as(Audience.PLATFORM, lambda: is_newcomers(held.account))


def _viewer(held: Asked) -> Viewer:
    """Return whoever the link stands for: one person, who may say one thing here."""
    return Viewer(held.account, FARING, person=held.person)
