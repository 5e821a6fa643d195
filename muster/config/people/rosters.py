"""`muster people import`, `confirm`, `drop` and `arrivals`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.people.group import (
    ROWS_REFUSED,
    bar,
    chosen_columns,
    column_option,
    confirm_option,
    file_argument,
    people,
    read_file,
    tell_problems,
)
from muster.config.spoken import argument, json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _, _n, _p
from muster.people.commands.rosters import confirm_roster, drop_roster, import_roster
from muster.people.queries import arrivals as list_arrivals
from muster.people.reports import RosterReport, State
from muster.people.rules.moves import Outcome
from muster.people.rules.roster_columns import ROSTER

OUTCOMES = {
    Outcome.NEW: _n("{count} person is new.", "{count} people are new."),
    Outcome.MOVED: _n("{count} person moves.", "{count} people move."),
    Outcome.RETURNED: _n("{count} person comes back.", "{count} people come back."),
    Outcome.LEFT: _n("{count} person leaves.", "{count} people leave."),
    Outcome.CORRECTED: _n("{count} record is corrected.", "{count} records are corrected."),
    Outcome.UNCHANGED: _n("{count} row changes nothing.", "{count} rows change nothing."),
}
STATES = {
    State.WAITING: _p("roster", "waiting"),
    State.CONFIRMED: _p("roster", "confirmed"),
    State.DROPPED: _p("roster", "dropped"),
    State.REFUSED: _p("roster", "refused"),
}
SHORT = 12
"""How many digits of a digest are shown; as many as that tell rosters apart."""


@people.command("import", says=_("Read a roster; valid rows wait until they are confirmed."))
@file_argument
@confirm_option
@column_option
@json_option
@click.pass_obj
def import_(
    terminal: Terminal, file: Path, confirm: bool, columns: tuple[str, ...], json: bool
) -> None:
    """Import a roster; exit status 3 when rows were refused."""
    by, at = terminal.acting(Permission.IMPORT_PEOPLE), now()
    chosen = chosen_columns(columns)
    arrived = read_file(terminal, file, ROSTER, chosen)
    with bar(terminal, _("Comparing and writing")) as show:
        report = import_roster(
            arrived=arrived,
            chosen=chosen,
            confirm=confirm,
            progress=lambda _stage, done, total: show(done, total),
            by=by,
            at=at,
        )
    _tell(terminal, report, json)


@people.command(says=_("Write the valid rows of a roster that waits."))
@argument("digest")
@json_option
@click.pass_obj
def confirm(terminal: Terminal, digest: str, json: bool) -> None:
    """Confirm a roster; DIGEST may be shortened."""
    by, at = terminal.acting(Permission.IMPORT_PEOPLE), now()
    with bar(terminal, _("Comparing and writing")) as show:
        report = confirm_roster(
            digest=digest, progress=lambda _stage, done, total: show(done, total), by=by, at=at
        )
    _tell(terminal, report, json)


@people.command(says=_("Forget a roster that waits."))
@argument("digest")
@click.pass_obj
def drop(terminal: Terminal, digest: str) -> None:
    """Drop a roster; DIGEST may be shortened."""
    drop_roster(digest=digest, by=terminal.acting(Permission.IMPORT_PEOPLE), at=now())
    terminal.say(_("The roster was dropped; its rows are forgotten."))


@people.command(says=_("List the rosters that arrived."))
@json_option
@click.pass_obj
def arrivals(terminal: Terminal, json: bool) -> None:
    """List rosters, the latest first."""
    found = list_arrivals(by=terminal.acting(Permission.IMPORT_PEOPLE), at=now())
    if json:
        terminal.show({"arrivals": found})
        return
    heads = (_("Digest"), _("Arrived"), _("State"), _("Rows"), _("Refused"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in found:
        table.add_row(
            one.digest[:SHORT], terminal.moment(one.arrived_at), terminal.said(STATES[one.state]),
            str(one.rows), str(one.refused),
        )  # fmt: skip
    terminal.console.print(table)


def _tell(terminal: Terminal, report: RosterReport, json: bool) -> None:
    if json:
        terminal.show(report.as_json())
    else:
        _say(terminal, report)
    if report.refused:
        click.get_current_context().exit(ROWS_REFUSED)


def _say(terminal: Terminal, report: RosterReport) -> None:
    """Say in sentences what became of a roster, and what to type next."""
    tell_problems(terminal, [*report.problems, *report.notes])
    rows = _n("{count} row was read.", "{count} rows were read.")
    terminal.say(rows.of(count=report.rows))
    if report.refused:
        refused = _n("{count} row was refused.", "{count} rows were refused.")
        terminal.say(refused.of(count=report.refused))
    for outcome, sentence in OUTCOMES.items():
        if report.outcomes.get(outcome.value):
            terminal.say(sentence.of(count=report.outcomes[outcome.value]))
    if report.repeated:
        terminal.say(_("This file was confirmed before; nothing was changed."))
    elif report.state is State.CONFIRMED:
        terminal.say(_("It is written."))
    elif report.state is State.WAITING:
        terminal.say(
            _("The valid rows wait. To write them: muster people confirm {digest}").of(
                digest=report.digest[:SHORT]
            )
        )
