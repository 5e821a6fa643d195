"""One press gives time for an assessment: which unit, on which day, from when to when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import COMMANDER
from muster.access.viewers import Viewer
from muster.assessments.commands.turnout import give_time
from muster.assessments.queries.turnout import Turnout, turnout
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _, _p
from muster.web.commander import own
from muster.web.commander.turnout import name_of
from muster.web.doors import serves
from muster.web.forms import Clock, Day, Form, Pick
from muster.web.language import language_of
from muster.web.pages import page

_TITLE = _("Give time for it")
_SAYS = {
    "intro": _(
        "The assessment team sees at once which unit is free, and when. You are not told what "
        "anybody answers, and nobody is told why you gave the time."
    ),
    "give": _("Give this time"),
}
USUAL = (time(9, 0), time(12, 0))
"""The hours that are proposed; our choice."""


class Giving(Form):
    unit = Pick(asks=_("Who is free?"), options=[], required=_("Select who is free"))
    day = Day(asks=_("On which day?"), required=_("Enter the day"))
    starts = Clock(asks=_p("an hour", "From"), required=_("Enter from when they are free"))
    ends = Clock(asks=_p("an hour", "To"), required=_("Enter until when they are free"))


@serves(COMMANDER, posts=True)
def give(
    request: HttpRequest, *, by: Viewer, at: Instant, unit: UUID, campaign: UUID, window: str
) -> HttpResponse:
    """Ask for unit, day and hours, with the next working morning filled in; posted, give them."""
    found = turnout(unit=UnitId(unit), by=by, at=at)
    if not any((one.campaign, one.window) == (campaign, window) for one in found.windows):
        raise Http404
    form = Giving(request.POST or None, initial=_proposed(found, at))
    form.options(unit=_units(found, language_of(request)))
    if form.is_valid():
        given = form.cleaned_data
        try:
            give_time(
                unit=UnitId(UUID(given["unit"])), campaign=campaign, window=window,
                starts=_at(given["day"], given["starts"], found.calendar),
                ends=_at(given["day"], given["ends"], found.calendar), by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "day")
        else:
            return own.to(own.unit_at(unit))
    return page(
        request, "form.html", title=_TITLE, form=form, intro=(_SAYS["intro"],),
        button=_SAYS["give"], back=own.unit_at(unit), cancel=own.unit_at(unit),
    )  # fmt: skip


def _units(found: Turnout, language: str) -> list[tuple[str, str]]:
    """Return whom time can be given to: the unit with all below it, or one sub-unit."""
    return [(str(one), name_of(one, found.names, language)) for one in (found.unit, *found.below)]


def _proposed(found: Turnout, at: Instant) -> dict[str, object]:
    """Return the next working morning by the unit's own calendar."""
    day = found.calendar.local_date(at) + timedelta(days=1)
    while not found.calendar.works(day):
        day += timedelta(days=1)
    return {"unit": str(found.unit), "day": day, "starts": USUAL[0], "ends": USUAL[1]}


def _at(day: date, hour: time, calendar: Calendar) -> Instant:
    return datetime.combine(day, hour, ZoneInfo(calendar.zone))
