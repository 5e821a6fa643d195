"""`muster people import-entries`, `entries`: what people learned, held and did in service."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

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
)
from muster.config.people.persons import person_meant
from muster.config.people.units import say_report
from muster.config.spoken import argument, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _, _n, _p
from muster.people.commands.entries import import_entries as carry_in
from muster.people.commands.entries import take_back_entry
from muster.people.queries.entries import service_entries
from muster.people.rules.entry_list import ENTRIES

COUNTS = {
    "new": _n("{count} entry is new.", "{count} entries are new."),
    "described": _n("{count} entry is described anew.", "{count} entries are described anew."),
    "unchanged": _n("{count} entry stays as it is.", "{count} entries stay as they are."),
}


@people.command(
    "import-entries",
    says=_("Read a list of service entries: trades, courses, licences, languages, vehicles, led."),
)
@file_argument
@confirm_option
@column_option
@json_option
@click.pass_obj
def import_entries(
    terminal: Terminal, file: Path, confirm: bool, columns: tuple[str, ...], json: bool
) -> None:
    """Import service entries; exit status 3 when rows were refused or set aside."""
    by = terminal.acting(Permission.IMPORT_PEOPLE)
    chosen = chosen_columns(columns)
    arrived = read_file(terminal, file, ENTRIES, chosen)
    report = carry_in(arrived=arrived, chosen=chosen, confirm=confirm, by=by, at=now())
    if json:
        terminal.show(report.as_json())
    else:
        say_report(terminal, report, COUNTS)
    if report.refused:
        click.get_current_context().exit(ROWS_REFUSED)


@people.command(says=_("Show the service entries of a person, or take one of them back."))
@argument("person")
@option("--take-back", type=click.UUID, says=_("The id of the entry that was wrong."))
@json_option
@click.pass_obj
def entries(terminal: Terminal, person: str, take_back: UUID | None, json: bool) -> None:
    """Show what stands on the record; an entry that is taken back stays as a fact."""
    by = terminal.acting(Permission.RECORD_SERVICE)
    who = person_meant(terminal, person)
    if take_back is not None:
        take_back_entry(person=who, entry=take_back, by=by, at=now())
    found = service_entries(person=who, by=by, at=now())
    if json:
        terminal.show([
            {
                "id": str(key), "kind": one.kind.value, "what": one.what, "code": one.code,
                "since": one.since, "until": one.until, "people": one.people,
            }
            for key, one in found.items()
        ])  # fmt: skip
        return
    heads = (_p("column", "Kind of entry"), _p("column", "What"), _p("column", "From"),
             _p("column", "To"), _p("column", "People led"), _("Id"))  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    table.columns[-1].overflow = "fold"  # an id is to be copied, whatever the screen's width
    for key, one in found.items():
        table.add_row(
            terminal.said(one.kind.says), one.name, str(one.since or ""), str(one.until or ""),
            str(one.people or ""), str(key),
        )  # fmt: skip
    terminal.console.print(table)
