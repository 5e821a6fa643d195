"""`muster backup`: the whole database in one file, without any key."""

from __future__ import annotations

from pathlib import Path

import click

from muster.config.keeping import make_backup
from muster.config.preparing import demand_installation
from muster.config.spoken import argument, command, json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _


@command(says=_("Write the whole database into one file, without any key."))
@argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@click.pass_obj
def backup(terminal: Terminal, file: Path, json: bool) -> None:
    """Write a backup into a new file."""
    demand_installation()
    manifest = make_backup(file, by=terminal.keeping_house(), at=now())
    if json:
        terminal.show(manifest)
        return
    made = _("The backup is in {file}. It opens only with the keys, which are not in it.")
    terminal.say(made.of(file=str(file)))
