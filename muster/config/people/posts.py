"""`muster people import-posts`: what each post demands."""

from __future__ import annotations

from pathlib import Path

import click

from muster.access.permissions import Permission
from muster.config.people.group import (
    ROWS_REFUSED,
    chosen_columns,
    column_option,
    confirm_option,
    file_argument,
    people,
    read_file,
)
from muster.config.people.units import say_report
from muster.config.spoken import json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _, _n
from muster.people.commands.posts import import_posts as carry_in
from muster.people.rules.post_list import POSTS

COUNTS = {
    "new": _n(
        "{count} post is described for the first time.",
        "{count} posts are described for the first time.",
    ),
    "described": _n("{count} post is described anew.", "{count} posts are described anew."),
    "unchanged": _n("{count} post stays as it is.", "{count} posts stay as they are."),
}


@people.command("import-posts", says=_("Read a list of posts with what each of them demands."))
@file_argument
@confirm_option
@column_option
@json_option
@click.pass_obj
def import_posts(
    terminal: Terminal, file: Path, confirm: bool, columns: tuple[str, ...], json: bool
) -> None:
    """Import posts; exit status 3 when rows were refused."""
    by = terminal.acting(Permission.IMPORT_PEOPLE)
    chosen = chosen_columns(columns)
    arrived = read_file(terminal, file, POSTS, chosen)
    report = carry_in(arrived=arrived, chosen=chosen, confirm=confirm, by=by, at=now())
    if json:
        terminal.show(report.as_json())
    else:
        say_report(terminal, report, COUNTS)
    if report.refused:
        click.get_current_context().exit(ROWS_REFUSED)
