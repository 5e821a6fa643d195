"""The assessment teams, and the plan of their year; no patient is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.assessments.crews import Standing, teams_of
from muster.assessments.needs import Falling, wanted_of
from muster.assessments.plans import Part, Told, plan_of
from muster.assessments.rules.planning import Short, monday_of, more_weeks_needed, weeks_of
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import day_at
from muster.people.serving import units_below
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team with the names that belong to it, and its capacity this week."""

    team: Standing
    unit: UnitName
    serves: Mapping[UnitId, UnitName]
    names: Mapping[AccountId, str]
    this_week: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Load:
    """What one team has in one week, of what it can do: sittings and interviews."""

    sittings: int
    sittings_of: int
    interviews: int
    interviews_of: int
    parts: tuple[tuple[Falling, Part], ...]

    @property
    def share(self) -> int:
        """How full the week is, in per cent of the fuller of the two, rounded down."""
        pairs = ((self.sittings, self.sittings_of), (self.interviews, self.interviews_of))
        return max((100 * had // of if of else 0) for had, of in pairs)


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One week of the plan: its Monday, and each team's load, in the order of the teams."""

    week: int
    monday: date
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Lacking:
    """A need of which something is given to nobody, and why; `no_team`: no team suits it."""

    need: Falling
    sittings: int
    interviews: int
    no_team: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan of a year: `member_weeks` more of one member's usual week would fill what lacks."""

    told: Told
    teams: tuple[Standing, ...]
    units: Mapping[UnitId, UnitName]
    weeks: tuple[PlannedWeek, ...]
    lacking: tuple[Lacking, ...]
    member_weeks: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Something wanted beside campaigns and calendars; `people` None: everybody in the unit."""

    id: UUID
    name: str
    unit: UnitName
    opens: date
    closes: date
    people: int | None
    able: tuple[str, ...]


@query(
    key="assessments.list-teams",
    permits=Permission.READ_CAMPAIGN,
    zone=Zone.PLANNING,
    says=_("The assessment teams were read."),
)
def teams(*, by: Viewer, at: Instant) -> Shown[list[TeamPage]]:
    """Return the teams that belong to the viewer's units, by name."""
    today = day_at(by.units, at)
    found = teams_of(by.units, today)
    names = unit_names({unit for one in found for unit in (one.unit, *one.serves)})
    accounts = account_names({hand.account for one in found for hand in one.members})
    monday = monday_of(*_week(today))
    return Shown(
        [
            TeamPage(
                one, names[one.unit], {unit: names[unit] for unit in one.serves}, accounts,
                one.week(monday),
            )
            for one in found
        ]
    )  # fmt: skip


@query(
    key="assessments.read-plan",
    permits=Permission.READ_CAMPAIGN,
    zone=Zone.PLANNING,
    says=_("The plan of the year was read."),
)
def plan(*, year: int, by: Viewer, at: Instant) -> Shown[PlanPage | None]:
    """Return the plan of a year, None where none was made yet."""
    told = plan_of(by.units, year)
    if told is None:
        return Shown(None)
    found = teams_of(by.units, day_at(by.units, at))
    lacking = _lacking(told, found)
    units = unit_names({one.unit for one in told.needs})
    weeks = tuple(_week_of(told, found, week) for week in range(weeks_of(year)))
    return Shown(PlanPage(told, tuple(found), units, weeks, lacking, _member_weeks(lacking, found)))


@query(
    key="assessments.list-wanted",
    permits=Permission.PLAN_YEAR,
    zone=Zone.PLANNING,
    says=_("It was read which units are to be seen beside the campaigns."),
)
def wanted(*, by: Viewer, at: Instant) -> Shown[list[Wish]]:
    """Return what is wanted for the viewer's units and is not over, by its first day."""
    today = day_at(by.units, at)
    found = [one for one in wanted_of(units_below(by.units)) if one.closes_on >= today]
    names = unit_names({one.unit_id for one in found})
    return Shown(
        [
            Wish(
                one.id, one.name, names[one.unit_id], one.opens_on, one.closes_on, one.people,
                tuple(one.able),
            )
            for one in found
        ]
    )  # fmt: skip


def need_of(page: PlanPage, key: str) -> Falling:
    """Return one need of a plan; Refused where it has none by that name."""
    found = next((one for one in page.told.needs if one.key == key), None)
    if found is None:
        raise NOT_FOUND.refused()
    return found


def _week_of(told: Told, found: Sequence[Standing], week: int) -> PlannedWeek:
    monday = monday_of(told.year, week)
    by_key = {one.key: one for one in told.needs}
    listed = [
        (by_key[key], part)
        for key, parts in told.parts.items()
        for part in parts
        if part.week == week and key in by_key
    ]
    return PlannedWeek(week, monday, tuple(_load(one, monday, listed) for one in found))


def _load(team: Standing, monday: date, listed: Sequence[tuple[Falling, Part]]) -> Load:
    own = tuple((need, part) for need, part in listed if part.team == team.id)
    sittings, interviews = team.week(monday)
    return Load(
        sum(part.sittings for _need, part in own), sittings,
        sum(part.interviews for _need, part in own), interviews,
        tuple(sorted(own, key=lambda pair: pair[0].key)),
    )  # fmt: skip


def _lacking(told: Told, found: Sequence[Standing]) -> tuple[Lacking, ...]:
    crews = [one.crew(told.year) for one in found]
    listed = []
    for need in told.needs:
        sittings, interviews = told.short(need)
        if sittings or interviews:
            suits = any(
                need.unit.hex in crew.serves and set(need.able) <= crew.able for crew in crews
            )
            listed.append(Lacking(need, sittings, interviews, not suits))
    return tuple(listed)


def _member_weeks(lacking: Sequence[Lacking], found: Sequence[Standing]) -> int:
    """Return the weeks of one member that would fill what lacks, at the teams' usual measure."""
    hands = [hand for one in found for hand in one.members]
    if not hands:
        return 0
    sittings = sum(one.sittings for one in hands) // len(hands)
    interviews = sum(one.interviews for one in hands) // len(hands)
    short = (Short(one.need.key, one.sittings, one.interviews, one.no_team) for one in lacking)
    return more_weeks_needed(short, sittings, interviews)


def _week(day: date) -> tuple[int, int]:
    year, week, _weekday = day.isocalendar()
    return year, week - 1


def team_page(pages: Sequence[TeamPage], team: UUID) -> TeamPage:
    """Return one of these teams; Refused where it is none of them."""
    found = next((one for one in pages if one.team.id == team), None)
    if found is None:
        raise NOT_FOUND.refused()
    return found
