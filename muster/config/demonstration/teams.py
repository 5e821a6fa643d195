"""Two assessment teams, a battalion that is asked today, a visit, and the plan of the year.

A battalion answers in its own time this fortnight; one of its companies is visited today.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from muster.config.demonstration import formation
from muster.config.demonstration.accounts import TEAM_LEAD, TERM
from muster.config.demonstration.building import (
    ADMINISTRATOR,
    DEPUTY,
    Building,
    Progress,
    psychologist_of,
)

if TYPE_CHECKING:
    from muster.access.viewers import Viewer
    from muster.kernel.ids import UnitId

ASKED_BATTALION = 2
NAME = "Autumn screening (invented)"
INSTRUMENTS = ("phq-9", "pc-ptsd-5")
LASTS = timedelta(days=13)
# Each team with its members, and the battalions it serves; sittings and interviews are of a week.
TEAMS = {"North (invented)": (("team-1", "team-2"), (1, 2, 3)),
         "South (invented)": (("team-3",), (4, 5))}  # fmt: skip
SITTINGS, INTERVIEWS = 60, 12
ABLE = ("screening", "interview")
CALENDARS = ("deployment",)


def gather_teams(building: Building, progress: Progress) -> None:
    """Found the teams, open a campaign, visit a company, and plan the year."""
    from muster.access.permissions import Permission

    steps = 4
    lead = building.viewer(TEAM_LEAD, Permission.KEEP_TEAMS, building.now)
    first = _found(building, lead)
    progress(1, steps)
    campaign = _ask(building)
    progress(2, steps)
    _visit(building, lead, campaign, first)
    progress(3, steps)
    _plan(building, lead)
    progress(4, steps)


def _found(building: Building, lead: Viewer) -> UUID:
    """Found each team with its members; return the first one's id."""
    from muster.access.accounts import account_named
    from muster.access.commands import give_role
    from muster.access.permissions import Permission
    from muster.access.roles import ASSESSMENT_TEAM
    from muster.assessments.commands import found_team, keep_member, serve_unit

    at, brigade = building.now, building.unit(formation.BRIGADE)
    giver = building.viewer(ADMINISTRATOR, Permission.GIVE_ROLE, at)
    made: list[UUID] = []
    for name, (members, battalions) in TEAMS.items():
        team = found_team(unit=brigade, name=name, by=lead, at=at)
        made.append(team)
        for account in members:
            give_role(
                account=account, role=ASSESSMENT_TEAM.key, unit=brigade, until=at + TERM, by=giver,
                at=at,
            )  # fmt: skip
            keep_member(
                team=team, account=account_named(account), able=ABLE, sittings=SITTINGS,
                interviews=INTERVIEWS, until=None, by=lead, at=at,
            )  # fmt: skip
        for battalion in battalions:
            serve_unit(team=team, unit=_battalion(building, battalion), serves=True, by=lead, at=at)
    return made[0]


def _ask(building: Building) -> UUID:
    """Open a campaign for a battalion, from today on; its duty and its channels are in order."""
    from muster.access.permissions import Permission
    from muster.assessments.commands import Asking, open_campaign, prepare_campaign
    from muster.assessments.rules.windows import Dated
    from muster.people.commands.channels import acknowledge_test, test_channels

    at, unit = building.now, _battalion(building, ASKED_BATTALION)
    by = building.viewer(psychologist_of(ASKED_BATTALION), Permission.OPEN_CAMPAIGN, at)
    window = Dated(at.date(), at.date() + LASTS)
    asking = Asking(NAME, (unit,), INSTRUMENTS, windows=(window,), in_room=True)
    campaign = prepare_campaign(asking=asking, by=by, at=at)
    test_channels(unit=unit, by=building.viewer(ADMINISTRATOR, Permission.TEST_CHANNELS, at), at=at)
    for holder in (psychologist_of(0), DEPUTY):
        acknowledge_test(by=building.viewer(holder, Permission.TEST_CHANNELS, at), at=at)
    open_campaign(campaign=campaign, by=by, at=at)
    return campaign


def _visit(building: Building, lead: Viewer, campaign: UUID, team: UUID) -> None:
    from muster.assessments.commands import Day, plan_visit
    from muster.assessments.rules.visits import Hours, Room

    company = building.unit(f"{formation.BRIGADE}-{ASKED_BATTALION}-1")
    rooms = (Room("Classroom 1", 16), Room("Classroom 2", 12))
    hours = Hours(9 * 60, 16 * 60, 30, 12 * 60, 13 * 60)
    day = Day(company, building.now.date(), "Barracks 2", rooms, hours, team)
    planned = plan_visit(campaign=campaign, window="window-1", day=day, by=lead, at=building.now)
    building.facts["expected today"] = planned.placed


def _plan(building: Building, lead: Viewer) -> None:
    from muster.assessments.commands import make_plan
    from muster.assessments.queries import plan

    at = building.now
    for year in (at.year, at.year + 1):
        make_plan(year=year, calendars=CALENDARS, by=lead, at=at)
    found = plan(year=at.year + 1, by=lead, at=at)
    building.facts["planned"] = 0 if found is None else len(found.told.needs)


def _battalion(building: Building, number: int) -> UnitId:
    return building.unit(f"{formation.BRIGADE}-{number}")
