"""`muster access`: roles given for a unit and a time, taken back, and listed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta

import click
from rich.table import Table

from muster.access.accounts import account_named
from muster.access.commands import give_role, recovering, take_role
from muster.access.commands import inviting as commands
from muster.access.commands.coming import end_sessions
from muster.access.commands.inviting import Invitation
from muster.access.permissions import Permission
from muster.access.problems import NO_RECOVERY
from muster.access.queries import held_roles
from muster.access.queries.recoveries import recoveries as waiting_recoveries
from muster.access.roles import ROLES
from muster.access.rules.codes import written
from muster.access.rules.recovery import STANDS
from muster.config.operations.addresses import address
from muster.config.signing_in import invitation_address
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.ids import UnitId
from muster.kernel.time import now
from muster.kernel.words import _, _n
from muster.people.formation import Formation
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

YEAR = timedelta(days=365)

_unit = option("--unit", says=_("The unit's code; else the one your own role was given for."))


@group(says=_("Give, take and list roles."))
def access() -> None:
    """The group."""


access.add_command(address)


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


@access.command(says=_("Invite the holder of an account to set a password on the pages."))
@argument("account")
@json_option
@click.pass_obj
def invite(terminal: Terminal, account: str, json: bool) -> None:
    """Print the digits of an invitation; they stand nowhere else."""
    by = terminal.acting(Permission.INVITE)
    _hand_over(terminal, commands.invite(account=account, by=by, at=now()), json)


@access.command(says=_("Ask to let in again the holder of an account who lost their device."))
@argument("account")
@click.pass_obj
def recover(terminal: Terminal, account: str) -> None:
    """Ask for a recovery; an administrator approves it on the pages."""
    by = terminal.acting(Permission.INVITE)
    recovering.ask_recovery(account=account, at_terminal=True, by=by, at=now())
    asked = _n(
        "Asked. Another administrator has to approve it on the pages, within {count} day.",
        "Asked. Another administrator has to approve it on the pages, within {count} days.",
    )
    terminal.say(asked.of(count=STANDS.days))


@access.command(says=_("List who waits to be let in again."))
@json_option
@click.pass_obj
def recoveries(terminal: Terminal, json: bool) -> None:
    """List the recoveries that wait for a second person."""
    waiting = waiting_recoveries(by=terminal.acting(Permission.INVITE), at=now())
    if json:
        terminal.show({"recoveries": [asdict(one) for one in waiting]})
        return
    heads = (_("Account"), _("Asked by"), _("Asked"), _("Until"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in waiting:
        table.add_row(
            one.account, one.asked_by, terminal.moment(one.asked_at), terminal.moment(one.until)
        )
    terminal.console.print(table)


@access.command(
    says=_("Approve letting the holder of an account in again; another asked on the pages.")
)
@argument("account")
@json_option
@click.pass_obj
def approve(terminal: Terminal, account: str, json: bool) -> None:
    """Approve a recovery that was asked for on the pages; print the invitation's digits."""
    by, at = terminal.acting(Permission.INVITE), now()
    waiting = [one for one in waiting_recoveries(by=by, at=at) if one.account == account]
    if not waiting:
        raise NO_RECOVERY.refused()
    made = recovering.approve_recovery(recovery=waiting[0].recovery, at_terminal=True, by=by, at=at)
    _hand_over(terminal, made, json)


@access.command("sign-out", says=_("Sign an account out on all devices."))
@argument("account")
@click.pass_obj
def sign_out(terminal: Terminal, account: str) -> None:
    """End every session of an account, as after a theft."""
    by = terminal.acting(Permission.KEEP_SIGN_IN)
    with unit_of_work(Standing(Audience.PLATFORM)):
        holder = account_named(account)
    end_sessions(account=holder, by=by, at=now())
    terminal.say(_("{account} is signed out everywhere.").of(account=account))


def _hand_over(terminal: Terminal, made: Invitation, json: bool) -> None:
    if json:
        terminal.show({"account": made.account, "invitation": made.code, "until": made.until})
        return
    invited = _("{account} sets a password on the pages with this invitation, once: {code}")
    terminal.say(invited.of(account=made.account, code=written(made.code)))
    terminal.say(_("It is entered at {address}.").of(address=invitation_address()))
    terminal.say(_("It holds until {until}.").of(until=made.until))


def _codes() -> dict[UnitId, str]:
    """Return every unit's code; the formation holds no person."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        return {UnitId(unit.id): unit.code for unit in Formation.read().units.values()}
