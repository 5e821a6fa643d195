"""`muster care crises`: who is in a crisis, what is awaited; and what was done, put on record."""

from __future__ import annotations

from datetime import datetime

import click

from muster.access.accounts import account_named
from muster.access.permissions import Permission
from muster.care.commands import crises as commands
from muster.care.queries.crises import CrisisLine, crises_of, open_crises
from muster.care.rules.crises import Act
from muster.config.care.group import (
    accounts,
    an_hour,
    by_when,
    care,
    in_utc,
    names,
    person_of,
    tell,
    who,
    words_option,
)
from muster.config.spoken import argument, json_option
from muster.config.terminal import Terminal
from muster.detection.commands.alerting import acknowledge
from muster.kernel.time import now
from muster.kernel.words import _
from muster.web.care.crises.words import ACTS, AWAITED, KINDS

_person = argument("person")
_HEADS = (_("Who"), _("What it is about"), _("What is awaited"), _("By"), _("Who has it in hand"))
_DONE = _("It stands on record.")


@care.group(says=_("Show the open crises, and put on record what was done."),
            invoke_without_command=True)  # fmt: skip
@json_option
@click.pass_context
def crises(ctx: click.Context, json: bool) -> None:
    """Show the open crises of the viewer's units, what is due first on top."""
    if ctx.invoked_subcommand is not None:
        return
    terminal: Terminal = ctx.obj
    by, at = terminal.acting(Permission.WORK_CRISIS), now()
    found: list[CrisisLine] = open_crises(already_shown=(), by=by, at=at)
    if json:
        terminal.show({"at": at, "crises": found})
        return
    if not found:
        terminal.say(_("No crisis is open in your units."))
        return
    known, owners = names([one.person for one in found], by, at), accounts()
    rows = [
        (
            who(one.person, known), terminal.said(KINDS[one.kind]),
            terminal.said(AWAITED[one.awaited].word) if one.awaited else "",
            by_when(terminal, one.due, at), owners.get(str(one.responsible), ""),
        )
        for one in found
    ]  # fmt: skip
    tell(terminal, _HEADS, rows)


@crises.command(says=_("Tell the story of a person's crises, the latest first."))
@_person
@json_option
@click.pass_obj
def show(terminal: Terminal, person: str, json: bool) -> None:
    """Show what happened, by whom, and what is awaited."""
    by, at = terminal.acting(Permission.WORK_CRISIS), now()
    found = crises_of(person=person_of(person), by=by, at=at)
    if json:
        terminal.show({"at": at, "crises": found})
        return
    owners = accounts()
    for story in found:
        for one in story.story:
            said, account = terminal.said(ACTS[one.act]), owners.get(str(one.by), "")
            click.echo(f"{terminal.moment(one.at)}  {said}  {one.code}  {account}")


@crises.command(says=_("Take an alert in hand: you answer for it from now on."))
@_person
@click.pass_obj
def take(terminal: Terminal, person: str) -> None:
    """Answer what an alert raised, and have its crisis in hand."""
    by = terminal.acting(Permission.ANSWER_ALERT)
    acknowledge(person=person_of(person), by=by, at=now())
    terminal.say(_DONE)


@crises.command(says=_("Put a step on record: a voice, who went, what they found, and so on."))
@_person
@argument("step", type=click.Choice([one.value for one in commands.NOTED]))
@argument("code", default="")
@words_option
@click.pass_obj
def step(terminal: Terminal, person: str, step: str, code: str, words: str) -> None:
    """Put a step on record; CODE is the profile's, where the step has one."""
    by = terminal.acting(Permission.WORK_CRISIS)
    commands.note_in_crisis(
        person=person_of(person), act=Act(step), code=code, words=words, by=by, at=now()
    )
    terminal.say(_DONE)


@crises.command(says=_("Ask a clinician by name to take over, with the hour (UTC) they meet."))
@_person
@argument("account")
@argument("meets", type=an_hour)
@words_option
@click.pass_obj
def offer(terminal: Terminal, person: str, account: str, meets: datetime, words: str) -> None:
    """Offer a crisis; whoever gives answers until the first visit was kept."""
    by = terminal.acting(Permission.WORK_CRISIS)
    commands.offer_crisis(
        person=person_of(person), to=account_named(account), meets=in_utc(meets), words=words,
        by=by, at=now(),
    )  # fmt: skip
    terminal.say(_DONE)


@crises.command(says=_("Say that the first visit was kept: the person is yours from now on."))
@_person
@words_option
@click.pass_obj
def keep(terminal: Terminal, person: str, words: str) -> None:
    """End a crisis by the visit that was kept."""
    by = terminal.acting(Permission.WORK_CRISIS)
    commands.keep_crisis_visit(person=person_of(person), words=words, by=by, at=now())
    terminal.say(_DONE)


@crises.command(says=_("End a crisis without a hand-off, for a coded reason."))
@_person
@argument("reason")
@words_option
@click.pass_obj
def close(terminal: Terminal, person: str, reason: str, words: str) -> None:
    """Close a crisis; REASON is one of the profile's codes."""
    by = terminal.acting(Permission.WORK_CRISIS)
    commands.close_crisis(person=person_of(person), reason=reason, words=words, by=by, at=now())
    terminal.say(_DONE)
