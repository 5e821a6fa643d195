"""`muster campaign visit`: a team's day at a unit, and who is expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.assessments.answered import Came
from muster.assessments.commands import Day, call_off_visit, note_attendance, plan_visit
from muster.assessments.queries import visit_day, visits
from muster.assessments.rules.visits import Hours, Room
from muster.config.campaigns.group import a_day, an_hour, campaign, id_meant, minutes_of
from muster.config.problems import ROOM_UNREADABLE
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.ids import PersonId
from muster.kernel.time import now
from muster.kernel.words import _, _n

_ROOM = re.compile(r"(?P<name>[^:]{1,60}):\s*(?P<seats>[0-9]{1,3})")


@group(says=_("Plan visits, and note who came."))
def visit() -> None:
    """The group."""


campaign.add_command(visit)


@visit.command("plan", says=_("Plan a visit: everybody who has not answered gets a place."))
@argument("campaign")
@argument("day", type=a_day)
@option("--window", default="window-1", says=_("The window's name; else the first one."))
@option("--unit", required=True, says=_("The code of the unit that is visited."))
@option("--place", required=True, says=_("Where it is."))
@option("--room", "rooms", multiple=True, required=True, metavar="NAME:SEATS",
        says=_("A room and its seats; repeat it."))  # fmt: skip
@option("--from", "begins", type=an_hour, default="09:00", says=_("When it begins."))
@option("--until", "ends", type=an_hour, default="16:00", says=_("When it ends."))
@option("--pause-from", type=an_hour, says=_("When the pause begins."))
@option("--pause-until", type=an_hour, says=_("When the pause ends."))
@option("--minutes", type=int, default=30, says=_("How long one round takes."))
@option("--team", says=_("The id of the team that goes there."))
@json_option
@click.pass_obj
def plan_(
    terminal: Terminal,
    campaign: str,
    day: datetime,
    window: str,
    unit: str,
    place: str,
    rooms: Sequence[str],
    begins: datetime,
    ends: datetime,
    pause_from: datetime | None,
    pause_until: datetime | None,
    minutes: int,
    team: str | None,
    json: bool,
) -> None:
    """Plan a visit; hours are the unit's own."""
    by = terminal.acting(Permission.KEEP_VISIT)
    hours = Hours(
        minutes_of(begins), minutes_of(ends), minutes, minutes_of(pause_from),
        minutes_of(pause_until),
    )  # fmt: skip
    there = Day(
        unit_meant(unit, by), day.date(), place, tuple(_room(one) for one in rooms), hours,
        None if team is None else id_meant(team),
    )  # fmt: skip
    made = plan_visit(campaign=id_meant(campaign), window=window, day=there, by=by, at=now())
    if json:
        terminal.show(made)
        return
    said = _n("{count} person is expected; the visit's id is {visit}.",
              "{count} people are expected; the visit's id is {visit}.")  # fmt: skip
    terminal.say(said.of(count=made.placed, visit=str(made.visit)))
    if made.left_over:
        left = _n("{count} person has no place: add a room, or plan another day.",
                  "{count} people have no place: add a room, or plan another day.")  # fmt: skip
        terminal.say(left.of(count=made.left_over))


@visit.command("list", says=_("List the visits to your units, the latest day first."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List visits."""
    found = visits(by=terminal.acting(Permission.READ_CAMPAIGN), at=now())
    if json:
        terminal.show({"visits": found})
        return
    heads = (_("Id"), _("Day"), _("Unit"), _("Place"), _("Campaign"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in found:
        day = one.day.isoformat()
        table.add_row(str(one.id), day, one.unit_name.code, one.place, one.campaign_name)
    terminal.console.print(table)


@visit.command("show", says=_("Show who is expected at a visit, and who came."))
@argument("visit")
@json_option
@click.pass_obj
def show(terminal: Terminal, visit: str, json: bool) -> None:
    """Show one visit by time."""
    by = terminal.acting(Permission.KEEP_VISIT)
    found = visit_day(visit=id_meant(visit), already_shown=(), by=by, at=now())
    if json:
        terminal.show(found)
        return
    heads = (_("When"), _("Place"), _("Name"), _("Unit"), _("Came"), _("Id"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in found.guests:
        came = "" if one.came is None else terminal.said(one.came.says)
        at = one.at.strftime("%H:%M")
        table.add_row(at, one.room, one.name, one.unit_code, came, str(one.person))
    terminal.console.print(table)


@visit.command("note", says=_("Note whether somebody came to a visit; the last note counts."))
@argument("visit")
@argument("person")
@argument("came", type=click.Choice([one.value for one in Came]))
@click.pass_obj
def note(terminal: Terminal, visit: str, person: str, came: str) -> None:
    """Note attendance."""
    by = terminal.acting(Permission.KEEP_VISIT)
    note_attendance(
        person=PersonId(id_meant(person)), visit=id_meant(visit), came=Came(came), by=by, at=now()
    )
    terminal.say(_("It is noted."))


@visit.command("call-off", says=_("Call a visit off."))
@argument("visit")
@click.pass_obj
def call_off(terminal: Terminal, visit: str) -> None:
    """Call a visit off."""
    call_off_visit(visit=id_meant(visit), by=terminal.acting(Permission.KEEP_VISIT), at=now())
    terminal.say(_("The visit is called off."))


def _room(said: str) -> Room:
    found = _ROOM.fullmatch(said.strip())
    if found is None:
        raise ROOM_UNREADABLE.refused(said=said)
    return Room(found["name"].strip(), int(found["seats"]))
