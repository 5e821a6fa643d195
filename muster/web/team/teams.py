"""The assessment teams: who is in them, whom they serve, when they are away, what they can do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.permissions import Permission
from muster.access.queries.colleagues import colleagues
from muster.access.roles import TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.commands import (
    found_team,
    keep_member,
    serve_unit,
    set_absence,
    take_back_absence,
)
from muster.assessments.queries import TeamPage, teams
from muster.assessments.queries.teams import team_page
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.people.serving import units_above, units_below
from muster.policy.queries import in_force
from muster.vault.work import unit_of_work
from muster.web.doors import serves
from muster.web.forms import Choices, Day, Form, Hidden, Number, Pick, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.reading import today_of
from muster.web.team import own

_TITLE = _("Assessment teams")
_SAYS: Mapping[str, Sentence] = {
    "new": _("Found a team"),
    "none": _("There is no team yet."),
    "team": _("Team"),
    "unit": _("Unit"),
    "members": _("Members"),
    "this_week": _("This week"),
    "week": _("{sittings} sittings, {interviews} interviews"),
    "serves": _("Units it serves"),
    "serves_none": _("It serves no unit yet, so the plan gives it nothing to do."),
    "able": _("Able to do"),
    "capacity": _("In a week"),
    "until": _("Member until"),
    "members_none": _("It has no members yet."),
    "add": _("Add or change a member"),
    "serve": _("Add a unit"),
    "stop": _("No longer serve"),
    "away": _("Absences"),
    "away_none": _("Nobody is away."),
    "whole_team": _("The whole team"),
    "absent": _("Enter an absence"),
    "take_back": _("Take back"),
    "from_to": _("{since} to {until}"),
    "coming": _("Capacity of the coming weeks"),
    "monday": _("Week of"),
    "sittings": _("Sittings"),
    "interviews": _("Interviews"),
    "account": _("Account"),
}
WEEKS_SHOWN = 12


class Founding(Form):
    name = Text(asks=_("What is the team called?"), required=_("Enter a name"), longest=80)
    unit = Pick(asks=_("To which unit does it belong?"), required=_("Select the unit"))


class Joining(Form):
    account = Pick(
        asks=_("Who?"), hint=_("Accounts that may note who came at visits"),
        required=_("Select who"),
    )  # fmt: skip
    able = Choices(asks=_("What are they able to do?"), required=_("Select at least one thing"))
    sittings = Number(
        asks=_("How many sittings can they look after in a week?"), at_least=0, at_most=1000,
        required=_("Enter a number; 0 for none"),
    )  # fmt: skip
    interviews = Number(
        asks=_("How many interviews can they hold in a week?"), at_least=0, at_most=200,
        required=_("Enter a number; 0 for none"),
    )  # fmt: skip
    until = Day(asks=_("Until which day?"), hint=_("Leave it empty where it goes on."))


class Serving(Form):
    unit = Pick(
        asks=_("Which unit does the team serve?"), hint=_("With all below it"),
        required=_("Select the unit"),
    )  # fmt: skip


class Stopping(Form):
    unit = Hidden()


class Absence(Form):
    account = Pick(asks=_("Who is away?"), required=_("Select who is away"))
    since = Day(asks=_("First day"), required=_("Enter the first day"))
    until = Day(asks=_("Last day"), required=_("Enter the last day"))


class TakingBack(Form):
    absence = Hidden()


@serves(*own.EVERYBODY)
def listing(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """List the teams with what they can do this week."""
    language = language_of(request)
    rows = [
        (
            one.team.name, own.team_at(one.team.id), own.unit_words(one.unit, language),
            len(one.team.members), _week(one.this_week),
        )
        for one in teams(by=by, at=at)
    ]  # fmt: skip
    new = f"{own.TEAMS}/new" if _may(by) else None
    return page(request, "team/teams.html", title=_TITLE, says=_SAYS, rows=rows, new=new)


@serves(*own.EVERYBODY)
def show(request: HttpRequest, *, by: Viewer, at: Instant, team: UUID) -> HttpResponse:
    """Show a team: members, units, absences, and the capacity of the coming weeks."""
    found, language, today = _read(team, by, at), language_of(request), today_of(by, at)
    here, labels = own.team_at(team), in_force().qualifications
    members = [
        (
            found.names.get(one.account, str(one.account)),
            ", ".join(labels[code].said_in(language) for code in one.able if code in labels),
            _week((one.sittings, one.interviews)), one.until,
        )
        for one in found.team.members
    ]  # fmt: skip
    return page(
        request, "team/team.html", title=found.team.name, says=_SAYS, back=own.TEAMS,
        members=members, weeks=_weeks(found, today), here=here, may=_may(by),
        serves=[(unit, own.unit_words(name, language)) for unit, name in found.serves.items()],
        away=[
            (one.id, _who(found, one.account), _days(one.since, one.until))
            for one in found.team.away
            if one.until >= today
        ],
    )  # fmt: skip


@serves(TEAM_LEAD, posts=True)
def new(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask for a team's name and unit; posted, found it."""
    form = Founding(request.POST or None)
    form.options(unit=own.unit_options(request, by))
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = found_team(unit=UnitId(UUID(given["unit"])), name=given["name"], by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "name")
        else:
            return own.to(own.team_at(made))
    return _form(request, form, _SAYS["new"], own.TEAMS)


