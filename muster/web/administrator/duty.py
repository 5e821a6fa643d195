"""Duty rosters: who has which duty for a unit day by day, the holes, and turns given and taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.accounts import account_named
from muster.access.queries import accounts_by_id
from muster.access.roles import ADMINISTRATOR
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _p
from muster.people.commands.keeping import cancel_duty, give_duty
from muster.people.duty import DutyRole
from muster.people.queries.duties import Gap, ListedDuty, duty_calendar, duty_plan
from muster.people.rules.cover import Cover
from muster.vault.zones import Audience
from muster.web.administrator import addresses as here
from muster.web.administrator.naming import unit_options, zone_of
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Clock, Day, Form, Pick, Text
from muster.web.pages import page
from muster.web.reading import read_as

DAYS = 14
_TITLE = _("Duty rosters")
_GIVE = _("Give a duty")
NOBODY = Status(_p("duty", "nobody"), "red")
DOUBLED = Status(_p("duty", "own deputy"), "amber")
WORDS = {
    "says": _(
        "Whoever has the duty is called the moment somebody's life may depend on it. A turn for a "
        "unit covers all below it; the nearest unit's turn counts. Where nobody is duty clinician, "
        "or nobody else is deputy, no campaign opens."
    ),
    "give": _("Give a duty"),
    "gaps": _("Where nobody is"),
    "no_gaps": _(
        "For the next {days} days every unit with people in it has a duty clinician and a deputy."
    ),
    "gap": _("{duty}: from {since} to {until}"),
    "gap_doubled": _("{duty}: from {since} to {until} the duty clinician is their own deputy"),
    "gap_units": _("Units: {units}"),
    "calendar": _("Day by day"),
    "day": _p("column", "Day"),
    "show": _("Show"),
    "turns": _("Turns that were given"),
    "none": _("No turn was given for these days."),
    "unit": _p("column", "Unit"),
    "duty": _p("column", "Duty"),
    "account": _p("column", "Account"),
    "since": _p("column", "From"),
    "until": _p("column", "To"),
    "take": _("Take it back"),
    "take_about": _("the duty of {account} for {unit}"),
    "part": _("{who}, {since}–{until}"),
    "given": _("The duty was given."),
    "taken": _("The duty was taken back."),
    "zone": _("Times are those of {zone}."),
}
DONE = {"given": WORDS["given"], "taken": WORDS["taken"]}


class Show(Form):
    marks_optional = False
    unit = Pick(asks=_("Unit"), options=[])
    day = Day(asks=_("From this day"))


class Give(Form):
    """Whose turn, of what, where, from when until when."""

    account = Text(
        asks=_("Name of the account"), required=_("Enter the name of the account"), longest=150,
        wide=20, attributes={"autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    role = Pick(
        asks=_("Which duty?"),
        options=[(one.value, one.says) for one in DutyRole],
        required=_("Select the duty"),
    )
    unit = Pick(
        asks=_("For which unit, with all below it?"), required=_("Select the unit"), options=[]
    )
    first_day = Day(asks=_("First day"), required=_("Enter the first day"))
    first_time = Clock(asks=_("From what time?"), required=_("Enter the time"))
    last_day = Day(asks=_("Last day"), required=_("Enter the last day"))
    last_time = Clock(asks=_("Until what time?"), required=_("Enter the time"))


@dataclass(frozen=True, slots=True)
class Cell:
    """Who has one duty on one day: names with their hours where the day is shared, or nobody."""

    says: tuple[Sentence | str, ...]
    status: Status | None


@serves(ADMINISTRATOR)
def duty(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show one unit's calendar, the holes of all units, and every turn of these days."""
    zone = ZoneInfo(zone_of(by))
    options = unit_options(request, by=by, at=at)
    today = at.astimezone(zone).date()
    asked = bool(request.GET.get("unit"))
    form = Show(request.GET if asked else None, initial={"unit": options[0][0] if options else ""})
    form.options(unit=options)
    said = form.cleaned_data if asked and form.is_valid() else {}
    unit = UnitId(UUID(said.get("unit") or options[0][0]))
    first = said.get("day") or today
    since, until = _midnight(first, zone), _midnight(first + timedelta(days=DAYS), zone)
    plan = duty_plan(since=since, until=until, by=by, at=at)
    covers = duty_calendar(unit=unit, since=since, until=until, by=by, at=at)
    names = accounts_by_id()
    return page(
        request,
        "administrator/duty.html",
        title=_TITLE,
        back=here.ADMINISTRATION,
        texts=WORDS,
        form=form,
        done=DONE.get(request.GET.get("done", "")),
        gaps=[_gap(one, zone) for one in plan.gaps if one.until > at],
        days=DAYS,
        heads=[one.says for one in DutyRole],
        calendar=list(_calendar(covers, names, first, zone)),
        turns=[_turn(one, names) for one in plan.turns],
        place=here.DUTY,
        zone=zone.key,
    )


