"""`muster access`: roles given for a unit and a time, taken back, and listed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta

import click
from rich.table import Table

from muster.access.commands import give_role, take_role
from muster.access.permissions import Permission
from muster.access.queries import held_roles
from muster.access.roles import ROLES
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.ids import UnitId
from muster.kernel.time import now
from muster.kernel.words import _
from muster.people.formation import Formation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

YEAR = timedelta(days=365)

_unit = option("--unit", says=_("The unit's code; else the one your own role was given for."))


@group(says=_("Give, take and list roles."))
def access() -> None:
    """The group."""


@access.command(says=_("Give an account a role for a unit and all below it, until a day."))
@argument("account")
@argument("role")
@_unit
@option("--until", type=click.DateTime(["%Y-%m-%d"]), says=_("The last day; else a year from now."))
@click.pass_obj
def give(
    terminal: Terminal, account: str, role: str, unit: str | None, until: datetime | None
) -> None:
    """Give a role; the account is made at need."""
    by, at = terminal.acting(Permission.GIVE_ROLE), now()
    ends = at + YEAR if until is None else datetime.combine(until, time.max, UTC)
    give_role(account=account, role=role, unit=unit_meant(unit, by), until=ends, by=by, at=at)
    terminal.say(
        _("{account} is now {role}, until {until}.")
        .of(account=account, role=ROLES[role].name, until=ends)
    )  # fmt: skip


@access.command(says=_("Take a role back before its time."))
@argument("account")
@argument("role")
@_unit
@click.pass_obj
def take(terminal: Terminal, account: str, role: str, unit: str | None) -> None:
    """End an account's role for a unit now."""
    by = terminal.acting(Permission.GIVE_ROLE)
    ended = take_role(account=account, role=role, unit=unit_meant(unit, by), by=by, at=now())
    if ended:
        terminal.say(_("{account} is no longer {role}.").of(account=account, role=ROLES[role].name))
    else:
        terminal.say(_("{account} holds no such role there.").of(account=account))


@access.command("list", says=_("List who holds which role, for which unit, until when."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List the roles that hold now."""
    held = held_roles(by=terminal.acting(Permission.READ_ROLES), at=now())
    codes = _codes()
    if json:
        terminal.show({"roles": [{**asdict(one), "code": codes.get(one.unit)} for one in held]})
        return
    heads = (_("Account"), _("Role"), _("Unit"), _("Until"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in held:
        role = terminal.said(ROLES[one.role].name)
        code = codes.get(one.unit) or str(one.unit)
        table.add_row(one.account, role, code, terminal.day(one.ends))
    terminal.console.print(table)


def _codes() -> dict[UnitId, str]:
    """Return every unit's code; the formation holds no person."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        return {UnitId(unit.id): unit.code for unit in Formation.read().units.values()}
