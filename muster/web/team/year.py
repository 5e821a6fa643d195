"""The plan of the year: by week and team, what it is for, what falls short, and changes by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.roles import TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.commands import make_plan
from muster.assessments.needs import Falling, calendars
from muster.assessments.queries import PlanPage, plan
from muster.assessments.queries.teams import Load, PlannedWeek
from muster.assessments.rules.planning import DAYS_OF_A_WEEK, monday_of
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _, _n, _p
from muster.web.components.statuses import Status
from muster.web.doors import serves
from muster.web.forms import Choices, Form, Hidden, Question
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import today_of
from muster.web.team import own

_TITLE = _("Plan of the year {year}")
_SAYS: Mapping[str, Sentence] = {
    "make": _("Make the plan"),
    "again": _("Make the plan anew"),
    "made": _("Made at"),
    "by_hand": _("What was changed by hand stays as it was."),
    "none": _("No plan was made for this year yet."),
    "none_more": _("It spreads the units over your teams, week by week, within what they can do."),
    "no_teams": _("There is no team yet. Found one first."),
    "week": _("Week of"),
    "sittings": _("{had} of {can} sittings"),
    "interviews": _("{had} of {can} interviews"),
    "rest": _("In all other weeks every team is free."),
    "empty": _p("a week of a team", "free"),
    "off": _p("a week of a team", "away"),
    "units": _("Units"),
    "lacking": _("What falls short"),
    "lacking_none": _("Everything that falls due has its team and its week."),
    "lacks": _("{sittings} sittings and {interviews} interviews"),
    "no_team": _("No team serves this unit, or none has what is asked for."),
    "no_room": _("The teams that serve it are full in these weeks."),
    "needed": _n(
        "About {count} more week of one member would be needed.",
        "About {count} more weeks of one member would be needed.",
    ),
    "what": _("What"),
    "unit": _("Unit"),
    "between": _("Between"),
    "weeks_of": _("{first} to {last}"),
    "lack": _("Lacking"),
    "why": _("Why"),
    "change": _("Change by hand"),
    "all": _("All that falls due"),
    "where": _("Where it stands"),
    "nowhere": _("With nobody"),
    "part": _("{team}, week of {monday}: {sittings} + {interviews}"),
    "hand": _("Changed by hand"),
    "wanted": _("What else is wanted"),
    "other_year": _("The year {year}"),
    "legend": _("Of two numbers, the first counts sittings and the second interviews."),
    "chosen": _(
        "Open and prepared campaigns are always planned for, and what was entered as wanted."
    ),
}
FULL_FROM = 85
"""From this per cent of what a team can do a week counts as full: waits grow fast near the end."""
NEARLY_FULL = Status(_p("a week of a team", "Full"), "amber")
FITS = Status(_p("a week of a team", "Fits"), "green")


class Making(Question):
    calendars = Choices(
        asks=_("Which calendars are planned for without a campaign?"),
        hint=_SAYS["chosen"],
    )


class Year(Form):
    year = Hidden()


@dataclass(frozen=True, slots=True)
class Cell:
    """One team in one week, as the table shows it."""

    load: Load
    status: Status | None
    sittings: Sentence
    interviews: Sentence
    units: tuple[tuple[str, str], ...]


@serves(*own.EVERYBODY)
def show(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show the plan of a year, this one where the address names none."""
    today, language = today_of(by, at), language_of(request)
    year = _year(request, today)
    found = plan(year=year, by=by, at=at)
    return page(
        request, "team/plan.html", title=_TITLE.of(year=str(year)), says=_SAYS, found=found,
        may=Permission.PLAN_YEAR in by.role.may, to_make=f"{own.PLAN}/make?year={year}",
        weeks=_weeks(found, language, today) if found else [],
        teams=[one.name for one in found.teams] if found else [],
        lacking=_lacking(found, language) if found else [],
        needs=_needs(found, language) if found else [], wanted=own.WANTED, zone=own.zone_of(by),
        other=(_SAYS["other_year"].of(year=str(_other(year, today))),
               f"{own.PLAN}?year={_other(year, today)}"),
    )  # fmt: skip


