"""`muster upgrade`: a backup, then the new tables; never back."""

from __future__ import annotations

from importlib.metadata import version

import click

from muster.config import keeping
from muster.config.preparing import demand_installation
from muster.config.spoken import command
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _, _n


@command(says=_("Make a backup, then migrate; refuses to go back."))
@click.pass_obj
def upgrade(terminal: Terminal) -> None:
    """Upgrade the installation to this version of Muster."""
    demand_installation()
    made, brought_in = keeping.upgrade(version=version("muster"), at=now())
    if made is None:
        terminal.say(_("There was nothing to migrate; grants and policies were renewed."))
        return
    terminal.say(_("The backup made before is {file}.").of(file=str(made)))
    done = _n("{count} migration was brought in.", "{count} migrations were brought in.")
    terminal.say(done.of(count=len(brought_in)))
