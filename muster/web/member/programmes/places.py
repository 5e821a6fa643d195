"""A person's own places: booked through a door, given up, left; the code of a session; the paper.

What somebody waits for stands behind signing in again, and never on a page that others see.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.problems import NOT_FOUND
from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _n
from muster.policy.queries import in_force
from muster.programmes.commands.attending import come_by_code
from muster.programmes.commands.places import book, give_up_place, leave, take_alternative
from muster.programmes.enrolling import ANYWHERE, Wish
from muster.programmes.offered import offered
from muster.programmes.queries.own import OwnPlace, groups_open, places_of
from muster.programmes.rules.enrolments import Stage
from muster.web import addresses
from muster.web.care.coded import options
from muster.web.coordinator.drawing import LANGUAGES
from muster.web.coordinator.own import group_options, name_of
from muster.web.coordinator.words import STAGES
from muster.web.doors import serves
from muster.web.forms import Choice, Code, Form, Question, Tick
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page

PLACES = f"{addresses.OWN_PROGRAMMES}/places"
_TITLE = _("Your places in programmes")
_BOOK = _("Book a place")
_SAYS = {
    "none": _("You are on no list and in no programme."),
    "see": _("See what is offered"),
    "line": _n("There is {count} person before you.", "There are {count} people before you."),
    "first": _("You are the next."),
    "soon": _("Your place in the line is being worked out; look again in a few minutes."),
    "expected": _("You can expect to begin on {day}."),
    "not_known": _("When you begin is not known yet: no group with a place for you is planned."),
    "contact": _(
        "While you wait, somebody speaks with you at least every {days} days. If it gets worse, "
        "say so at once: Get help now is on every page."
    ),
    "waited": _("You have waited long. This is open to you now instead:"),
    "take": _("Take this instead"),
    "sessions": _("Your sessions"),
    "code": _("Enter the code of a session"),
    "give_up": _("Give this place up"),
    "leave": _("Leave the list"),
    "stop": _("Stop taking part"),
    "certificate": _("Your certificate"),
    "video": _("On video"),
    "private": _("Your commander does not learn that you are on a list, or of which."),
}
_LATER = _("Put me on the list; any group that fits")
_SAVE = _("Put on record")


class Booking(Form):
    group = Choice(asks=_("Which group suits you?"), options=[], required=_("Select a group"))
    language = Choice(
        asks=_("In which language?"), options=list(LANGUAGES.items()),
        required=_("Select the language"), inline=True,
    )  # fmt: skip
    furthest = Choice(
        asks=_("How far would you go?"),
        options=[
            ("0", _("My own unit only")), ("1", _("One unit further up the tree")),
            (str(ANYWHERE), _("Anywhere")),
        ],
        required=_("Select how far you would go"),
    )  # fmt: skip
    video = Tick(asks=_("A group on video is fine"))
    own_sex_only = Tick(asks=_("Only a group for men, or for women, as I am"))


class Leaving(Question):
    reason = Choice(
        asks=_("Why do you leave? Nobody is cross."), options=[], required=_("Select the reason")
    )


class Coming(Question):
    code = Code(asks=_("Which code is shown in the room?"), required=_("Enter the code"))


@serves(MEMBER, posts=True, fresh=True)
def take_part(request: HttpRequest, *, by: Viewer, at: Instant, programme: str) -> HttpResponse:
    """Ask for a group and for wishes; posted, book."""
    found, person, language = offered(programme), own.own(by), language_of(request)
    if found is None or not found.self_booking:
        raise Http404
    groups = groups_open(person=person, programme=programme, by=by, at=at)
    start = {"language": language, "furthest": str(ANYWHERE), "video": True, "group": "later"}
    form = Booking(request.POST or None, initial=start)
    form.options(group=[*group_options(request, groups), ("later", _LATER)])
    if form.is_valid():
        try:
            _book(form.cleaned_data, programme, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(PLACES)
    return page(
        request, "form.html", title=found.name.said_in(language), form=form, button=_BOOK,
        back=f"{addresses.OWN_PROGRAMMES}/offered/{programme}", intro=(_SAYS["private"],),
    )  # fmt: skip


@serves(MEMBER, fresh=True)
def places(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what the person waits for or takes part in."""
    language = language_of(request)
    found = places_of(person=own.own(by), by=by, at=at)
    every = in_force().path.waiting_contact_every.count
    return page(
        request, "member/programmes/places.html", title=_TITLE, says=_SAYS,
        back=addresses.OWN_PROGRAMMES, offered_at=addresses.OWN_PROGRAMMES,
        contact=_SAYS["contact"].of(days=every), code_at=f"{addresses.OWN_PROGRAMMES}/code",
        rows=[_row(one, language) for one in found], zone=own.place(by, at).calendar.zone,
    )  # fmt: skip