@serves(TEAM_LEAD, posts=True)
def member(request: HttpRequest, *, by: Viewer, at: Instant, team: UUID) -> HttpResponse:
    """Ask for a member; posted, add them, or change what they do in the team."""
    _read(team, by, at)
    form, language = Joining(request.POST or None), language_of(request)
    labels = in_force().qualifications
    form.options(
        account=_accounts(by, at),
        able=[(code, label.said_in(language)) for code, label in labels.items()],
    )
    if form.is_valid():
        given = form.cleaned_data
        keep_member(
            team=team, account=AccountId(UUID(given["account"])), able=given["able"],
            sittings=given["sittings"], interviews=given["interviews"], until=given["until"],
            by=by, at=at,
        )  # fmt: skip
        return own.to(own.team_at(team))
    return _form(request, form, _SAYS["add"], own.team_at(team))


@serves(TEAM_LEAD, posts=True)
def served(request: HttpRequest, *, by: Viewer, at: Instant, team: UUID) -> HttpResponse:
    """Ask which unit a team serves; posted, let it."""
    _read(team, by, at)
    form = Serving(request.POST or None)
    form.options(unit=own.unit_options(request, by))
    if form.is_valid():
        unit = UnitId(UUID(form.cleaned_data["unit"]))
        serve_unit(team=team, unit=unit, serves=True, by=by, at=at)
        return own.to(own.team_at(team))
    return _form(request, form, _SAYS["serve"], own.team_at(team))


@serves(TEAM_LEAD, posts=True)
def stop(request: HttpRequest, *, by: Viewer, at: Instant, team: UUID) -> HttpResponse:
    """Let a team serve a unit no longer."""
    form = Stopping(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = UnitId(_id(form.cleaned_data["unit"]))
        serve_unit(team=team, unit=unit, serves=False, by=by, at=at)
    return own.to(own.team_at(team))


@serves(TEAM_LEAD, posts=True)
def absence(request: HttpRequest, *, by: Viewer, at: Instant, team: UUID) -> HttpResponse:
    """Ask who is away, and when; posted, enter it."""
    found, language = _read(team, by, at), language_of(request)
    form = Absence(request.POST or None)
    whole = ("team", _SAYS["whole_team"].said_in(language))
    form.options(
        account=[
            whole,
            *((str(one.account), _who(found, one.account)) for one in found.team.members),
        ]
    )
    if form.is_valid():
        given = form.cleaned_data
        account = None if given["account"] == "team" else AccountId(UUID(given["account"]))
        try:
            set_absence(
                team=team, account=account, since=given["since"], until=given["until"], by=by, at=at
            )
        except Refused as refusal:
            form.refuse(refusal, "until")
        else:
            return own.to(own.team_at(team))
    return _form(request, form, _SAYS["absent"], own.team_at(team))


@serves(TEAM_LEAD, posts=True)
def take_back(request: HttpRequest, *, by: Viewer, at: Instant, team: UUID) -> HttpResponse:
    """Take an absence back."""
    form = TakingBack(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_back_absence(team=team, absence=_id(form.cleaned_data["absence"]), by=by, at=at)
    return own.to(own.team_at(team))


def _read(team: UUID, by: Viewer, at: Instant) -> TeamPage:
    return team_page(teams(by=by, at=at), team)


def _form(request: HttpRequest, form: Form, title: Sentence, back: str) -> HttpResponse:
    return page(request, "form.html", title=title, form=form, button=title, back=back, cancel=back)


def _may(by: Viewer) -> bool:
    return Permission.KEEP_TEAMS in by.role.may


def _week(capacity: tuple[int, int]) -> Sentence:
    return _SAYS["week"].of(sittings=capacity[0], interviews=capacity[1])


def _weeks(found: TeamPage, today: date) -> list[tuple[date, int, int]]:
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=week) for week in range(WEEKS_SHOWN)]
    return [(day, *found.team.week(day)) for day in mondays]


def _days(since: date, until: date) -> Sentence:
    return _SAYS["from_to"].of(since=since, until=until)


def _who(found: TeamPage, account: AccountId | None) -> str | Sentence:
    return _SAYS["whole_team"] if account is None else found.names.get(account, str(account))


def _accounts(by: Viewer, at: Instant) -> list[tuple[str, str]]:
    """Return the accounts that may note attendance for the viewer's units, above or below them."""
    with unit_of_work(by.standing()):
        below = units_below(by.units)
        above = [unit for path in units_above(by.units).values() for unit in path]
        found = colleagues(Permission.KEEP_VISIT, [*below, *above], at)
    return [(str(one.account), one.name) for one in found]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