@serves(ADMINISTRATOR, posts=True)
def give(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Give a turn of duty."""
    zone = ZoneInfo(zone_of(by))
    form = Give(request.POST or None)
    form.options(unit=unit_options(request, by=by, at=at))
    if form.is_valid():
        said = form.cleaned_data
        try:
            account = read_as(Audience.PLATFORM, lambda: account_named(said["account"]))
        except Refused as refusal:
            form.refuse(refusal, "account")
            return _giving(request, form)
        try:
            give_duty(
                unit=UnitId(UUID(said["unit"])), role=DutyRole(said["role"]), account=account,
                starts=datetime.combine(said["first_day"], said["first_time"], zone),
                ends=datetime.combine(said["last_day"], said["last_time"], zone), by=by, at=at,
            )  # fmt: skip
            return HttpResponseRedirect(f"{here.DUTY}?done=given")
        except Refused as refusal:
            form.refuse(refusal, "last_day")
    return _giving(request, form)


@serves(ADMINISTRATOR, posts=True)
def cancel(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take a turn back; one that is not there any more stays so."""
    try:
        turn = UUID(request.POST.get("turn", ""))
    except ValueError:
        return HttpResponseRedirect(here.DUTY)
    cancel_duty(turn=turn, by=by, at=at)
    return HttpResponseRedirect(f"{here.DUTY}?done=taken")


def _giving(request: HttpRequest, form: Form) -> HttpResponse:
    return page(request, "form.html", title=_GIVE, form=form, back=here.DUTY)


def _calendar(
    covers: list[Cover], names: Mapping[str, str], first: date, zone: ZoneInfo
) -> Iterator[tuple[date, list[Cell]]]:
    """Yield each day with who has each duty on it."""
    by_role: dict[str, list[Cover]] = defaultdict(list)
    for one in covers:
        by_role[one.role].append(one)
    for number in range(DAYS):
        day = first + timedelta(days=number)
        begin, end = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
        yield day, [
            _cell([one for one in by_role[role.value] if one.since < end and one.until > begin],
                  names, begin, end, zone)
            for role in DutyRole
        ]  # fmt: skip


def _cell(
    covers: list[Cover], names: Mapping[str, str], begin: Instant, end: Instant, zone: ZoneInfo
) -> Cell:
    nobody = NOBODY if any(one.account is None for one in covers) else None
    held = [one for one in covers if one.account is not None]
    if len(covers) == 1 and held:
        return Cell((names.get(str(held[0].account), ""),), None)
    says = tuple(
        WORDS["part"].of(
            who=names.get(str(one.account), ""),
            since=f"{max(one.since, begin).astimezone(zone):%H:%M}",
            until=f"{min(one.until, end).astimezone(zone):%H:%M}",
        )
        for one in held
    )
    return Cell(says, nobody)


def _gap(one: Gap, zone: ZoneInfo) -> tuple[Status, Sentence, Sentence]:
    says = WORDS["gap_doubled"] if one.doubled else WORDS["gap"]
    since, until = one.since.astimezone(zone), one.until.astimezone(zone)
    return (
        DOUBLED if one.doubled else NOBODY,
        says.of(duty=one.role.says, since=since, until=until),
        WORDS["gap_units"].of(units=", ".join(one.units)),
    )


def _turn(one: ListedDuty, names: Mapping[str, str]) -> tuple[ListedDuty, str]:
    return one, names.get(str(one.duty.account), str(one.duty.account))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
