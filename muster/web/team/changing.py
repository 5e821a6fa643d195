"""The plan of the year by hand: where one need goes, and what is wanted beside the campaigns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import TEAM_LEAD
from muster.access.viewers import Viewer
from muster.assessments.commands import change_plan, drop_wanted, want_visit
from muster.assessments.needs import Falling
from muster.assessments.plans import Part
from muster.assessments.queries import PlanPage, plan, wanted
from muster.assessments.queries.teams import need_of
from muster.assessments.rules.planning import monday_of
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import Sentence, _
from muster.policy.queries import in_force
from muster.vault.work import unit_of_work
from muster.web.doors import serves
from muster.web.forms import Choices, Day, Form, Hidden, Number, Pick, Text
from muster.web.language import language_of
from muster.web.pages import page
from muster.web.speaking import say, speaking_to
from muster.web.team import own
from muster.web.team.year import days_of, need_words

_TITLE = _("{unit}: {what}")
_WANTED = _("What else is wanted")
_SAYS: Mapping[str, Sentence] = {
    "intro": _(
        "{sittings} sittings and {interviews} interviews fall due between {first} and {last}. "
        "Leave a line empty where nothing goes there."
    ),
    "save": _("Save this part of the plan"),
    "line": _("Team and week, line {number}"),
    "sittings": _("Sittings, line {number}"),
    "interviews": _("Interviews, line {number}"),
    "option": _("{team}, week of {monday}"),
    "want": _("Enter what is wanted"),
    "none": _("Nothing is entered."),
    "none_more": _("Enter units that are to be seen although no campaign or calendar says so."),
    "what": _("What"),
    "unit": _("Unit"),
    "between": _("Between"),
    "people": _("People"),
    "everybody": _("Everybody there"),
    "drop": _("Take back"),
    "days": _("{opens} to {closes}"),
}
EMPTY_LINES = 2
"""How many team-weeks can be added in one go; saved, there are as many more."""


class Wanting(Form):
    name = Text(
        asks=_("What is it?"), hint=_("For example: before leaving for training"),
        required=_("Enter what it is"), longest=120,
    )  # fmt: skip
    unit = Pick(asks=_("Which unit is to be seen?"), required=_("Select the unit"))
    opens = Day(asks=_("First day"), required=_("Enter the first day"))
    closes = Day(asks=_("Last day"), required=_("Enter the last day"))
    people = Number(
        asks=_("How many people?"), hint=_("Leave it empty for everybody there."), at_least=1,
        at_most=100_000,
    )  # fmt: skip
    able = Choices(asks=_("What must the team be able to do, besides giving questionnaires?"))


class Dropping(Form):
    wanted = Hidden()


class Changing(Form):
    """Lines of a team and week, sittings and interviews; filled with the parts there are."""

    marks_optional = False

    def __init__(self, data: Any, options: list[tuple[str, str]], parts: tuple[Part, ...]) -> None:
        starts = {}
        for number, part in enumerate(parts, start=1):
            starts[f"place_{number}"] = _place(part.team, part.week)
            starts[f"sittings_{number}"] = part.sittings
            starts[f"interviews_{number}"] = part.interviews
        super().__init__(data, initial=starts)
        self.lines = range(1, len(parts) + EMPTY_LINES + 1)
        for number in self.lines:
            self.fields[f"place_{number}"] = Pick(
                asks=_SAYS["line"].of(number=number), options=options
            )
            for name in ("sittings", "interviews"):
                self.fields[f"{name}_{number}"] = Number(
                    asks=_SAYS[name].of(number=number), at_least=0, at_most=100_000
                )

    def parts(self) -> Iterator[Part]:
        """Yield the parts that were filled in."""
        given = self.cleaned_data
        for number in self.lines:
            team, _colon, week = given[f"place_{number}"].partition(":")
            if team:
                yield Part(
                    UUID(team), int(week), given[f"sittings_{number}"] or 0,
                    given[f"interviews_{number}"] or 0,
                )  # fmt: skip


@serves(TEAM_LEAD, posts=True)
def change(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask where one need goes; posted, change the plan."""
    found, need = _need(request, by, at)
    back = f"{own.PLAN}?year={found.told.year}"
    with speaking_to(request), unit_of_work(by.standing()):
        options = list(_options(found, need))
    form = Changing(request.POST or None, options, found.told.parts.get(need.key, ()))
    if form.is_valid():
        try:
            change_plan(year=found.told.year, need=need.key, parts=list(form.parts()), by=by, at=at)
        except Refused as refusal:
            form.refuse(refusal, "place_1")
        else:
            return own.to(back)
    unit = found.units[need.unit].code if need.unit in found.units else ""
    title = _TITLE.of(unit=unit, what=need_words(need, language_of(request)))
    first, last = days_of(found, need)
    intro = _SAYS["intro"].of(
        sittings=need.sittings, interviews=need.interviews, first=first, last=last
    )
    return page(
        request, "team/change.html", title=title, form=form, intro=intro, save=_SAYS["save"],
        back=back,
    )  # fmt: skip


@serves(TEAM_LEAD)
def wishes(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show what is wanted beside campaigns and calendars."""
    language = language_of(request)
    rows = [
        (
            one.name, own.unit_words(one.unit, language),
            _SAYS["days"].of(opens=one.opens, closes=one.closes), one.people, one.id,
        )
        for one in wanted(by=by, at=at)
    ]  # fmt: skip
    return page(
        request, "team/wanted.html", title=_WANTED, says=_SAYS, rows=rows, back=own.PLAN,
        to_want=f"{own.WANTED}/new", to_drop=f"{own.WANTED}/drop",
    )  # fmt: skip


@serves(TEAM_LEAD, posts=True)
def want(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Ask which unit is to be seen, and when; posted, enter it."""
    form, language = Wanting(request.POST or None), language_of(request)
    form.options(
        unit=own.unit_options(request, by),
        able=[(key, one.said_in(language)) for key, one in in_force().qualifications.items()],
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            want_visit(
                unit=UnitId(UUID(given["unit"])), name=given["name"], opens=given["opens"],
                closes=given["closes"], people=given["people"], able=given["able"], by=by, at=at,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal, "closes")
        else:
            return own.to(own.WANTED)
    return page(
        request, "form.html", title=_SAYS["want"], form=form, button=_SAYS["want"],
        back=own.WANTED, cancel=own.WANTED,
    )  # fmt: skip


@serves(TEAM_LEAD, posts=True)
def drop(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take back what was wanted."""
    form = Dropping(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            meant = UUID(form.cleaned_data["wanted"])
        except ValueError:
            raise Http404 from None
        drop_wanted(wanted=meant, by=by, at=at)
    return own.to(own.WANTED)


def _need(request: HttpRequest, by: Viewer, at: Instant) -> tuple[PlanPage, Falling]:
    year = request.GET.get("year", "")
    found = plan(year=int(year), by=by, at=at) if year.isdecimal() and len(year) == 4 else None
    if found is None:
        raise Http404
    return found, need_of(found, request.GET.get("need", ""))


def _options(found: PlanPage, need: Falling) -> Iterator[tuple[str, str]]:
    """Yield each team that suits the need, in each week in which it falls due."""
    for team in found.teams:
        crew = team.crew(found.told.year)
        if need.unit.hex in crew.serves and set(need.able) <= crew.able:
            for week in range(need.first_week, need.last_week + 1):
                monday = monday_of(found.told.year, week)
                said = _SAYS["option"].of(team=team.name, monday=monday)
                yield _place(team.id, week), str(say(said))


def _place(team: UUID, week: int) -> str:
    return f"{team}:{week}"
