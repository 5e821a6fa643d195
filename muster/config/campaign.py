"""`muster campaign`: open one, where somebody is there to answer whoever it finds."""

from __future__ import annotations

from datetime import UTC, datetime, time

import click

from muster.access.permissions import Permission
from muster.assessments.commands import open_campaign
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.time import now
from muster.kernel.words import _


@group(says=_("Open a campaign for a unit and all below it."))
def campaign() -> None:
    """The group."""


@campaign.command("open", says=_("Open a campaign from now until a day."))
@argument("name")
@option("--instrument", "instruments", multiple=True, required=True, says=_("Asked; repeat it."))
@option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), says=_("The last day."))
@option("--unit", says=_("The unit's code; else all of your own."))
@json_option
@click.pass_obj
def open_(
    terminal: Terminal,
    name: str,
    instruments: tuple[str, ...],
    until: datetime,
    unit: str | None,
    json: bool,
) -> None:
    """Open a campaign; refused while a crisis number is stale or nobody has the duty."""
    by = terminal.acting(Permission.OPEN_CAMPAIGN)
    made = open_campaign(
        unit=unit_meant(unit, by),
        name=name,
        instruments=instruments,
        closes_at=datetime.combine(until, time.max, UTC),
        by=by,
        at=now(),
    )
    if json:
        terminal.show({"campaign": made})
        return
    terminal.say(_("The campaign “{name}” is open until {day}.").of(name=name, day=until.date()))