@serves(TEAM_LEAD, posts=True)
def make(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask which calendars are planned for; posted, make the plan of the year."""
    year = _year(request, today_of(by, at))
    there = f"{own.PLAN}?year={year}"
    form = Making(request.POST or None)
    form.options(calendars=[(key, own.calendar_words(key)) for key in calendars()])
    if form.is_valid():
        try:
            make_plan(year=year, calendars=form.cleaned_data["calendars"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return own.to(there)
    return page(
        request, "form.html", title=_SAYS["make"], form=form, button=_SAYS["make"], back=there,
        cancel=there,
    )  # fmt: skip


def need_words(need: Falling, language: str) -> str:
    """Return what a need is called: the campaign's or wish's own name, or the calendar's window."""
    source, _colon, rest = need.source.partition(":")
    window = rest.rpartition(":")[2]
    if source == "wanted":
        return need.name
    if source == "campaign":
        return (
            need.name if window.startswith("window-") else f"{need.name}: {_said(window, language)}"
        )
    return _said(window, language)


def change_at(year: int, need: Falling) -> str:
    """Return where one need is changed by hand."""
    return f"{own.CHANGE}?{urlencode({'year': year, 'need': need.key})}"


def days_of(found: PlanPage, need: Falling) -> tuple[date, date]:
    """Return the first Monday and the last Sunday of the weeks in which a need falls due."""
    first, last = (monday_of(found.told.year, week) for week in (need.first_week, need.last_week))
    return first, last + timedelta(days=DAYS_OF_A_WEEK - 1)


def _said(window: str, language: str) -> str:
    words = own.window_words(window)
    return words.said_in(language) if isinstance(words, Sentence) else words


def _year(request: HttpRequest, today: date) -> int:
    asked = request.GET.get("year", "")
    if not asked:
        return today.year
    if asked not in {str(today.year), str(today.year + 1)}:
        raise Http404
    return int(asked)


def _other(year: int, today: date) -> int:
    return today.year + 1 if year == today.year else today.year


def _weeks(found: PlanPage, language: str, today: date) -> list[tuple[date, list[Cell]]]:
    """Return the weeks that are not over and in which there is something to do."""
    return [
        (one.monday, _cells(found, one, language))
        for one in found.weeks
        if (today - one.monday).days < DAYS_OF_A_WEEK and any(load.parts for load in one.loads)
    ]


def _cells(found: PlanPage, week: PlannedWeek, language: str) -> list[Cell]:
    return [_cell(found, load, language) for load in week.loads]


def _cell(found: PlanPage, load: Load, language: str) -> Cell:
    status = None if not load.parts else (NEARLY_FULL if load.share >= FULL_FROM else FITS)
    return Cell(
        load,
        status,
        _SAYS["sittings"].of(had=load.sittings, can=load.sittings_of),
        _SAYS["interviews"].of(had=load.interviews, can=load.interviews_of),
        tuple(
            (
                f"{found.units[need.unit].code}: {need_words(need, language)}"
                f" ({part.sittings} + {part.interviews})",
                change_at(found.told.year, need),
            )
            for need, part in load.parts
            if need.unit in found.units
        ),
    )


def _lacking(found: PlanPage, language: str) -> list[tuple[object, ...]]:
    return [
        (
            *_about(found, one.need, language),
            _SAYS["lacks"].of(sittings=one.sittings, interviews=one.interviews),
            _SAYS["no_team" if one.no_team else "no_room"],
            change_at(found.told.year, one.need),
        )
        for one in found.lacking
    ]  # fmt: skip


def _needs(found: PlanPage, language: str) -> list[tuple[object, ...]]:
    return [
        (
            *_about(found, need, language),
            _SAYS["lacks"].of(sittings=need.sittings, interviews=need.interviews),
            _parts(found, need),
            need.key in found.told.by_hand,
            change_at(found.told.year, need),
        )
        for need in sorted(found.told.needs, key=lambda one: (one.first_week, one.key))
    ]  # fmt: skip


def _about(found: PlanPage, need: Falling, language: str) -> tuple[str, str, Sentence]:
    """Return what a need is, whose it is, and between which weeks it falls due."""
    first, last = days_of(found, need)
    unit = found.units[need.unit].code if need.unit in found.units else ""
    return need_words(need, language), unit, _SAYS["weeks_of"].of(first=first, last=last)


def _parts(found: PlanPage, need: Falling) -> Sequence[Sentence]:
    names = {one.id: one.name for one in found.teams}
    return [
        _SAYS["part"].of(
            team=names.get(part.team, "–"), monday=monday_of(found.told.year, part.week),
            sittings=part.sittings, interviews=part.interviews,
        )
        for part in found.told.parts.get(need.key, ())
    ]  # fmt: skip
