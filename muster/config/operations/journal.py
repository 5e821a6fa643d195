"""`muster journal`: verify it, seal it, and read it as sentences."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.access.queries import accounts_by_id, odd, verified
from muster.access.queries import journal as read_journal
from muster.access.roles import ROLES
from muster.access.telling import told
from muster.config.spoken import group, json_option, option
from muster.config.terminal import Terminal
from muster.journal.entries import EntryRow
from muster.journal.oddities import Seen
from muster.journal.sealer import seal_all
from muster.journal.verifying import Verdict
from muster.kernel.ids import PersonId
from muster.kernel.time import now
from muster.kernel.words import LANGUAGES, _, _n, _p
from muster.web.auditor.explaining import numbers

BROKEN = 1
MOST_UNUSUAL = 500
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
    names = accounts_by_id()
    if json:
        terminal.show({"entries": [_entry_as_json(row, names) for row in found]})
        return
    heads = (_("When (UTC)"), _("Who"), _("As"), _("What"))
    table = Table(*(terminal.said(head) for head in heads))
    for row in found:
        role = ROLES.get(row.role)
        table.add_row(
            terminal.moment(row.at),
            names.get(str(row.actor), str(row.actor)),
            terminal.said(role.name) if role else row.role,
            " ".join(terminal.said(sentence) for sentence in told(row)),
        )
    terminal.console.print(table)


@journal.command(says=_("List what the watch over the journal found out of the ordinary."))
@option("--all", "everything", is_flag=True, says=_("Those too that were concluded."))
@json_option
@click.pass_obj
def unusual(terminal: Terminal, everything: bool, json: bool) -> None:
    """List findings, the newest first."""
    found = odd(
        patterns=[], mark=None, most=MOST_UNUSUAL, open_only=not everything,
        by=terminal.acting(Permission.READ_JOURNAL), at=now(),
    )  # fmt: skip
    names = accounts_by_id()
    if json:
        terminal.show({"findings": [_finding_as_json(one, names) for one in found]})
        return
    if not found:
        terminal.say(_("Nothing is waiting to be looked into."))
        return
    heads = (_p("column", "What"), _("Account"), _p("column", "Numbers"), _("Person"))
    table = Table(*(terminal.said(head) for head in heads))
    for one in found:
        episode = one.episode
        table.add_row(
            terminal.said(episode.pattern.says), names.get(str(episode.actor), str(episode.actor)),
            terminal.said(numbers(episode, "UTC")), str(episode.person or ""),
        )  # fmt: skip
    terminal.console.print(table)


def _finding_as_json(one: Seen, names: dict[str, str]) -> dict[str, Any]:
    episode = one.episode
    said = {language: numbers(episode, "UTC").said_in(language) for language in LANGUAGES}
    return {
        "id": one.id, "pattern": episode.pattern.value, "account": names.get(str(episode.actor)),
        "actor": episode.actor, "role": episode.role, "person": episode.person,
        "first": episode.first, "last": episode.last, "count": episode.count,
        "seconds": episode.seconds, "conclusion": one.conclusion, **said,
    }  # fmt: skip


def _entry_as_json(row: EntryRow, names: dict[str, str]) -> dict[str, Any]:
    said = {
        language: " ".join(sentence.said_in(language) for sentence in told(row))
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
