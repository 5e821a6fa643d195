"""`muster people units` and `import-units`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.people.group import (
    ROWS_REFUSED,
    chosen_columns,
    column_option,
    confirm_option,
    file_argument,
    people,
    read_file,
    tell_problems,
)
from muster.config.spoken import json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _n, _p
from muster.people.commands.units import import_units as carry_in
from muster.people.queries import units as list_units
from muster.people.reports import UnitsReport
from muster.people.rules.unit_list import UNITS

COUNTS = {
    "new": _n("{count} unit is new.", "{count} units are new."),
    "placed": _n(
        "{count} unit stands elsewhere than before.", "{count} units stand elsewhere than before."
    ),
    "described": _n("{count} unit is described anew.", "{count} units are described anew."),
    "unchanged": _n("{count} unit stays as it is.", "{count} units stay as they are."),
}


@people.command("import-units", says=_("Read a list of units with their parents and dates."))
@file_argument
@confirm_option
@column_option
@json_option
@click.pass_obj
def import_units(
    terminal: Terminal, file: Path, confirm: bool, columns: tuple[str, ...], json: bool
) -> None:
    """Import units; exit status 3 when rows were refused."""
    by = terminal.acting(Permission.SHAPE_UNITS)
    chosen = chosen_columns(columns)
    arrived = read_file(terminal, file, UNITS, chosen)
    report = carry_in(arrived=arrived, chosen=chosen, confirm=confirm, by=by, at=now())
    if json:
        terminal.show(report.as_json())
    else:
        say_report(terminal, report)
    if report.refused:
        click.get_current_context().exit(ROWS_REFUSED)


@people.command(says=_("List the units, each followed by those below it."))
@json_option
@click.pass_obj
def units(terminal: Terminal, json: bool) -> None:
    """List the units in and below one's own."""
    found = list_units(by=terminal.acting(Permission.READ_PERSON), at=now())
    if json:
        terminal.show({"units": found})
        return
    heads = (_("Code"), _p("unit", "Name"), _("People"), _("Time zone"), _("Id"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in found:
        name = one.name_ru if terminal.language == "ru" else one.name_en
        if not one.stands:
            name = terminal.said(_("{name} (stood down)").of(name=name))
        table.add_row("  " * one.depth + one.code, name, str(one.people), one.zone, str(one.unit))
    terminal.console.print(table)


def say_report(
    terminal: Terminal, report: UnitsReport, counts: Mapping[str, Sentence] = COUNTS
) -> None:
    """Say what a list of units, or of posts, would change or has changed."""
    tell_problems(terminal, [*report.problems, *report.notes])
    rows = _n("{count} row was read.", "{count} rows were read.")
    terminal.say(rows.of(count=report.rows))
    if report.refused:
        refused = _n("{count} row was refused.", "{count} rows were refused.")
        terminal.say(refused.of(count=report.refused))
    for name, sentence in counts.items():
        if report.counts[name]:
            terminal.say(sentence.of(count=report.counts[name]))
    if report.confirmed:
        terminal.say(_("It is written."))
    else:
        terminal.say(_("Nothing is written yet; the same command with --confirm writes it."))
