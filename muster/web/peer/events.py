"""A psychologist's pages: what happened, who was there, and which peer talks with whom by when."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.programmes.commands.talks import Happened, enter_event
from muster.programmes.queries.talks import choosable, event_whole
from muster.programmes.queries.talks import events as all_events
from muster.programmes.rules.talks import EventKind
from muster.web import addresses
from muster.web import forms as fields
from muster.web.coordinator.own import unit_options
from muster.web.doors import serves
from muster.web.pages import page
from muster.web.peer.words import KINDS, standing
from muster.web.reading import today_of

_TITLE = _("Peers after an event")
_ENTER = _("Enter an event")
_SAYS = {
    "none": _("No event was entered."),
    "enter": _ENTER,
    "day": _("Day"),
    "where": _("Where"),
    "what": _("What happened"),
    "name": _("Who was there"),
    "peer": _("Which peer"),
    "opens": _("From"),
    "due": _("By"),
    "stands": _("Where it stands"),
    "not_told": _("Not told: the person has not agreed to it"),
    "told": _(
        "What became of a talk is shown only of those who agreed to it under their consents. "
        "Peers read a name, how to reach the person, and a day."
    ),
    "no_peers": _("Nobody of your units who has an account holds the role of peer supporter."),
}
_NEXT = _("Continue")


class Where(fields.Question):
    unit = fields.Pick(asks=_("In which unit?"), options=[], required=_("Select the unit"))


class Entered(fields.Form):
    day = fields.Day(asks=_("On which day was it?"), required=_("Enter the day"))
    place = fields.Text(
        asks=_("Where, in a word?"), hint=_("Name nobody, and nothing of anybody's health"),
        required=_("Enter the place"), longest=60,
    )  # fmt: skip
    kind = fields.Choice(
        asks=_("What happened?"), options=[(one.value, says) for one, says in KINDS.items()],
        required=_("Select what happened"),
    )  # fmt: skip
    exposed = fields.Choices(
        asks=_("Who was there?"), options=[], required=_("Select who was there")
    )
    peers = fields.Choices(
        asks=_("Which peers talk with them?"), options=[], required=_("Select the peers")
    )


@serves(UNIT_PSYCHOLOGIST)
def events(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the events of the viewer's units."""
    rows = [
        (one, f"{addresses.EVENTS}/{one.event}", KINDS[one.kind])
        for one in all_events(by=by, at=at)
    ]
    return page(
        request, "peer/events.html", title=_TITLE, says=_SAYS, rows=rows,
        enter_at=f"{addresses.EVENTS}/new",
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST, posts=True)
def where(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask in which unit it happened."""
    form = Where(request.POST or None)
    form.options(unit=unit_options(request, by))
    if form.is_valid():
        return HttpResponseRedirect(f"{addresses.EVENTS}/new/{form.cleaned_data['unit']}")
    return page(request, "form.html", title=_ENTER, form=form, back=addresses.EVENTS, button=_NEXT)


@serves(UNIT_PSYCHOLOGIST, posts=True)
def enter(request: HttpRequest, *, by: Viewer, at: Instant, unit: UUID) -> HttpResponse:
    """Ask what happened, who was there and which peers talk with them; posted, enter it."""
    who = choosable(unit=UnitId(unit), by=by, at=at)
    form = Entered(request.POST or None)
    form.options(
        exposed=[(str(one), name) for one, name in who.people],
        peers=[(str(one), name) for one, name in who.peers],
    )
    if form.is_valid():
        given, event = form.cleaned_data, new_id()
        happened = Happened(given["day"], given["place"], EventKind(given["kind"]))
        try:
            enter_event(
                unit=UnitId(unit), event=event, happened=happened, exposed=_ids(given["exposed"]),
                peers=_ids(given["peers"]), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(f"{addresses.EVENTS}/{event}")
    intro = (_SAYS["told"],) if who.peers else (_SAYS["no_peers"],)
    return page(
        request, "form.html", title=_ENTER, form=form, back=addresses.EVENTS, intro=intro,
        button=_ENTER,
    )  # fmt: skip


@serves(UNIT_PSYCHOLOGIST)
def event(request: HttpRequest, *, by: Viewer, at: Instant, event: UUID) -> HttpResponse:
    """Show who was there, and which peer talks with them by when."""
    whole, today = event_whole(event=event, by=by, at=at), today_of(by, at)
    rows = [
        (one, None if one.state is None else standing(one.state, one.due_on, today))
        for one in whole.talks
    ]
    return page(
        request, "peer/event.html", title=KINDS[whole.line.kind], says=_SAYS, line=whole.line,
        rows=rows, back=addresses.EVENTS,
    )  # fmt: skip


def _ids(given: list[str]) -> tuple[PersonId, ...]:
    return tuple(PersonId(UUID(one)) for one in given)
