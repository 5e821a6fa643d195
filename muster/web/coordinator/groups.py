"""Groups: opened with their sessions, read whole, called off; and who came to each session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import PROGRAMME_COORDINATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId, new_id
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _, _n, _p
from muster.programmes.commands.attending import note_attendance
from muster.programmes.commands.groups import MOST_SEATS, MOST_SESSIONS, Opening, call_off
from muster.programmes.commands.groups import open_group as open_it
from muster.programmes.offered import catalogue
from muster.programmes.queries.board import GroupWhole, SessionLine, group_whole
from muster.programmes.rules.enrolments import Came, Stage
from muster.web import forms as fields
from muster.web.coordinator import own
from muster.web.coordinator.drawing import LANGUAGES
from muster.web.coordinator.words import CAME, ONLY, STAGES
from muster.web.doors import serves
from muster.web.language import language_of
from muster.web.pages import page

_OPEN = _("Open a group")
_SAYS = {
    "where": _("Where"),
    "language": _("Language"),
    "whom": _("For whom"),
    "seats": _("Places"),
    "over": _n(
        "{count} may be booked, because some usually stay away.",
        "{count} may be booked, because some usually stay away.",
    ),
    "people": _("Who has a place"),
    "none": _("Nobody has a place yet."),
    "sessions": _("Sessions"),
    "code": _("Code for the room"),
    "code_says": _(
        "Show the code in the room while the session is held. Whoever enters it has come."
    ),
    "list": _("Note who came"),
    "name": _p("a person", "Name"),
    "unit": _("Unit"),
    "stands": _("Where it stands"),
    "attended": _("Attended"),
    "off": _("Call the group off"),
    "off_says": _("Everybody who has a place waits again, from when they first asked."),
    "video": _("On video"),
    "noted": _n("{count} came", "{count} came"),
}
_SESSION = _("Session {number}: who came?")
_SAVE = _("Put on record")
_NOT_THERE = _("A session is noted once it has begun.")


class Opened(fields.Form):
    programme = fields.Pick(
        asks=_("For which programme?"), options=[], required=_("Select the programme")
    )
    unit = fields.Pick(asks=_("At which unit?"), options=[], required=_("Select the unit"))
    place = fields.Text(
        asks=_("Where is it?"), hint=_("A place at which nobody is seen waiting"),
        required=_("Enter the place"), longest=120,
    )  # fmt: skip
    video = fields.Tick(asks=_("It is held on video; the way is no matter"))
    language = fields.Choice(
        asks=_("In which language?"), options=list(LANGUAGES.items()),
        required=_("Select the language"), inline=True,
    )  # fmt: skip
    only = fields.Choice(
        asks=_("For whom is it?"),
        options=[(key or "everybody", says) for key, says in ONLY.items()],
        required=_("Select for whom it is"),
    )
    capacity = fields.Number(
        asks=_("How many places?"), at_least=1, at_most=MOST_SEATS,
        required=_("Enter how many places there are"),
    )  # fmt: skip
    day = fields.Day(asks=_("On which day does it begin?"), required=_("Enter the first day"))
    hour = fields.Clock(asks=_("At what time?"), required=_("Enter the time"))
    sessions = fields.Number(
        asks=_("How many sessions?"), hint=_("Left empty: as many as the programme's dose"),
        at_least=1, at_most=MOST_SESSIONS,
    )  # fmt: skip
    every = fields.Number(
        asks=_("Every how many days?"), at_least=1, at_most=60, required=_("Enter the days")
    )


class Calling(fields.Question):
    sure = fields.Choice(
        asks=_("Call the group off?"), options=[("off", _SAYS["off"])],
        required=_("Select it, or go back"),
    )  # fmt: skip


@serves(PROGRAMME_COORDINATOR, posts=True)
def open_group(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask what group it is; posted, open it with all its sessions."""
    form = Opened(request.POST or None, initial={"every": 7, "only": "everybody"})
    form.options(
        programme=own.programme_options(language_of(request)), unit=own.unit_options(request, by)
    )
    if form.is_valid():
        try:
            group = _opened(form.cleaned_data, by, at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(own.group_at(group))
    return page(request, "form.html", title=_OPEN, form=form, back=own.WAITING, button=_OPEN)


@serves(PROGRAMME_COORDINATOR)
def group(request: HttpRequest, *, by: Viewer, at: Instant, group: UUID) -> HttpResponse:
    """Show a group: who has a place, its sessions, their codes."""
    whole, language = group_whole(group=group, by=by, at=at), language_of(request)
    line = whole.line
    return page(
        request, "coordinator/group.html", title=own.name_of(line.programme, language),
        says=_SAYS, back=own.WAITING, here=request.path, line=line,
        language_said=LANGUAGES[line.language], whom=ONLY[line.only],
        over=_SAYS["over"].of(count=line.bookable) if line.bookable > line.capacity else None,
        people=[
            (one, own.waiter_at(one.person, one.enrolment), STAGES[one.stage])
            for one in whole.people
        ],
        sessions=[_session(one, at) for one in whole.sessions], ahead=line.starts > at,
    )  # fmt: skip


@serves(PROGRAMME_COORDINATOR, posts=True)
def off(request: HttpRequest, *, by: Viewer, at: Instant, group: UUID) -> HttpResponse:
    """Ask once more, then call the group off."""
    group_whole(group=group, by=by, at=at)
    form = Calling(request.POST or None)
    if form.is_valid():
        try:
            call_off(group=group, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(own.WAITING)
    return page(
        request, "form.html", title=_SAYS["off"], form=form, back=own.group_at(group),
        intro=(_SAYS["off_says"],), button=_SAVE,
    )  # fmt: skip


@serves(PROGRAMME_COORDINATOR, posts=True)
def session(
    request: HttpRequest, *, by: Viewer, at: Instant, group: UUID, number: int
) -> HttpResponse:
    """Show the list of a session; posted, note who came."""
    whole = group_whole(group=group, by=by, at=at)
    held = next((one for one in whole.sessions if one.number == number), None)
    if held is None:
        raise Http404
    form = _list_form(request, whole, held)
    if form.is_valid():
        came = {UUID(key): Came(said) for key, said in form.cleaned_data.items() if said}
        try:
            note_attendance(group=group, session=held.session, came=came, by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return HttpResponseRedirect(own.group_at(group))
    intro = () if held.starts <= at else (_NOT_THERE,)
    return page(
        request, "form.html", title=_SESSION.of(number=number), form=form,
        back=own.group_at(group), intro=intro, button=_SAVE,
    )  # fmt: skip


def _opened(given: dict[str, Any], by: Viewer, at: Instant) -> UUID:
    unit, made = UnitId(UUID(given["unit"])), new_id()
    zone = ZoneInfo(own.zone_of(by, unit))
    dose = catalogue().programmes[given["programme"]].dose
    first, every = given["day"], timedelta(days=given["every"])
    sessions = tuple(
        datetime.combine(first + number * every, given["hour"], zone).astimezone(UTC)
        for number in range(given["sessions"] or min(dose.sessions, MOST_SESSIONS))
    )
    only = "" if given["only"] == "everybody" else given["only"]
    opening = Opening(
        given["programme"], given["place"], given["language"], given["capacity"], sessions,
        dose.minutes[1] or 30, given["video"], only,
    )  # fmt: skip
    open_it(unit=unit, group=made, opening=opening, by=by, at=at)
    return made


def _session(one: SessionLine, at: Instant) -> dict[str, Any]:
    came = sum(said is Came.CAME for said in one.came.values())
    return {
        "one": one,
        "noted": _SAYS["noted"].of(count=came) if one.came else None,
        "begun": one.starts <= at,
    }


def _list_form(request: HttpRequest, whole: GroupWhole, held: SessionLine) -> fields.Form:
    form = fields.Form(
        request.POST or None,
        initial={str(key): said.value for key, said in held.came.items()},
    )
    for one in whole.people:
        if one.stage in (Stage.PLACED, Stage.UNDER_WAY) or one.enrolment in held.came:
            form.fields[str(one.enrolment)] = fields.Choice(
                asks=one.name, options=[(key.value, says) for key, says in CAME.items()],
                inline=True,
            )  # fmt: skip
    return form
