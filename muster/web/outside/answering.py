"""A clinician outside the force answers by a link: no account, one answer, the least shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import OUTSIDE_CLINICIAN
from muster.access.viewers import Viewer
from muster.care.commands.outside import accept_outside, decline_outside
from muster.care.outsiders import Held, Who, held_by, held_by_id
from muster.care.queries.outside import outside_page
from muster.kernel.ids import AccountId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.web import addresses
from muster.web import forms as fields
from muster.web.outside.digits import Door
from muster.web.pages import page
from muster.web.sign_in.doors import stranger

_TITLE_ANSWER = _("Do you take over this person's care?")
_TITLE_DONE = _("Your answer was passed on")
_DOOR: Door[Held] = Door(
    at=addresses.OUTSIDE_CARE,
    behind=addresses.OUTSIDE_CARE_ANSWER,
    title=_("You were asked to take over somebody's care"),
    wrong=_(
        "These digits open nothing. Check them; if they are right, they were used or are too old: "
        "call whoever sent them to you"
    ),
    held="outside-care",
    bucket="a link for a clinician outside",
    by_digits=held_by,
    by_id=held_by_id,
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
    return _DOOR.knock(request)


@stranger
def answer(request: HttpRequest) -> HttpResponse:
    """Show the least that is needed, and take one answer."""
    at = now()
    held = _DOOR.opened(request, at)
    if held is None:
        return _DOOR.shut(request)
    by = _viewer(held)
    declines = "decline" in request.POST
    form = Accepting(None if declines else request.POST or None)
    if declines or form.is_valid():
        try:
            _answer(form, held, declines, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _DOOR.shut(request)
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


def _viewer(held: Held) -> Viewer:
    """Return whoever the link stands for, who reaches one unit and may do one thing there."""
    return Viewer(AccountId(held.asked), OUTSIDE_CLINICIAN, (held.unit,))
