"""Asking for help without any question: one press, and what happens then."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.commands import ask_for_help as enter_request
from muster.detection.queries.own import own_steps
from muster.kernel.ids import new_id
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.web import addresses
from muster.web.doors import serves
from muster.web.member.sitting import calm
from muster.web.member.sitting.reaching import TalkForm, reach_form, said_where
from muster.web.member.sitting.sittings import own, to
from muster.web.pages import page
from muster.web.standing import in_kiosk

_TITLE = _("Talk to someone")
_SAYS = _("One press is enough. You need not answer any question, and need not give a reason.")
_ASKED = _("We have heard you")
_SOMEBODY = _("A psychologist who looks after your unit knows now that you would like to talk.")
_NOBODY_ELSE = _("Your commander is not told that you asked.")
_REACH = _("Please check that we can reach you:")
_THIS_WAY = _("This is how you reach me")
_KEPT = _("Thank you. We will reach you there.")
ASKED, NOW = f"{addresses.ASK_FOR_HELP}/asked", f"{addresses.ASK_FOR_HELP}/now"


@dataclass(frozen=True, slots=True)
class Button:
    """One press. What it sends names the request, so that pressing twice asks once."""

    says: Sentence
    kind: str
    sends: dict[str, object]


def buttons() -> list[Button]:
    """Return the two presses; a page draws them with `member/sitting/help_buttons.html`."""
    return [
        Button(_("I need help now"), "warning", {"urgent": "yes", "request": new_id()}),
        Button(
            _("I would like to talk to someone"), "secondary", {"urgent": "no", "request": new_id()}
        ),
    ]


@serves(MEMBER, posts=True, kiosk=True)
def ask_for_help(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show both presses; pressed, enter the request and say what happens."""
    if request.method != "POST":
        return page(
            request, "member/sitting/help.html", title=_TITLE, says=_SAYS, help_buttons=buttons()
        )
    urgent = request.POST.get("urgent") == "yes"
    enter_request(person=own(by), request=_id_of(request), urgent=urgent, by=by, at=at)
    return to(NOW if urgent else ASKED)


def _id_of(request: HttpRequest) -> UUID:
    """Return the request's id; one that cannot be read must not stand between a person and help."""
    try:
        return UUID(request.POST.get("request", ""))
    except ValueError:
        return new_id()


@serves(MEMBER, posts=True, kiosk=True)
def now(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the calm page; posted, keep how the person is reached."""
    if request.method == "POST" and calm.said(request, by, at):
        return to(f"{ASKED}?reached=1")
    says = calm.ASKED_IN_ROOM if in_kiosk(request) else calm.ASKED
    return calm.shown(request, says, by, at)


@serves(MEMBER, posts=True, kiosk=True)
def asked(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Say by when somebody calls, and ask how the person is reached."""
    form = reach_form(request, by, at, TalkForm)
    if request.method == "POST" and said_where(form, by, at):
        return to(f"{ASKED}?reached=1")
    steps = [
        sentence
        for one in own_steps(person=own(by), by=by, at=at)
        if one.source == "help" and one.step.open
        for sentence in one.step.says
    ]
    return page(
        request,
        "member/sitting/asked.html",
        title=_ASKED,
        says=[_SOMEBODY, *dict.fromkeys(steps), _NOBODY_ELSE],
        reached=_KEPT if "reached" in request.GET else None,
        check=_REACH,
        form=form,
        button=_THIS_WAY,
        home=addresses.SITTING if in_kiosk(request) else addresses.MEMBER,
    )
