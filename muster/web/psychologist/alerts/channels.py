"""Do alerts reach whoever is on duty? Seen, tested, and answered for, by clinicians and by
administrators."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.channels.channel import channels as ways_outside
from muster.access.commands.reaching import set_own_address
from muster.access.queries.colleagues import account_names
from muster.access.roles import (
    ADMINISTRATOR,
    CASEWORKER,
    HEAD_OF_OFFICE,
    PARTNER,
    PHYSICIAN,
    THEMSELVES,
    UNIT_PSYCHOLOGIST,
)
from muster.access.rules.addresses import AddressKind
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.calendars import calendar_of_unit
from muster.people.channels import Proved, proved
from muster.people.commands.channels import acknowledge_test, test_channels
from muster.people.duty import units_with_duty
from muster.people.formation import units_below
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choice, Form, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.psychologist.naming import at_clock
from muster.web.reading import read_as

_TITLE = _("Alert channels")
_WORDS = {
    "why": _(
        "A test reaches everybody on duty on their screen and, where they have an address, "
        "outside. It counts for the unit's own day once somebody has pressed “I see it”, or once a "
        "channel outside has taken it. Until then no campaign opens for the unit."
    ),
    "test": _("Test the alert channels"),
    "none": _("Nobody is on duty in your units at the moment."),
    "none_more": _("An administrator enters who has the duty."),
    "duty": _p("column", "Duty"),
    "who": _p("column", "Who"),
    "outside": _p("column", "Outside"),
    "last": _p("column", "Last test"),
    "today": _p("column", "Today"),
    "own": _("Set my own address for messages"),
    "ways": _("Channels outside: {channels}"),
    "no_ways": _("No channel outside is set up: alerts reach screens alone."),
}
TESTED = Status(_p("channel", "Tested"), "green")
UNTESTED = Status(_p("channel", "Not tested"), "red")
_NEVER = _p("test", "Never")
_SCREEN_ALONE = _("Screen alone")
_DONE = {
    "sent": _("The test was sent."),
    "seen": _("It is noted that the test reached you."),
    "address": _("Your address was set. Test it."),
    "no-address": _("You have no such address any more."),
}
ADDRESS_DONE = {"address": _("Your address was set."), "no-address": _DONE["no-address"]}
"""What is said afterwards where there is no test to be sent."""
_HOMES = {
    PARTNER.key: addresses.PARTNER,
    CASEWORKER.key: addresses.AFTER_SERVICE, HEAD_OF_OFFICE.key: addresses.AFTER_SERVICE,
}  # fmt: skip
MOST_UNITS = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One duty of a unit: who has it, how they are reached, and the last test."""

    duty: Sentence
    who: str
    outside: Sentence | str
    last: Sentence | str
    status: Status


@dataclass(frozen=True, slots=True)
class Watched:
    """A unit that has somebody on duty."""

    unit: UnitId
    name: UnitName | None
    lines: tuple[Line, ...]


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, ADMINISTRATOR)
def channels(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show who is on duty in the viewer's units, and whom a test reached today."""
    language = language_of(request)
    watched = read_as(Audience.PLATFORM, lambda: _watched(by, at, language))
    ways = ", ".join(one.name for one in ways_outside())
    return page(
        request,
        "psychologist/alert_channels.html",
        title=_TITLE,
        texts=_WORDS,
        done=_DONE.get(request.GET.get("done", "")),
        watched=watched,
        ways=_WORDS["ways"].of(channels=ways) if ways else _WORDS["no_ways"],
        address=f"{addresses.ALERT_CHANNELS}/address",
    )


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, ADMINISTRATOR, posts=True)
def test(request: HttpRequest, *, by: Viewer, at: Instant, unit: UUID) -> HttpResponse:
    """Send a test to everybody on duty for a unit."""
    if request.method == "POST":
        test_channels(unit=UnitId(unit), by=by, at=at)
        return HttpResponseRedirect(f"{addresses.ALERT_CHANNELS}?done=sent", status=303)
    return HttpResponseRedirect(addresses.ALERT_CHANNELS)


test.__test__ = False  # type: ignore[attr-defined] — its name is no test's


@serves(UNIT_PSYCHOLOGIST, PHYSICIAN, ADMINISTRATOR, posts=True)
def see_test(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Say that the test on one's own screen is seen."""
    if request.method == "POST":
        acknowledge_test(by=by, at=at)
        return HttpResponseRedirect(f"{addresses.ALERT_CHANNELS}?done=seen", status=303)
    return HttpResponseRedirect(addresses.ALERT_CHANNELS)


class OwnAddress(Form):
    """Where somebody is reached who is at no screen."""

    kind = Choice(
        asks=_("What kind of address is it?"),
        options=[(one.value, one.says) for one in AddressKind],
        required=_("Select the kind of address"),
    )
    address = Text(
        asks=_("Address"),
        hint=_("Leave it empty to take the address of this kind away."),
        longest=254,
        attributes={"autocomplete": "off", "inputmode": "email"},
    )
    language = Choice(
        asks=_("In which language should messages come?"),
        options=[("en", "English"), ("ru", "Русский")],
        required=_("Select the language"),
    )


@serves(
    UNIT_PSYCHOLOGIST, PHYSICIAN, ADMINISTRATOR, CASEWORKER, HEAD_OF_OFFICE, PARTNER, *THEMSELVES,
    posts=True, fresh=True,
)  # fmt: skip
def own_address(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Set or take away one's own address; it is never shown again."""
    form = OwnAddress(
        request.POST or None,
        initial={"kind": AddressKind.E_MAIL.value, "language": language_of(request)},
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            set_own_address(
                kind=AddressKind(said["kind"]), address=said["address"],
                language=said["language"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "address")
        else:
            done = "address" if said["address"].strip() else "no-address"
            return HttpResponseRedirect(f"{_home(by)}?done={done}", status=303)
    return page(
        request,
        "form.html",
        title=_("Your address for messages"),
        form=form,
        intro=[
            _("A message says that a task is waiting, and nothing else."),
            _("The address is kept sealed, and no page shows it."),
        ],
        button=_("Set the address"),
        cancel=_home(by),
    )


def _home(by: Viewer) -> str:
    home = addresses.MEMBER if by.role in THEMSELVES else addresses.ALERT_CHANNELS
    return _HOMES.get(by.role.key, home)


def _watched(by: Viewer, at: Instant, language: str) -> list[Watched]:
    """Return the viewer's own units and those below that have a duty of their own now."""
    below = units_below(by.units)
    own = set(units_with_duty(at))
    meant = [*by.units, *(one for one in below if one in own and one not in by.units)]
    found = [(unit, proved(unit, at)) for unit in meant[:MOST_UNITS]]
    names = unit_names(meant[:MOST_UNITS])
    holders = account_names({one.duty.account for _unit, duties in found for one in duties})
    return [
        Watched(
            unit,
            names.get(unit),
            tuple(
                _line(one, holders.get(one.duty.account, "–"), unit, language, at) for one in duties
            ),
        )
        for unit, duties in found
        if duties
    ]


def _line(one: Proved, who: str, unit: UnitId, language: str, at: Instant) -> Line:
    zone = calendar_of_unit(unit).zone
    kinds = [AddressKind(kind).says.said_in(language) for kind in one.address_kinds]
    return Line(
        duty=one.duty.role.says,
        who=who,
        outside=", ".join(kinds) or _SCREEN_ALONE,
        last=_NEVER if one.last is None else at_clock(one.last, zone, language, at),
        status=TESTED if one.today else UNTESTED,
    )
