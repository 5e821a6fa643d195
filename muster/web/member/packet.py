"""The packet to working life: the member chooses what goes in, gives it, and takes it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.commands.packets import give_packet, take_back_packet
from muster.people.packets import Held
from muster.people.queries.packets import own_packet
from muster.people.rules.packet import ASKS, ASKS_OUTSIDE, LONGEST, Field
from muster.transition.queries.newcomers import own_name
from muster.web import addresses
from muster.web.doors import serves
from muster.web.forms import Choice, Form, LongText, Text, Tick
from muster.web.member import own
from muster.web.member.consents import LASTS
from muster.web.pages import page

_TITLE, _TITLE_MAKE = _("Your packet for work after service"), _("What goes into your packet")
_SAYS = {
    "intro": _(
        "Whoever helps you to find work after service reads this packet and nothing else. Nothing "
        "of your health, your answers or your care can be in it."
    ),
    "none": _("You have not given a packet."),
    "holds": _("What stands in it"),
    "since": _("Given on {day}"),
    "until": _("Until {day}"),
    "make": _("Make a packet"),
    "change": _("Change it"),
    "take_back": _("Take it back"),
    "any_time": _("You can take it back at any time; from that moment nobody reads it."),
}
_TITLE_OUTSIDE = _("Your packet")
_SAYS_OUTSIDE = {
    **_SAYS,
    "intro": _(
        "Whoever helps you to find work reads this packet and nothing else. Nothing of your health "
        "can be in it."
    ),
}
_INTRO_OUTSIDE = (_("Leave empty what is not to go in."), _SAYS_OUTSIDE["intro"])
_INTRO = (
    _("Leave empty what is not to go in. What stands here already comes from your own record."),
    _SAYS["intro"],
)
_GIVE = _("Give this packet")


def _line(field: Field) -> Text:
    return Text(asks=ASKS[field], longest=200)


def _lines(field: Field) -> LongText:
    return LongText(asks=ASKS[field], rows=3, longest=LONGEST)


class Packing(Form):
    """One field for each thing that may go in, and until when."""

    name = _line(Field.NAME)
    reached = _line(Field.REACHED)
    place = _line(Field.PLACE)
    trade = _lines(Field.TRADE)
    courses = _lines(Field.COURSES)
    licences = _lines(Field.LICENCES)
    languages = _line(Field.LANGUAGES)
    led = _lines(Field.LED)
    wishes = _lines(Field.WISHES)
    from_when = _line(Field.FROM_WHEN)
    lasts = Choice(
        asks=_("For how long?"),
        options=[(key, says) for key, (says, _period) in LASTS.items()],
        required=_("Select for how long you give this consent"),
    )
    alone = Tick(
        asks=_("No superior is with me, and nobody told me to do this"),
        required=_("Confirm that no superior is with you, or leave this page"),
    )


class PackingOutside(Packing):
    """The same, for somebody who has no superior here."""

    trade = LongText(asks=ASKS_OUTSIDE[Field.TRADE], rows=3, longest=LONGEST)
    alone = Tick(
        asks=_("I am by myself, and nobody told me to do this"),
        required=_("Confirm that nobody told you to do this, or leave this page"),
    )


@serves(*THEMSELVES, fresh=True)
def packet(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the packet as whoever helps with work reads it."""
    found = own_packet(person=own.own(by), by=by, at=at).held
    return page(
        request,
        "member/packet.html",
        title=_TITLE_OUTSIDE if own.is_outside(by) else _TITLE,
        back=addresses.MEMBER,
        says=_SAYS_OUTSIDE if own.is_outside(by) else _SAYS,
        found=found,
        lines=_shown(found, by),
        make_at=f"{own.PACKET}/make",
        take_back_at=f"{own.PACKET}/take-back",
    )


@serves(*THEMSELVES, posts=True, fresh=True, takes_late=True)
def make(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what goes in; posted, give it."""
    person = own.own(by)
    found = own_packet(person=person, by=by, at=at)
    outside = own.is_outside(by)
    start = found.begins_with if found.held is None else dict(found.held.words)
    if outside and found.held is None:
        start = {Field.NAME.value: own_name(person=person, by=by, at=at)}
    form = (PackingOutside if outside else Packing)(
        request.POST or None, initial={_named(name): start[name] for name in start}
    )
    if form.is_valid():
        given = form.cleaned_data
        words = {one.value: given[_named(one.value)] or "" for one in Field}
        until = LASTS[given["lasts"]][1].after(own.place(by, at).calendar.local_date(at))
        try:
            give_packet(
                person=person, words=words, until=until, alone=given["alone"], by=by, at=at
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(own.PACKET)
    return page(
        request, "form.html", title=_TITLE_MAKE, form=form, back=own.PACKET,
        intro=_INTRO_OUTSIDE if outside else _INTRO, button=_GIVE, cancel=own.PACKET,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def take_back(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take the packet back at once."""
    if request.method == "POST":
        take_back_packet(person=own.own(by), by=by, at=at)
    return own.to(own.PACKET)


def _named(field: str) -> str:
    return field.replace("-", "_")


def _shown(found: Held | None, by: Viewer) -> list[tuple[object, list[str]]]:
    if found is None:
        return []
    asks = ASKS_OUTSIDE if own.is_outside(by) else ASKS
    return [
        (asks[field], found.words[field.value].splitlines())
        for field in Field
        if field.value in found.words
    ]
