"""Hours for second stages: offered, and whoever has booked one; nobody else sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import ASSESSMENT_TEAM, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.assessments.answered import Came
from muster.assessments.commands import book, note_appointment, offer_hours, withdraw_hour
from muster.assessments.queries import OwnHour, free_slots, own_hours, waiting_for_hours
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.web.components.times import when
from muster.web.doors import serves
from muster.web.forms import Choice, Clock, Day, Form, Hidden, Number, Pick, Question, Text
from muster.web.pages import page
from muster.web.speaking import speaking_to
from muster.web.team import own

_TITLE = _("Appointments")
_WAITING = _("Second stages that wait")
_SAYS: Mapping[str, Sentence] = {
    "offer": _("Offer hours"),
    "intro": _(
        "People of these units book one of them by themselves, in private. Nobody sees who has "
        "booked but you, the person, and their psychologist."
    ),
    "none": _("You offer no hours from today on."),
    "none_more": _("Offer some, and people can book them."),
    "when": _("When"),
    "place": _("Place"),
    "who": _("Who"),
    "state": _p("of an appointment", "State"),
    "free": _p("an hour", "Free"),
    "withdrawn": _p("an hour", "Withdrawn"),
    "withdraw": _("Withdraw"),
    "waiting": _("Whose second stage waits"),
    "waiting_none": _("Nobody's second stage waits."),
    "until": _("To be answered by"),
    "booked": _p("an hour", "Booked"),
    "not_booked": _p("an hour", "Not booked"),
    "give": _("Give an hour"),
    "unit": _("Unit"),
    "private": _(
        "They can answer on a device of their own, too. Speak with them where nobody else hears it."
    ),
    "no_hour": _("No hour is free for this person. Offer some first."),
}
_ASKS_HOUR = _("Which hour suits the person?")
_PLACES = (UNIT_PSYCHOLOGIST, ASSESSMENT_TEAM)


class Offering(Form):
    unit = Pick(asks=_("For people of which unit?"), required=_("Select the unit"))
    day = Day(asks=_("On which day?"), required=_("Enter the day"))
    starts = Clock(asks=_("From"), required=_("Enter when it begins"))
    ends = Clock(asks=_("To"), required=_("Enter when it ends"))
    minutes = Number(
        asks=_("How many minutes for each person?"), at_least=5, at_most=240,
        required=_("Enter the minutes"),
    )  # fmt: skip
    place = Text(
        asks=_("Where is it?"), hint=_("A place at which nobody is seen waiting"),
        required=_("Enter the place"), longest=120,
    )  # fmt: skip


class Kept(Form):
    person = Hidden()
    booking = Hidden()
    came = Choice(
        asks="", options=[(one.value, one.says) for one in Came], required=_("Select what happened")
    )


class Slotted(Form):
    slot = Hidden()


class Giving(Question):
    hour = Choice(asks=_ASKS_HOUR, required=_("Select an hour"))


@serves(*_PLACES)
def hours(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the hours that the reader keeps from today on, and who has them."""
    found = own_hours(by=by, at=at)
    return page(
        request, "team/hours.html", title=_TITLE, says=_SAYS, rows=[_row(one) for one in found],
        zone=own.zone_of(by), came=tuple(Came), to_offer=f"{own.HOURS}/offer",
        to_note=f"{own.HOURS}/note", to_withdraw=f"{own.HOURS}/withdraw",
        waiting=own.WAITING if by.role is UNIT_PSYCHOLOGIST else None,
    )  # fmt: skip


def _row(one: OwnHour) -> tuple[OwnHour, object]:
    return one, own.CAME[one.came] if one.person is not None else None


@serves(*_PLACES, posts=True)
def offer(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for hours to offer; posted, offer them."""
    form = Offering(request.POST or None, initial={"minutes": 30})
    form.options(unit=own.unit_options(request, by))
    if form.is_valid():
        given = form.cleaned_data
        unit = UnitId(UUID(given["unit"]))
        zone = ZoneInfo(own.zone_of(by, unit))
        try:
            offer_hours(
                unit=unit, starts=datetime.combine(given["day"], given["starts"], zone),
                ends=datetime.combine(given["day"], given["ends"], zone),
                minutes=given["minutes"], place=given["place"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "day")
        else:
            return own.to(own.HOURS)
    return page(
        request, "form.html", title=_SAYS["offer"], form=form, intro=(_SAYS["intro"],),
        button=_SAYS["offer"], back=own.HOURS, cancel=own.HOURS,
    )  # fmt: skip


@serves(*_PLACES, posts=True)
def note(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Note whether somebody kept an appointment."""
    form = Kept(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        note_appointment(
            person=PersonId(_id(given["person"])), booking=_id(given["booking"]),
            came=Came(given["came"]), by=by, at=at,
        )  # fmt: skip
    return own.to(own.HOURS)


@serves(*_PLACES, posts=True)
def withdraw(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Withdraw an hour; whoever had booked it books another."""
    form = Slotted(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_hour(slot=_id(form.cleaned_data["slot"]), by=by, at=at)
    return own.to(own.HOURS)


@serves(UNIT_PSYCHOLOGIST)
def waiting(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show whose second stage waits, those without an appointment first."""
    found = waiting_for_hours(by=by, at=at)
    return page(
        request, "team/waiting.html", title=_WAITING, says=_SAYS, rows=found, back=own.HOURS,
        to_give=own.WAITING,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, posts=True)
def give(request: HttpRequest, *, by: Viewer, at: Instant, person: UUID) -> HttpResponse:
    """Ask which free hour a person is given; posted, book it for them."""
    free = free_slots(person=PersonId(person), by=by, at=at)
    dues = [one.due for one in waiting_for_hours(by=by, at=at) if one.person == person]
    if not dues:
        raise Http404
    form = Giving(request.POST or None)
    zone = own.zone_of(by)
    with speaking_to(request):
        form.options(
            hour=[(str(one.slot), when(one.starts, zone).striptags(), one.place) for one in free]
        )
    if form.is_valid():
        try:
            book(
                person=PersonId(person), slot=UUID(form.cleaned_data["hour"]),
                campaign=dues[0].campaign, window=dues[0].window, by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "hour")
        else:
            return own.to(own.WAITING)
    intro = () if free else (_SAYS["no_hour"],)
    return page(
        request, "form.html", title=_ASKS_HOUR, form=form, intro=intro, button=_SAYS["give"],
        back=own.WAITING, cancel=own.WAITING,
    )  # fmt: skip


def _id(text: str) -> UUID:
    """Return the id that a page's own field sent back; what is none does not exist."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
