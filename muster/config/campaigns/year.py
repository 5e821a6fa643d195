"""`muster campaign plan`: the plan of the year, and what is wanted beside the campaigns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.assessments.commands import make_plan, want_visit
from muster.assessments.queries import PlanPage
from muster.assessments.queries import plan as read_plan
from muster.config.campaigns.group import a_day, campaign
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.time import now
from muster.kernel.words import _, _n


@group(says=_("Plan the year of the assessment teams."))
def plan() -> None:
    """The group."""


campaign.add_command(plan)


@plan.command(says=_("Make the plan of a year; what was changed by hand stays."))
@argument("year", type=int)
@option("--calendar", "calendars", multiple=True,
        says=_("A calendar of the profile to plan for without a campaign; repeat it."))  # fmt: skip
@click.pass_obj
def make(terminal: Terminal, year: int, calendars: Sequence[str]) -> None:
    """Make a plan."""
    by = terminal.acting(Permission.PLAN_YEAR)
    make_plan(year=year, calendars=calendars, by=by, at=now())
    found = read_plan(year=year, by=by, at=now())
    if found is not None:
        _tell_lacking(terminal, found)


@plan.command(says=_("Show the plan of a year, week by week."))
@argument("year", type=int)
@json_option
@click.pass_obj
def show(terminal: Terminal, year: int, json: bool) -> None:
    """Show a plan."""
    found = read_plan(year=year, by=terminal.acting(Permission.READ_CAMPAIGN), at=now())
    if json:
        terminal.show({"plan": None if found is None else found.told})
        return
    if found is None:
        terminal.say(_("No plan was made for this year yet."))
        return
    heads = (terminal.said(_("Week of")), *(one.name for one in found.teams))
    table = Table(*heads)
    said = _("{had} of {can} sittings")
    for week in found.weeks:
        if any(load.parts for load in week.loads):
            cells = (
                terminal.said(said.of(had=load.sittings, can=load.sittings_of))
                for load in week.loads
            )
            table.add_row(week.monday.isoformat(), *cells)
    terminal.console.print(table)
    _tell_lacking(terminal, found)


@plan.command(says=_("Enter that a unit is to be seen, beside campaigns and calendars."))
@argument("name")
@argument("opens", type=a_day)
@argument("closes", type=a_day)
@option("--unit", required=True, says=_("The code of the unit."))
@option("--people", type=click.IntRange(1), says=_("How many; else everybody there."))
@option("--able", multiple=True, says=_("A qualification the team must have; repeat it."))
@click.pass_obj
def want(
    terminal: Terminal,
    name: str,
    opens: datetime,
    closes: datetime,
    unit: str,
    people: int | None,
    able: Sequence[str],
) -> None:
    """Enter a wish."""
    by = terminal.acting(Permission.PLAN_YEAR)
    want_visit(
        unit=unit_meant(unit, by), name=name, opens=opens.date(), closes=closes.date(),
        people=people, able=able, by=by, at=now(),
    )  # fmt: skip
    terminal.say(_("It is entered."))


def _tell_lacking(terminal: Terminal, found: PlanPage) -> None:
    if not found.lacking:
        terminal.say(_("Everything that falls due has its team and its week."))
        return
    terminal.say(
        _n(
            "Of {count} need, something falls short.", "Of {count} needs, something falls short."
        ).of(count=len(found.lacking))
    )
    terminal.say(
        _n(
            "About {count} more week of one member would be needed.",
            "About {count} more weeks of one member would be needed.",
        ).of(count=found.member_weeks)
    )
