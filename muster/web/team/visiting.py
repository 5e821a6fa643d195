"""Visits: planned for a day at a unit, listed, and called off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from muster.access.viewers import Viewer
from muster.assessments.commands import Day as VisitDay
from muster.assessments.commands import call_off_visit, plan_visit
from muster.assessments.queries import campaign, teams, visits
from muster.assessments.rules.visits import Hours, Room
from muster.assessments.terms import Ordered
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.queries import in_force
from muster.web.doors import serves
from muster.web.forms import Clock, Day, Form, LongText, Number, Pick, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.team import own

_TITLE = _("Visits")
_PLAN = _("Plan a visit")
_SAYS: Mapping[str, Sentence] = {
    "none": _("No visit is planned yet."),
    "none_more": _("Visits are planned on the page of an open campaign."),
    "day": _("Day"),
    "unit": _("Unit"),
    "place": _("Place"),
    "campaign": _("Campaign"),
    "team": _("Team"),
    "off": _("Called off"),
    "intro": _(
        "Everybody there who has not answered gets a time and a room. Those of one sub-unit sit "
        "together; rounds and rooms are filled evenly."
    ),
    "plan": _("Plan the day"),
    "call_off": _("Call the visit off"),
    "calling_off": _("Nobody is expected any more. What was noted stays."),
}
_OFF = _("Call off the visit to {unit} on {day}?")
_BAD_ROOMS = _("Write one room in each line, with its seats: Classroom 2: 12")
_ROOM = re.compile(r"(?P<name>[^:]{1,60}):\s*(?P<seats>[0-9]{1,3})")
MOST_ROOMS = 20


class Planning(Form):
    window = Pick(asks=_("For which window?"), required=_("Select the window"))
    unit = Pick(asks=_("Which unit is visited?"), required=_("Select the unit"))
    team = Pick(asks=_("Which team goes there?"))
    day = Day(asks=_("On which day?"), required=_("Enter the day"))
    place = Text(asks=_("Where is it?"), required=_("Enter the place"), longest=120)
    rooms = LongText(
        asks=_("Which rooms are there?"),
        hint=_("One in each line, with its seats. For example: Classroom 2: 12"),
        required=_("Enter at least one room"),
        rows=3,
        longest=1000,
    )
    begins = Clock(asks=_("From"), required=_("Enter when it begins"))
    ends = Clock(asks=_("To"), required=_("Enter when it ends"))
    minutes = Number(
        asks=_("How many minutes does one round take?"),
        hint=_("With coming in, and the short conversation that everybody has."),
        at_least=5,
        at_most=240,
        required=_("Enter the minutes"),
    )
    pause_from = Clock(asks=_("Pause from"))
    pause_until = Clock(asks=_("Pause until"))

    def clean_rooms(self) -> tuple[Room, ...]:
        lines = [one.strip() for one in self.cleaned_data["rooms"].splitlines() if one.strip()]
        found = [_ROOM.fullmatch(one) for one in lines]
        if not all(found) or len(lines) > MOST_ROOMS:
            self.refuse(_BAD_ROOMS, "rooms")
            return ()
        return tuple(Room(one["name"].strip(), int(one["seats"])) for one in found if one)

    def hours(self) -> Hours:
        """Return the day's hours as minutes after midnight."""
        given = self.cleaned_data
        pause = [given["pause_from"], given["pause_until"]]
        from_, until = [_minutes(one) for one in pause] if all(pause) else (0, 0)
        return Hours(
            _minutes(given["begins"]), _minutes(given["ends"]), given["minutes"], from_, until
        )


USUAL = {"begins": time(9), "ends": time(16), "minutes": 30, "pause_from": time(12),
         "pause_until": time(13)}  # fmt: skip
"""What is proposed; our choice."""


@serves(*own.EVERYBODY, posts=True)
def plan(request: HttpRequest, *, by: Viewer, at: Instant, campaign: UUID) -> HttpResponse:
    """Ask for a visit's day; posted, plan it."""
    ordered = _campaign(campaign, by, at)
    form = Planning(request.POST or None, initial=USUAL)
    form.options(
        window=_windows(ordered),
        unit=own.unit_options(request, by),
        team=[(str(one.team.id), one.team.name) for one in teams(by=by, at=at)],
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = plan_visit(
                campaign=campaign, window=given["window"], day=_day(form), by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal, "day")
        else:
            left = f"?left={made.left_over}" if made.left_over else ""
            return own.to(own.visit_at(made.visit) + left)
    return page(
        request, "form.html", title=_PLAN, form=form, intro=(_SAYS["intro"],),
        button=_SAYS["plan"], back=own.campaign_at(campaign), cancel=own.campaign_at(campaign),
    )  # fmt: skip


def _day(form: Planning) -> VisitDay:
    given = form.cleaned_data
    team = UUID(given["team"]) if given["team"] else None
    return VisitDay(
        UnitId(UUID(given["unit"])),
        given["day"],
        given["place"],
        given["rooms"],
        form.hours(),
        team,
    )


def _minutes(moment: time) -> int:
    return 60 * moment.hour + moment.minute


def _windows(ordered: Ordered) -> Sequence[Any]:
    """Return a campaign's windows: its stated days, or those of the profile's calendar."""
    if ordered.calendar:
        rule = in_force().calendars.get(ordered.calendar)
        return [(key, own.window_words(key)) for key in (rule.windows if rule else ())]
    keys = [f"window-{place}" for place, _window in enumerate(ordered.windows, start=1)]
    return [(key, own.window_words(key, ordered.windows)) for key in keys]


def _campaign(which: UUID, by: Viewer, at: Instant) -> Ordered:
    return campaign(campaign=which, by=by, at=at).ordered


@serves(*own.EVERYBODY)
def listing(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the visits to the viewer's units, the latest day first, and time that command gave."""
    language = language_of(request)
    rows = [
        (
            one.day, own.visit_at(one.id), own.unit_words(one.unit_name, language), one.place,
            one.campaign_name, one.team, one.called_off,
        )
        for one in visits(by=by, at=at)
    ]  # fmt: skip
    return page(request, "team/visits.html", title=_TITLE, says=_SAYS, rows=rows)


@serves(*own.EVERYBODY, posts=True)
def call_off(request: HttpRequest, *, by: Viewer, at: Instant, visit: UUID) -> HttpResponse:
    """Ask whether to call a visit off; posted, do it."""
    found = next((one for one in visits(by=by, at=at) if one.id == visit), None)
    form = Form(request.POST or None)
    if found is None or (request.method == "POST" and form.is_valid()):
        call_off_visit(visit=visit, by=by, at=at)
        return own.to(own.VISITS)
    return page(
        request, "form.html", title=_OFF.of(unit=found.unit_name.code, day=found.day), form=form,
        intro=(_SAYS["calling_off"],), button=_SAYS["call_off"], cancel=own.visit_at(visit),
        back=own.visit_at(visit),
    )  # fmt: skip
