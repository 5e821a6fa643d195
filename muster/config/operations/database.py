"""`muster database`: what a database's administrator needs, and the embedded server's life."""

from __future__ import annotations

import os

import click

from muster.config.database import EMBEDDED_DATABASE, app_address, uses_embedded
from muster.config.home import home
from muster.config.installing import prepare_embedded
from muster.config.problems import NOT_THE_EMBEDDED
from muster.config.spoken import group, option
from muster.config.terminal import Terminal
from muster.kernel.words import _
from muster.vault.postgres import Embedded
from muster.vault.schema.roles import prepare_sql


@group(says=_("Prepare the database; start and stop the embedded one."))
def database() -> None:
    """The group."""


@database.command(
    says=_("Print the SQL that makes roles and rights, for a database's administrator.")
)
@option("--apply", "applying", is_flag=True, says=_("Run it on the embedded server at once."))
@click.pass_obj
def prepare(terminal: Terminal, applying: bool) -> None:
    """Print the SQL, or run it on the embedded server as its superuser."""
    if applying:
        _demand_embedded()
        made = prepare_embedded(home(os.environ))
        terminal.say(
            _("The database {address} is ready for “muster migrate”.").of(address=str(made))
        )
        return
    name = EMBEDDED_DATABASE
    if not uses_embedded(os.environ):
        name = app_address(home(os.environ), os.environ).database
    terminal.remark(
        _("Run this once as a superuser, connected to the database “{name}”.").of(name=name)
    )
    passwords = _(
        "Then give its three logins passwords: \\password {name}_owner, {name}_app, {name}_worker."
    )
    terminal.remark(passwords.of(name=name))
    for statement in prepare_sql(name):
        click.echo(" ".join(statement.split()) + ";")


@database.command(says=_("Start the embedded server; it stays until it is stopped."))
@click.pass_obj
def start(terminal: Terminal) -> None:
    """Start the embedded server."""
    _demand_embedded()
    address = Embedded(home(os.environ)).start()
    terminal.say(_("The embedded PostgreSQL answers at {address}.").of(address=str(address)))


@database.command(says=_("Stop the embedded server for everyone; unfinished work is undone."))
@click.pass_obj
def stop(terminal: Terminal) -> None:
    """Stop the embedded server."""
    _demand_embedded()
    if Embedded(home(os.environ)).stop():
        terminal.say(_("The embedded PostgreSQL has stopped."))
    else:
        terminal.say(_("The embedded PostgreSQL was not running."))


def _demand_embedded() -> None:
    if not uses_embedded(os.environ):
        raise NOT_THE_EMBEDDED.refused()
