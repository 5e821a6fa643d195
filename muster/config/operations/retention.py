"""`muster retention`: what the profile says is to go; shown first, removed only when told."""

from __future__ import annotations

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.config import retention as removing
from muster.config.people.persons import person_meant
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.kernel.ids import PersonId
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _n
from muster.people.merges import records_of
from muster.policy.commands import lift_holds, place_hold
from muster.policy.queries import in_force
from muster.policy.rules.profile import CountedFrom
from muster.vault.work import unit_of_work

COUNTED: dict[CountedFrom, Sentence] = {
    CountedFrom.RECORDED: _("from the day it was recorded"),
    CountedFrom.ENDED: _("from the day it ended"),
    CountedFrom.SERVICE_END: _("from the end of service"),
}

_BY_THE_WORKER = _("The worker removes them.")
_NONE_YET = _("None are kept so far.")
ELSEWHERE: dict[str, Sentence] = {
    "sessions": _BY_THE_WORKER,
    "jobs": _BY_THE_WORKER,
    "sign-in-records": _BY_THE_WORKER,
    "partner-offers": _BY_THE_WORKER,
    "journal-entries": _("Never removed: the log proves itself from its first entry on."),
    "transition-profiles": _("The packet ends on its own day, and goes with its person."),
    "climate-answers": _NONE_YET,
    "bundles": _NONE_YET,
}
"""Kinds of record in the profile that this command does not remove, and who does."""


@group(says=_("Show or remove records whose time is over."), invoke_without_command=True)
@option("--dry-run", is_flag=True, says=_("Only show; this is so unless --apply is said."))
@option("--apply", "applying", is_flag=True, says=_("Remove what is due, for ever."))
@option("--yes", is_flag=True, says=_("Do not ask again."))
@json_option
@click.pass_context
def retention(ctx: click.Context, dry_run: bool, applying: bool, yes: bool, json: bool) -> None:
    """Show what is due by the profile; remove it where that was said."""
    if ctx.invoked_subcommand is not None:
        return
    terminal: Terminal = ctx.obj
    by, at = terminal.acting(Permission.APPLY_RETENTION), now()
    found: dict[str, int] = {}
    for one in removing.due(by, at):
        found[one.kind] = found.get(one.kind, 0) + len(one.ids)
    if json:
        terminal.show({"due": found, "removed": _removed(by, applying and not dry_run)})
        return
    _print(terminal, found)
    if not applying or dry_run or not found:
        return
    if not yes:
        click.confirm(terminal.said(_("Remove all of this for ever?")), abort=True)
    went = sum(_removed(by, True).values())
    terminal.say(_n("{count} record was removed.", "{count} records were removed.").of(count=went))


def _removed(by: Viewer, applying: bool) -> dict[str, int]:
    return removing.apply(by, now()) if applying else {}


def _print(terminal: Terminal, found: dict[str, int]) -> None:
    heads = (_("Kind of record"), _("Kept for"), _("Counted"), _("Due today"))
    table = Table(*(terminal.said(head) for head in heads))
    for kind, rule in in_force().retention.items():
        counted = terminal.said(COUNTED[rule.after])
        elsewhere = ELSEWHERE.get(kind)
        due = str(found.get(kind, 0)) if elsewhere is None else terminal.said(elsewhere)
        table.add_row(kind, str(rule.keep), counted, due)
    terminal.console.print(table)
    if not found:
        terminal.say(_("Nothing is due."))


@retention.command(says=_("Keep everything about a person until the hold is lifted."))
@argument("person")
@option("--order", required=True, says=_("The code of the order that demands it."))
@click.pass_obj
def hold(terminal: Terminal, person: str, order: str) -> None:
    """Place a legal hold on every record of PERSON."""
    by = terminal.acting(Permission.APPLY_RETENTION)
    for record in _records(terminal, person, by):
        place_hold(person=record, order=order, by=by, at=now())
    terminal.say(_("A legal hold keeps everything about this person."))


@retention.command(says=_("Lift the legal holds on a person."))
@argument("person")
@click.pass_obj
def lift(terminal: Terminal, person: str) -> None:
    """Lift the holds on every record of PERSON."""
    by = terminal.acting(Permission.APPLY_RETENTION)
    records = _records(terminal, person, by)
    lifted = sum(lift_holds(person=record, by=by, at=now()) for record in records)
    said = _n("{count} legal hold was lifted.", "{count} legal holds were lifted.")
    terminal.say(said.of(count=lifted))


def _records(terminal: Terminal, person: str, by: Viewer) -> list[PersonId]:
    meant = person_meant(terminal, person)
    with unit_of_work(by.standing()):
        return records_of(meant)
