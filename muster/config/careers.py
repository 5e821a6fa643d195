"""`muster careers`: lists of adverse career actions, brought in, kept, and made pseudonymous."""

from __future__ import annotations

import csv
from pathlib import Path

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.care.commands.careers import bring_careers, confirm_careers, write_pseudonyms
from muster.care.queries.careers import career_matches, career_sums
from muster.care.rules.careers import CAREERS
from muster.config.people.group import (
    ROWS_REFUSED,
    chosen_columns,
    column_option,
    confirm_option,
    file_argument,
    read_file,
)
from muster.config.spoken import group, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.ids import new_id
from muster.kernel.problems import Problem
from muster.kernel.time import now
from muster.kernel.words import _, _n, _p
from muster.people.problems import COLUMN_MISSING
from muster.people.rules.headings import find_columns, under_its_headings
from muster.policy.queries import in_force

LIST_NEAR = _n(
    "{count} of them lies within {days} days of care.",
    "{count} of them lie within {days} days of care.",
)


@group(says=_("Hold adverse career actions against the times of care, for the auditor."))
def careers() -> None:
    """The group."""


@careers.command("import", says=_("Read a list of adverse career actions."))
@file_argument
@confirm_option
@column_option
@json_option
@click.pass_obj
def import_(
    terminal: Terminal, file: Path, confirm: bool, columns: tuple[str, ...], json: bool
) -> None:
    """Import a list; without --confirm it waits on the auditor's page. Exit 3: rows refused."""
    by, chosen = terminal.acting(Permission.CHECK_CAREERS), chosen_columns(columns)
    arrived = read_file(terminal, file, CAREERS, chosen)
    read = bring_careers(file=new_id(), arrived=arrived, chosen=chosen, by=by, at=now())
    kept = confirm and read.rows > read.refused
    near = confirm_careers(file=read.id, by=by, at=now()) if kept else 0
    if json:
        terminal.show({
            "list": str(read.id), "digest": read.digest, "rows": read.rows, "confirmed": kept,
            "refused": read.refused, "near_care": near,
            "within": {str(days): count for days, count in read.near.items()},
            "problems": read.problems, "notes": read.notes,
        })  # fmt: skip
    else:
        _say(terminal, read.rows, read.problems)
        if kept:
            terminal.say(
                _n("{count} action lies near care.", "{count} actions lie near care.").of(
                    count=near
                )
            )
        else:
            for days, count in sorted(read.near.items()):
                terminal.say(LIST_NEAR.of(count=count, days=days))
            terminal.say(_("Nothing is kept yet; the list waits on the auditor's page."))
    if read.refused:
        click.get_current_context().exit(ROWS_REFUSED)


@careers.command("list", says=_("List the actions that lie near care and wait to be reviewed."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List what waits; the service number stands on the page of each, behind a fresh sign-in."""
    by, at = terminal.acting(Permission.CHECK_CAREERS), now()
    found, sums = career_matches(waiting=True, by=by, at=at), career_sums(by=by, at=at)
    if json:
        terminal.show({"waiting": found, "actions": sums.actions, "within": sums.within})
        return
    kinds = in_force().oversight.career_kinds
    heads = (_p("column", "How near"), _p("column", "Kind of action"),
             _p("column", "Day of the action"), _p("column", "Id"))  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for one in found:
        kind = kinds[one.kind].said_in(terminal.language) if one.kind in kinds else one.kind
        within = _n("within {count} day of care", "within {count} days of care")
        table.add_row(
            terminal.said(within.of(count=one.within)), kind, str(one.day), str(one.id)
        )  # fmt: skip
    terminal.console.print(table)


@careers.command(says=_("Replace the service numbers of a list by pseudonyms."))
@file_argument
@option("--out", required=True, type=click.Path(path_type=Path), says=_("The file to write."))
@column_option
@click.pass_obj
def pseudonyms(terminal: Terminal, file: Path, out: Path, columns: tuple[str, ...]) -> None:
    """Write the list anew as CSV; only what the auditor's import reads goes along."""
    by, chosen = terminal.acting(Permission.WRITE_PSEUDONYMS), chosen_columns(columns)
    table = under_its_headings(read_file(terminal, file, CAREERS, chosen).table, CAREERS, chosen)
    places = find_columns(table, CAREERS, chosen).places
    if "number" not in places:
        raise COLUMN_MISSING.refused(field=CAREERS.titles["number"])
    numbers = list(table.columns[places["number"]])
    found = write_pseudonyms(numbers=numbers, by=by, at=now())
    fields = [one for one in ("kind", "day", "unit") if one in places]
    wrong = [
        one.in_row(row)
        for row, one in zip(table.rows, found, strict=True)
        if isinstance(one, Problem)
    ]
    with out.open("w", encoding="utf-8", newline="") as file_out:
        writer = csv.writer(file_out)
        writer.writerow([CAREERS.titles[one].said_in("en") for one in ("pseudonym", *fields)])
        for index, one in enumerate(found):
            if not isinstance(one, Problem):
                writer.writerow([one, *(table.columns[places[name]][index] for name in fields)])
    for problem in wrong:
        terminal.remark(problem.kind.says.of(**dict(problem.values)))
    terminal.say(
        _n("{count} row was written.", "{count} rows were written.").of(
            count=len(found) - len(wrong)
        )
    )
    if wrong:
        click.get_current_context().exit(ROWS_REFUSED)


def _say(terminal: Terminal, rows: int, problems: object) -> None:
    for one in list(problems)[:20]:  # type: ignore[call-overload] — the report as it was kept
        said = one[terminal.language]
        place = _("Row {row}: {sentence}").of(row=one["row"] or 0, sentence=said["says"])
        click.echo(terminal.said(place) if one["row"] else said["says"], err=True)
        click.echo("   " + said["do"], err=True)
    terminal.say(_n("{count} row was read.", "{count} rows were read.").of(count=rows))