@serves(MEMBER, posts=True, fresh=True)
def give_up(request: HttpRequest, *, by: Viewer, at: Instant, enrolment: UUID) -> HttpResponse:
    """Give a place up, and wait again."""
    _mine(enrolment, by, at)
    if request.method == "POST":
        give_up_place(person=own.own(by), enrolment=enrolment, by=by, at=at)
    return own.to(PLACES)


@serves(MEMBER, posts=True, fresh=True)
def instead(
    request: HttpRequest, *, by: Viewer, at: Instant, enrolment: UUID, programme: str
) -> HttpResponse:
    """Take the alternative that is offered after too long a wait."""
    one = _mine(enrolment, by, at)
    if programme not in one.instead:
        return own.to(PLACES)
    if request.method == "POST":
        take_alternative(
            person=own.own(by), enrolment=enrolment, instead=new_id(), programme=programme,
            by=by, at=at,
        )  # fmt: skip
    return own.to(PLACES)


@serves(MEMBER, posts=True, fresh=True)
def go(request: HttpRequest, *, by: Viewer, at: Instant, enrolment: UUID) -> HttpResponse:
    """Ask why, then leave a list or a programme."""
    one = _mine(enrolment, by, at)
    form = Leaving(request.POST or None)
    form.options(reason=options(in_force().reasons.exit, language_of(request)))
    if form.is_valid():
        try:
            leave(
                person=own.own(by), enrolment=enrolment, reason=form.cleaned_data["reason"],
                by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(PLACES)
    title = _SAYS["leave"] if one.stage is Stage.WAITING else _SAYS["stop"]
    return page(request, "form.html", title=title, form=form, back=PLACES, button=_SAVE)


@serves(MEMBER, posts=True)
def come(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for the code that is shown in the room; whoever enters it has come."""
    form = Coming(request.POST or None)
    if form.is_valid():
        try:
            come_by_code(person=own.own(by), code=form.cleaned_data["code"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "code")
        else:
            return own.to(PLACES)
    return page(
        request, "form.html", title=_SAYS["code"], form=form, back=addresses.OWN_PROGRAMMES,
        button=_SAVE,
    )  # fmt: skip


def _mine(enrolment: UUID, by: Viewer, at: Instant) -> OwnPlace:
    """Return one's own place; what is another's is not there."""
    found = places_of(person=own.own(by), by=by, at=at)
    one = next((one for one in found if one.enrolment == enrolment), None)
    if one is None:
        raise NOT_FOUND.refused()
    return one


def _book(given: dict[str, Any], programme: str, by: Viewer, at: Instant) -> None:
    wish = Wish(given["language"], int(given["furthest"]), given["video"], given["own_sex_only"])
    group = None if given["group"] == "later" else UUID(given["group"])
    book(
        person=own.own(by), enrolment=new_id(), programme=programme, group=group, wish=wish,
        by=by, at=at,
    )  # fmt: skip


def _row(one: OwnPlace, language: str) -> dict[str, Any]:
    found = offered(one.programme)
    return {
        "one": one,
        "name": name_of(one.programme, language),
        "status": STAGES[one.stage],
        "stage": one.stage.value,
        "ended": one.stage.ended,
        "line": _line(one),
        "expected": _expected(one),
        "at": f"{PLACES}/{one.enrolment}",
        "instead": [(key, name_of(key, language)) for key in one.instead],
        "certificate": one.stage is Stage.COMPLETED
        and found is not None
        and found.certificate is not None,
    }


def _line(one: OwnPlace) -> Any:
    if one.position is None:
        return _SAYS["soon"]
    before = one.position - 1
    return _SAYS["line"].of(count=before) if before else _SAYS["first"]


def _expected(one: OwnPlace) -> Any:
    if one.expected_on is None:
        return _SAYS["not_known"] if one.position is not None else None
    return _SAYS["expected"].of(day=one.expected_on)
