"""A clinician outside the force answers by a link: no account, one answer, the least shown.

The digits come after the address's “#”, or are typed; the session then holds the link's opaque id
until the answer is given. What was used, taken back or is too old is told from nothing else.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import OUTSIDE_CLINICIAN
from muster.access.viewers import Viewer
from muster.care.commands.outside import accept_outside, decline_outside
from muster.care.outsiders import Held, Who, held_by, held_by_id
from muster.care.queries.outside import outside_page
from muster.kernel.ids import AccountId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web import forms as fields
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.sign_in.devices import known
from muster.web.sign_in.doors import stranger
from muster.web.sign_in.guessing import count_wrong, forget_wrong, may_try

HELD = "outside-care"
_BUCKET = "a link for a clinician outside"
_TITLE = _("You were asked to take over somebody's care")
_TITLE_ANSWER = _("Do you take over this person's care?")
_TITLE_DONE = _("Your answer was passed on")
_INTRO = _("Enter the digits that were sent to you with this address. You need no account.")
_WRONG = _(
    "These digits open nothing. Check them; if they are right, they were used or are too old: call "
    "whoever sent them to you"
)
_SAYS = {
    "intro": _(
        "This person leaves the force and is to go on with care near home. They bring their "
        "summary themselves and decide what you read of it."
    ),
    "person": _("Who"),
    "born": _("Born"),
    "asks": _("Who asks"),
    "call_back": _("Call them back"),
    "day": _("Leaves the force on"),
    "stays": _("Until the first visit was kept, the clinician of the force stays responsible."),
    "decline": _("I cannot take it over"),
    "done": _("You can close this page. The link holds no longer."),
}
_ACCEPT = _("I take it over by name")


class Digits(fields.Form):
    code = fields.Text(
        asks=_("The digits you were sent"),
        hint=_("Twenty-four digits; spaces between them make no difference"),
        required=_("Enter the digits you were sent"),
        longest=60,
        wide=20,
        attributes={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"},
    )


class Accepting(fields.Form):
    name = fields.Text(asks=_("Your name"), required=_("Enter your name"), longest=120, wide=30)
    place = fields.Text(asks=_("Where do you work?"), longest=160)
    number = fields.Phone(
        asks=_("On which number are you reached?"),
        required=_("Enter the number on which you are reached"),
    )
    visit_on = fields.Day(
        asks=_("On which day do you see the person first?"),
        required=_("Enter the day on which you see the person first"),
    )


@stranger
def outside(request: HttpRequest) -> HttpResponse:
    """Ask for the digits; a link may bring them after its “#”, where no log sees them."""
    form = Digits(request.POST or None)
    if form.is_valid():
        if not may_try(request, _BUCKET):
            return HttpResponse(status=429)  # its middleware says until when
        text, at = form.cleaned_data["code"], now()
        found = read_as(Audience.PLATFORM, lambda: held_by(text, at))
        if found is not None:
            request.session[HELD] = str(found.link)
            forget_wrong(request, _BUCKET)
            return HttpResponseRedirect(addresses.OUTSIDE_CARE_ANSWER)
        count_wrong(request, _BUCKET, "outside-link")
        form.refuse(_WRONG, "code")
    response = page(request, "outside/digits.html", title=_TITLE, form=form, intro=_INTRO)
    return known(request, response, _BUCKET)


@stranger
def answer(request: HttpRequest) -> HttpResponse:
    """Show the least that is needed, and take one answer."""
    at = now()
    held = _held(request, at)
    if held is None:
        request.session.pop(HELD, None)
        return HttpResponseRedirect(addresses.OUTSIDE_CARE)
    by = _viewer(held)
    declines = "decline" in request.POST
    form = Accepting(None if declines else request.POST or None)
    if declines or form.is_valid():
        try:
            _answer(form, held, declines, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            del request.session[HELD]
            return page(request, "outside/done.html", title=_TITLE_DONE, says=_SAYS)
    found = outside_page(person=held.person, handover=held.handover, by=by, at=at)
    return page(
        request,
        "outside/answer.html",
        title=_TITLE_ANSWER,
        form=form,
        says=_SAYS,
        found=found,
        accept=_ACCEPT,
        here=request.path,
    )


def _answer(form: Accepting, held: Held, declines: bool, by: Viewer, at: Instant) -> None:
    about = {"person": held.person, "handover": held.handover}
    if declines:
        decline_outside(**about, by=by, at=at)
        return
    given = form.cleaned_data
    who = Who(given["name"], given["place"] or "", given["number"])
    accept_outside(**about, who=who, visit_on=given["visit_on"], by=by, at=at)


def _held(request: HttpRequest, at: Instant) -> Held | None:
    link = request.session.get(HELD)
    if link is None:
        return None
    return read_as(Audience.PLATFORM, lambda: held_by_id(UUID(link), at))


def _viewer(held: Held) -> Viewer:
    """Return whoever the link stands for, who reaches one unit and may do one thing there."""
    return Viewer(AccountId(held.asked), OUTSIDE_CLINICIAN, (held.unit,))
