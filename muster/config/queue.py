"""`muster queue`: who is to be called, why, since when, by when; and what was done about it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import click
from rich.table import Table

from muster.access.accounts import account_named
from muster.access.permissions import Permission
from muster.access.queries import accounts_by_id
from muster.config.problems import NOT_AN_ID
from muster.config.spoken import argument, group, json_option, option
from muster.config.terminal import Terminal
from muster.detection import commands
from muster.detection.commands.sweeping import sweep_missed
from muster.detection.queries import Call
from muster.detection.queries import queue as read_queue
from muster.kernel.ids import PersonId
from muster.kernel.time import now
from muster.kernel.words import _, _n, _p
from muster.people.queries import names_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier

STANDINGS = {
    "open": _p("signal", "Open"),
    "taken": _p("signal", "Taken"),
    "assigned": _p("signal", "Assigned"),
    "not-reached": _p("signal", "Not reached"),
    "reached": _p("signal", "Spoken with"),
}
_person = argument("person")


@group(
    says=_("Show who is to be called, why, since when and by when."), invoke_without_command=True
)
@option("--limit", default=20, show_default=True, says=_("How many people to show."))
@option("--tier", type=click.Choice([one.value for one in Tier if one.queued]), says=_("One tier."))
@json_option
@click.pass_context
def queue(ctx: click.Context, limit: int, tier: str | None, json: bool) -> None:
    """Show the queue; the commands below say what was done about a person in it."""
    if ctx.invoked_subcommand is not None:
        return
    terminal: Terminal = ctx.obj
    by, at = terminal.acting(Permission.READ_QUEUE), now()
    chosen = None if tier is None else Tier(tier)
    calls = read_queue(limit=limit, tier=chosen, already_shown=(), by=by, at=at)
    if json:
        terminal.show({"at": at, "calls": [_as_json(terminal, call, at) for call in calls]})
        return
    if not calls:
        terminal.say(_("Nobody is waiting to be called."))
        return
    names = names_of(persons=[call.person for call in calls], by=by, at=at)
    terminal.console.print(_table(terminal, calls, names, at))


@queue.command(says=_("Take on to call a person."))
@_person
@click.pass_obj
def take(terminal: Terminal, person: str) -> None:
    """Take a person on."""
    by = terminal.acting(Permission.WORK_QUEUE)
    _done(terminal, commands.take(person=_id(person), by=by, at=now()))


@queue.command(says=_("Hand a person on to another clinician's account."))
@_person
@argument("account")
@click.pass_obj
def assign(terminal: Terminal, person: str, account: str) -> None:
    """Assign a person."""
    by = terminal.acting(Permission.WORK_QUEUE)
    to = account_named(account)
    _done(terminal, commands.assign(person=_id(person), to=to, by=by, at=now()))


@queue.command("not-reached", says=_("Record a call that did not reach the person, and why."))
@_person
@argument("reason")
@click.pass_obj
def not_reached(terminal: Terminal, person: str, reason: str) -> None:
    """Record a call in vain; REASON is one of the profile's codes."""
    by = terminal.acting(Permission.WORK_QUEUE)
    _done(terminal, commands.not_reached(person=_id(person), reason=reason, by=by, at=now()))


@queue.command(says=_("Record that a clinician has spoken with the person."))
@_person
@click.pass_obj
def reached(terminal: Terminal, person: str) -> None:
    """Record that the person was reached."""
    by = terminal.acting(Permission.WORK_QUEUE)
    _done(terminal, commands.reached(person=_id(person), by=by, at=now()))


@queue.command(says=_("Move a person to another tier, and say why."))
@_person
@argument("tier", type=click.Choice([one.value for one in Tier]))
@argument("reason")
@click.pass_obj
def retier(terminal: Terminal, person: str, tier: str, reason: str) -> None:
    """Override the tier; a clinician judges."""
    by = terminal.acting(Permission.WORK_QUEUE)
    done = commands.retier(person=_id(person), tier=Tier(tier), reason=reason, by=by, at=now())
    _done(terminal, done)


