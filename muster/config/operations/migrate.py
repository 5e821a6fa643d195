"""`muster migrate`: tables, grants, policies and triggers, as the owner."""

from __future__ import annotations

import os

import click

from muster.config.home import home
from muster.config.installing import bring_up_to_date
from muster.config.spoken import command
from muster.config.terminal import Terminal
from muster.kernel.words import _


@command(says=_("Bring the database to what this version of Muster needs."))
@click.pass_obj
def migrate(terminal: Terminal) -> None:
    """Migrate and protect; may be run again at any time."""
    bring_up_to_date(home(os.environ))
    terminal.say(_("The database is up to date, and its grants and policies stand."))
