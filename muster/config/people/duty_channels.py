"""`muster people duty test`: the channels to whoever is on duty, tried and answered."""

from __future__ import annotations

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.access.queries import accounts_by_id
from muster.config.people.duties import duty
from muster.config.spoken import json_option, option
from muster.config.terminal import Terminal
from muster.config.units import unit_meant
from muster.kernel.time import now
from muster.kernel.words import _, _n
from muster.people.channels import proved
from muster.people.commands.channels import acknowledge_test, test_channels
from muster.vault.work import unit_of_work

_unit = option("--unit", says=_("The code of the unit; else the one your own role was given for."))


@duty.command(says=_("Send a test to everybody on duty for a unit."))
@_unit
@click.pass_obj
def test(terminal: Terminal, unit: str | None) -> None:
    """Test the channels; until a test has arrived that day, no campaign opens for the unit."""
    by = terminal.acting(Permission.TEST_CHANNELS)
    sent = test_channels(unit=unit_meant(unit, by), by=by, at=now())
    terminal.say(
        _n("{count} account was sent a test.", "{count} accounts were sent a test.").of(count=sent)
    )


@duty.command(says=_("Say that the test of the channels has reached you."))
@click.pass_obj
def seen(terminal: Terminal) -> None:
    """Acknowledge the tests on one's own screen."""
    count = acknowledge_test(by=terminal.acting(Permission.TEST_CHANNELS), at=now())
    if count:
        terminal.say(_("It is noted that the test reached you."))
    else:
        terminal.say(_("No test is waiting for you."))


@duty.command(says=_("Show whom a test reached today, of those on duty for a unit."))
@_unit
@json_option
@click.pass_obj
def tested(terminal: Terminal, unit: str | None, json: bool) -> None:
    """List the duties of now and the last test of each holder."""
    by, at = terminal.acting(Permission.TEST_CHANNELS), now()
    meant = unit_meant(unit, by)
    with unit_of_work(by.standing()):
        found = proved(meant, at)
    if json:
        terminal.show({"duties": found})
        return
    names = accounts_by_id()
    heads = (_("Duty"), _("Account"), _("Addresses"), _("Last test"), _("Today"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in found:
        table.add_row(
            terminal.said(one.duty.role.says),
            names.get(str(one.duty.account), str(one.duty.account)),
            ", ".join(one.address_kinds) or "–",
            terminal.moment(one.last) if one.last else "–",
            terminal.said(_("yes") if one.today else _("no")),
        )
    terminal.console.print(table)
