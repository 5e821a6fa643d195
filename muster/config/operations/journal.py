"""`muster journal`: verify it, seal it, and read it as sentences."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import click
from rich.table import Table

from muster.access.doors import Door
from muster.access.permissions import Permission
from muster.access.queries import accounts_by_id, verified
from muster.access.queries import journal as read_journal
from muster.access.roles import ROLES
from muster.config.doors import every_door
from muster.config.spoken import group, json_option, option
from muster.config.terminal import Terminal
from muster.journal.entries import EntryRow, Kind
from muster.journal.sealer import seal_all
from muster.journal.verifying import Verdict
from muster.kernel.ids import PersonId
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, Sentence, _, _n

BROKEN = 1
DAY = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])


@group(says=_("Verify, seal and read the journal."))
def journal() -> None:
    """The group."""


@journal.command(says=_("Prove that no sealed entry was changed or removed."))
@json_option
@click.pass_context
def verify(ctx: click.Context, json: bool) -> None:
    """Recompute the log; exit status 1 where it does not hold."""
    terminal: Terminal = ctx.obj
    found = verified(by=terminal.acting(Permission.READ_JOURNAL), at=now())
    if json:
        terminal.show(_verdict_as_json(found))
    elif found.fault is None:
        holds = _n(
            "The journal holds: {count} sealed entry, as signed.",
            "The journal holds: {count} sealed entries, as signed.",
        )
        terminal.say(holds.of(count=found.sealed))
    else:
        terminal.say(found.fault)
        terminal.say(
            _("The journal does not hold. Keep this database as it is, and tell the auditor.")
        )
    if not json and found.unsealed:
        unsealed = _n("{count} entry is not sealed yet.", "{count} entries are not sealed yet.")
        terminal.say(unsealed.of(count=found.unsealed))
    if not found.holds:
        ctx.exit(BROKEN)


@journal.command(says=_("Give every settled entry its place in the log, and sign the head."))
@click.pass_obj
def seal(terminal: Terminal) -> None:
    """Seal now; the worker does it every few seconds."""
    terminal.acting(Permission.KEEP_HOUSE)
    sealed = _n("{count} entry was sealed.", "{count} entries were sealed.")
    terminal.say(sealed.of(count=seal_all()))


@journal.command(says=_("Show who did what, when, and about whom."))
@option("--person", type=click.UUID, says=_("Only what concerns this person, by their id."))
@option("--since", type=DAY, says=_("Only from this day, or this instant, on (UTC)."))
@option("--last", type=click.IntRange(min=1), says=_("Only so many of the latest entries."))
@json_option
@click.pass_obj
def show(
    terminal: Terminal, person: UUID | None, since: datetime | None, last: int | None, json: bool
) -> None:
    """Show the entries as sentences."""
    found = read_journal(
        about=None if person is None else PersonId(person),
        since=None if since is None else since.replace(tzinfo=UTC),
        latest=last, by=terminal.acting(Permission.READ_JOURNAL), at=now(),
    )  # fmt: skip
    names, doors = accounts_by_id(), every_door()
    if json:
        terminal.show({"entries": [_entry_as_json(row, names, doors) for row in found]})
        return
    heads = (_("When (UTC)"), _("Who"), _("As"), _("What"))
    table = Table(*(terminal.said(head) for head in heads))
    for row in found:
        role = ROLES.get(row.role)
        table.add_row(
            terminal.moment(row.at),
            names.get(str(row.actor), str(row.actor)),
            terminal.said(role.name) if role else row.role,
            " ".join(terminal.said(sentence) for sentence in told(row, doors)),
        )
    terminal.console.print(table)


def told(row: EntryRow, doors: dict[str, Door]) -> list[Sentence]:
    """Return the sentences that tell one entry."""
    door = doors.get(row.command)
    unknown = _("Something that this version of Muster has no words for: {command}.")
    what = door.says if door else unknown.of(command=row.command)
    if row.kind == Kind.REFUSED:
        what = _("Asked for and refused: {what}").of(what=what)
    sentences = [what]
    if row.person is not None:
        sentences.append(_("It concerned the person {person}.").of(person=str(row.person)))
    if row.people:
        people = _n("It concerned {count} person.", "It concerned {count} people.")
        sentences.append(people.of(count=len(row.people)))
    return sentences


def _entry_as_json(row: EntryRow, names: dict[str, str], doors: dict[str, Door]) -> dict[str, Any]:
    said = {
        language: " ".join(sentence.said_in(language) for sentence in told(row, doors))
        for language in LANGUAGES
    }
    return {
        "id": row.id, "at": row.at, "account": names.get(str(row.actor)), "actor": row.actor,
        "role": row.role, "purpose": row.purpose, "kind": row.kind, "command": row.command,
        "person": row.person, "people": row.people, **said,
    }  # fmt: skip


def _verdict_as_json(found: Verdict) -> dict[str, Any]:
    fault = found.fault
    return {
        "holds": found.holds, "entries": found.entries, "sealed": found.sealed,
        "unsealed": found.unsealed, "heads": found.heads, "entry": found.entry,
        "fault": None if fault is None else {one: fault.said_in(one) for one in LANGUAGES},
    }  # fmt: skip
