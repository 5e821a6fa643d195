"""A member's consents: each asked by itself, given alone, until a day, taken back at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import THEMSELVES
from muster.access.viewers import Viewer
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.commands.consenting import consent, take_back_consent
from muster.people.consents import Item, Standing
from muster.people.queries import own_consents
from muster.policy.rules.periods import Period
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Tick
from muster.web.member import own
from muster.web.pages import page

_TITLE = _("Your consents")
GIVEN, NOT_GIVEN = Status(_("Given"), "green"), Status(_("Not given"), "grey")
AGAIN = Status(_("Given while you served: say it again"), "amber")
_SAYS = {
    "intro": _(
        "Being asked rests on law or order; everything here rests on you alone. Each consent is "
        "for one thing and ends on a day. Saying no, or taking one back, changes nothing in your "
        "service, and nobody asks why."
    ),
    "until": _("Until {day}"),
    "since": _("Given on {day}"),
    "again": _("You have left the service. Say it again by {day}, or it ends on that day."),
    "say_again": _("Say it again"),
    "give": _("Give this consent"),
    "take_back": _("Take it back"),
    "said": _("What you said, and when"),
    "said_yes": _("Yes, until {day}"),
    "said_no": _("Taken back"),
    "nothing_said": _("You have not given any consent."),
    "superior": _(
        "Give a consent only when no superior is with you. If somebody wants you to press here, "
        "leave the page and tell the ombudsman."
    ),
    "change_any_time": _("You can take it back at any time, on the page of your consents."),
}
_SAYS_OUTSIDE = {
    **_SAYS,
    "intro": _(
        "Everything here rests on you alone. Each consent is for one thing and ends on a day. "
        "Saying no, or taking one back, is never held against you, and nobody asks why."
    ),
    "superior": _(
        "Give a consent only when nobody told you to. If somebody wants you to press here, leave "
        "the page and tell the ombudsman."
    ),
}
_OUTSIDE = (Item.TRANSITION,)
"""What somebody from outside can agree to: the rest is about care and service here."""
LASTS = {
    "6 months": (_("For six months"), Period(months=6)),
    "1 years": (_("For a year"), Period(months=12)),
    "2 years": (_("For two years"), Period(months=24)),
}


class Consenting(Form):
    lasts = Choice(
        asks=_("For how long?"),
        options=[(key, says) for key, (says, _period) in LASTS.items()],
        required=_("Select for how long you give this consent"),
    )
    alone = Tick(
        asks=_("No superior is with me, and nobody told me to do this"),
        required=_("Confirm that no superior is with you, or leave this page"),
    )


class ConsentingOutside(Consenting):
    alone = Tick(
        asks=_("I am by myself, and nobody told me to do this"),
        required=_("Confirm that nobody told you to do this, or leave this page"),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be agreed to, and how it stands."""

    item: Item
    standing: Standing | None
    status: Status
    address: str


@serves(*THEMSELVES, fresh=True)
def consents(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what the member agreed to, item by item, and everything they ever said on it."""
    found = own_consents(person=own.own(by), by=by, at=at)
    standing = {one.item: one for one in found.standing}
    lines = [
        Line(item, standing.get(item), _status(standing.get(item)), address_of(item))
        for item in (_OUTSIDE if own.is_outside(by) else Item)
    ]
    said = [
        (
            one.at,
            one.item.says,
            _SAYS["said_yes"].of(day=one.until) if one.given and one.until else _SAYS["said_no"],
        )
        for one in reversed(found.said)
    ]
    return page(
        request, "member/consents.html", title=_TITLE, says=_says(by), back=addresses.MEMBER,
        lines=lines, said=said, zone=found.calendar.zone,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def give(request: HttpRequest, *, by: Viewer, at: Instant, item: str) -> HttpResponse:
    """Ask for one consent; posted, give it."""
    wanted, outside = item_called(item), own.is_outside(by)
    if outside and wanted not in _OUTSIDE:
        raise Http404
    form = (ConsentingOutside if outside else Consenting)(request.POST or None)
    if form.is_valid():
        today = own.place(by, at).calendar.local_date(at)
        until: date = LASTS[form.cleaned_data["lasts"]][1].after(today)
        try:
            consent(
                person=own.own(by), item=wanted, until=until, alone=form.cleaned_data["alone"],
                by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(own.CONSENTS)
    return page(
        request, "form.html", title=wanted.says, form=form, back=own.CONSENTS,
        intro=(_says(by)["superior"], _SAYS["change_any_time"]), button=_SAYS["give"],
        cancel=own.CONSENTS,
    )  # fmt: skip


@serves(*THEMSELVES, posts=True, fresh=True)
def take_back(request: HttpRequest, *, by: Viewer, at: Instant, item: str) -> HttpResponse:
    """Take a consent back at once."""
    if request.method == "POST":
        take_back_consent(person=own.own(by), item=item_called(item), by=by, at=at)
    return own.to(own.CONSENTS)


def _says(by: Viewer) -> dict[str, Sentence]:
    return _SAYS_OUTSIDE if own.is_outside(by) else _SAYS


def _status(standing: Standing | None) -> Status:
    if standing is None:
        return NOT_GIVEN
    return GIVEN if standing.again_by is None else AGAIN


def address_of(item: Item) -> str:
    """Return the address of one consent."""
    return f"{own.CONSENTS}/{item.value}"


def item_called(key: str) -> Item:
    """Return the thing that an address names; 404 where it is none."""
    try:
        return Item(key)
    except ValueError:
        raise Http404 from None
