"""`muster campaign team`: assessment teams, their members, units and absences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click
from rich.table import Table

from muster.access.accounts import account_named
from muster.access.permissions import Permission
from muster.assessments.commands import found_team, keep_member, serve_unit, set_absence
from muster.assessments.queries import teams
from muster.config.campaigns.group import a_day, campaign, day_of, id_meant
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.time import now
from muster.kernel.words import _


@group(says=_("Found assessment teams, and say what they can do."))
def team() -> None:
    """The group."""


campaign.add_command(team)


@team.command(says=_("Found a team."))
@argument("name")
@option("--unit", says=_("The code of the unit it belongs to; else your own."))
@json_option
@click.pass_obj
def found(terminal: Terminal, name: str, unit: str | None, json: bool) -> None:
    """Found a team."""
    by = terminal.acting(Permission.KEEP_TEAMS)
    made = found_team(unit=unit_meant(unit, by), name=name, by=by, at=now())
    if json:
        terminal.show({"team": made})
        return
    terminal.say(_("The team “{name}” is founded; its id is {team}.").of(name=name, team=str(made)))


@team.command(says=_("Make an account a member, or change what it does in the team."))
@argument("team")
@argument("account")
@option("--able", multiple=True, required=True, says=_("A qualification; repeat it."))
@option("--sittings", type=click.IntRange(0, 1000), required=True, says=_("Sittings a week."))
@option("--interviews", type=click.IntRange(0, 200), required=True, says=_("Interviews a week."))
@option("--until", type=a_day, says=_("The last day of membership."))
@click.pass_obj
def member(
    terminal: Terminal,
    team: str,
    account: str,
    able: Sequence[str],
    sittings: int,
    interviews: int,
    until: datetime | None,
) -> None:
    """Keep a member."""
    by = terminal.acting(Permission.KEEP_TEAMS)
    keep_member(
        team=id_meant(team), account=account_named(account), able=able, sittings=sittings,
        interviews=interviews, until=day_of(until), by=by, at=now(),
    )  # fmt: skip
    terminal.say(_("“{account}” is in the team.").of(account=account))


@team.command(says=_("Let a team serve a unit and all below it, or no longer."))
@argument("team")
@argument("unit")
@option("--no-longer", is_flag=True, says=_("No longer."))
@click.pass_obj
def serve(terminal: Terminal, team: str, unit: str, no_longer: bool) -> None:
    """Set whether a team serves a unit."""
    by = terminal.acting(Permission.KEEP_TEAMS)
    serve_unit(
        team=id_meant(team), unit=unit_meant(unit, by), serves=not no_longer, by=by, at=now()
    )
    terminal.say(_("It is entered."))


@team.command(says=_("Enter that a member is away, or the whole team."))
@argument("team")
@argument("since", type=a_day)
@argument("until", type=a_day)
@option("--account", says=_("The member; else the whole team."))
@click.pass_obj
def away(
    terminal: Terminal, team: str, since: datetime, until: datetime, account: str | None
) -> None:
    """Enter an absence."""
    by = terminal.acting(Permission.KEEP_TEAMS)
    who = None if account is None else account_named(account)
    set_absence(
        team=id_meant(team), account=who, since=since.date(), until=until.date(), by=by, at=now()
    )
    terminal.say(_("It is entered."))


@team.command("list", says=_("List the teams, and what they can do this week."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List teams."""
    listed = teams(by=terminal.acting(Permission.READ_CAMPAIGN), at=now())
    if json:
        terminal.show({"teams": [one.team for one in listed]})
        return
    heads = (_("Id"), _("Name"), _("Members"), _("Units"), _("Sittings"), _("Interviews"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in listed:
        units = ", ".join(unit.code for unit in one.serves.values())
        sittings, interviews = (str(number) for number in one.this_week)
        members = ", ".join(one.names.values())
        table.add_row(str(one.team.id), one.team.name, members, units, sittings, interviews)
    terminal.console.print(table)
