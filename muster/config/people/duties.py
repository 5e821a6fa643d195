"""`muster people duty`: who has the duty for which unit, until when."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import click
from rich.table import Table

from muster.access.accounts import account_named
from muster.access.permissions import Permission
from muster.access.queries import accounts_by_id
from muster.config.people.group import people
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.time import now
from muster.kernel.words import _
from muster.people.commands.keeping import cancel_duty, give_duty
from muster.people.duty import DutyRole
from muster.people.problems import NO_SUCH_DUTY
from muster.people.queries import duties

_when = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])


@group(says=_("Give, cancel and list duties."))
def duty() -> None:
    """The group."""


people.add_command(duty)


@duty.command(says=_("Give an account a duty for a unit and all below it."))
@argument("account")
@argument("role", type=click.Choice([role.value for role in DutyRole]))
@argument("starts", type=_when)
@argument("ends", type=_when)
@option("--unit", says=_("The code of the unit; else the one your own role was given for."))
@click.pass_obj
def give(
    terminal: Terminal,
    account: str,
    role: str,
    starts: datetime,
    ends: datetime,
    unit: str | None,
) -> None:
    """Give a duty; STARTS and ENDS are in UTC."""
    by = terminal.acting(Permission.KEEP_ROSTER)
    turn = give_duty(
        unit=unit_meant(unit, by),
        role=DutyRole(role),
        account=account_named(account),
        starts=starts.replace(tzinfo=UTC),
        ends=ends.replace(tzinfo=UTC),
        by=by,
        at=now(),
    )
    terminal.say(_("The duty was given; its id is {turn}.").of(turn=str(turn)))


@duty.command(says=_("Take a duty back."))
@argument("turn")
@click.pass_obj
def cancel(terminal: Terminal, turn: str) -> None:
    """Cancel the duty TURN, named by its id."""
    try:
        meant = UUID(turn)
    except ValueError:
        raise NO_SUCH_DUTY.refused() from None
    cancel_duty(turn=meant, by=terminal.acting(Permission.KEEP_ROSTER), at=now())
    terminal.say(_("The duty was taken back."))


@duty.command("list", says=_("List the duties of now and those to come."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List duties."""
    found = duties(by=terminal.acting(Permission.KEEP_ROSTER), at=now())
    if json:
        terminal.show({"duties": found})
        return
    names = accounts_by_id()
    heads = (_("Unit"), _("Duty"), _("Account"), _("From"), _("To"), _("Id"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in found:
        table.add_row(
            one.unit_code, terminal.said(one.duty.role.says),
            names.get(str(one.duty.account), str(one.duty.account)),
            terminal.moment(one.duty.starts), terminal.moment(one.duty.ends), str(one.duty.id),
        )  # fmt: skip
    terminal.console.print(table)