@queue.command(says=_("Close what is open about a person, with its outcome."))
@_person
@argument("reason")
@click.pass_obj
def close(terminal: Terminal, person: str, reason: str) -> None:
    """Close with an outcome, or a coded reason for no care."""
    by = terminal.acting(Permission.WORK_QUEUE)
    _done(terminal, commands.close(person=_id(person), reason=reason, by=by, at=now()))


@queue.command(says=_("Look for people who came home and missed their screening."))
@click.pass_obj
def sweep(terminal: Terminal) -> None:
    """Queue whoever missed a window after a deployment; the worker does it every day."""
    by = terminal.acting(Permission.NOTICE_MISSED)
    terminal.say(
        _n("{count} missed screening was noticed.", "{count} missed screenings were noticed.").of(
            count=sweep_missed(by=by, at=now())
        )
    )


@queue.command(says=_("List the coded reasons that the profile knows."))
@json_option
@click.pass_obj
def reasons(terminal: Terminal, json: bool) -> None:
    """List the codes for not-reached, retier and close."""
    known = in_force().reasons
    lists = {
        "not-reached": known.not_reached,
        "retier": known.override,
        "close": {**known.outcome, **known.exit},
    }
    if json:
        terminal.show({step: dict(codes) for step, codes in lists.items()})
        return
    for step, codes in lists.items():
        click.echo(step)
        for code, label in codes.items():
            click.echo(f"  {code:20} {getattr(label, terminal.language)}")


def _table(
    terminal: Terminal, calls: list[Call], names: dict[PersonId, str], at: datetime
) -> Table:
    table = Table(show_lines=True, expand=True)
    table.add_column(terminal.said(_("Tier")))
    # An id is typed again in the next command, so it is folded and never cut.
    table.add_column(terminal.said(_("Who")), overflow="fold", ratio=3)
    table.add_column(terminal.said(_("Why")), ratio=5)
    for head in (_("Since (UTC)"), _("Call by (UTC)"), _("Standing"), _("With")):
        table.add_column(terminal.said(head), ratio=2)
    owners = accounts_by_id()
    for call in calls:
        table.add_row(
            terminal.said(call.tier.word),
            _who(terminal, call, names),
            "\n".join(terminal.said(reason.sentence()) for reason in call.reasons),
            terminal.moment(call.since),
            _by_when(terminal, call, at),
            terminal.said(STANDINGS[call.standing]),
            owners.get(str(call.owner), ""),
        )
    return table


def _who(terminal: Terminal, call: Call, names: dict[PersonId, str]) -> str:
    """Return a name; for a subject of a file, the file and what the row is called there."""
    name = names.get(call.person)
    if name:
        return name
    if call.origin is None:
        return str(call.person)
    row = _("{label} in {file}").of(label=call.origin.label, file=call.origin.campaign)
    return f"{terminal.said(row)}\n{call.person}"


def _by_when(terminal: Terminal, call: Call, at: datetime) -> str:
    if call.due is None:
        return terminal.said(_("Spoken with; the outcome is missing"))
    when = terminal.moment(call.call_by or call.due)
    return terminal.said(_("{when}, overdue").of(when=when)) if call.overdue(at) else when


def _as_json(terminal: Terminal, call: Call, at: datetime) -> dict[str, object]:
    return {
        "person": call.person,
        "origin": call.origin,
        "tier": call.tier.value,
        "reasons": [
            {
                "code": reason.code,
                "values": dict(reason.values),
                "en": reason.sentence().said_in("en"),
                "ru": reason.sentence().said_in("ru"),
            }
            for reason in call.reasons
        ],
        "since": call.since,
        "due": call.due,
        "call_by": call.call_by,
        "overdue": call.overdue(at),
        "standing": call.standing,
        "owner": call.owner,
        "attempts": call.attempts,
    }


def _id(text: str) -> PersonId:
    try:
        return PersonId(UUID(text))
    except ValueError:
        raise NOT_AN_ID.refused(text=text) from None


def _done(terminal: Terminal, signals: int) -> None:
    terminal.say(
        _n("Recorded for {count} open signal.", "Recorded for {count} open signals.").of(
            count=signals
        )
    )
