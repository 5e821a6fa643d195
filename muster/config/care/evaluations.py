"""`muster care evaluations`: what commanders asked for, taken up, declined, and reported."""

from __future__ import annotations

from datetime import datetime

import click

from muster.access.accounts import account_named
from muster.access.permissions import Permission
from muster.care.commands import evaluations as commands
from muster.care.queries.evaluations import evaluations as read_evaluations
from muster.config.care.group import (
    accounts,
    an_hour,
    care,
    id_of,
    in_utc,
    person_of,
    tell,
    words_option,
)
from muster.config.spoken import argument, json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _

_HEADS = (_("Who"), _("Request"), _("Asked by"), _("Not before (UTC)"), _("Evaluator"))
_DONE = _("It stands on record, and the person and command are told of it.")
_person, _evaluation = argument("person"), argument("evaluation")


@care.group(says=_("Show the evaluations that commanders asked for, and answer them."),
            invoke_without_command=True)  # fmt: skip
@json_option
@click.pass_context
def evaluations(ctx: click.Context, json: bool) -> None:
    """Show the requests of the viewer's units that are not over, the oldest first."""
    if ctx.invoked_subcommand is not None:
        return
    terminal: Terminal = ctx.obj
    by, at = terminal.acting(Permission.ANSWER_EVALUATION), now()
    found = read_evaluations(by=by, at=at)
    if json:
        terminal.show({"at": at, "evaluations": found})
        return
    if not found:
        terminal.say(_("No evaluation is asked for in your units."))
        return
    names = accounts()
    rows = [
        (
            f"{one.name}\n{one.asking.person}", str(one.asking.id),
            names.get(str(one.asking.asked_by), ""), terminal.moment(one.asking.not_before),
            names.get(str(one.evaluator), ""),
        )
        for one in found
    ]  # fmt: skip
    tell(terminal, _HEADS, rows)


@evaluations.command(says=_("Take a request up: name the evaluator, and the hour (UTC) they meet."))
@_person
@_evaluation
@argument("evaluator")
@argument("meets", type=an_hour)
@click.pass_obj
def accept(
    terminal: Terminal, person: str, evaluation: str, evaluator: str, meets: datetime
) -> None:
    """Accept; whoever treats the person does not evaluate."""
    by = terminal.acting(Permission.ANSWER_EVALUATION)
    commands.accept_evaluation(
        person=person_of(person), evaluation=id_of(evaluation), evaluator=account_named(evaluator),
        meets=in_utc(meets), by=by, at=now(),
    )  # fmt: skip
    terminal.say(_DONE)


@evaluations.command(says=_("Decline a request, for a coded reason that command never reads."))
@_person
@_evaluation
@argument("reason")
@words_option
@click.pass_obj
def decline(terminal: Terminal, person: str, evaluation: str, reason: str, words: str) -> None:
    """Decline; REASON is one of the profile's codes."""
    by = terminal.acting(Permission.ANSWER_EVALUATION)
    commands.decline_evaluation(
        person=person_of(person), evaluation=id_of(evaluation), reason=reason, words=words, by=by,
        at=now(),
    )  # fmt: skip
    terminal.say(_DONE)


@evaluations.command(says=_("Report: a limitation where you ordered one that stands, else none."))
@_person
@_evaluation
@words_option
@click.pass_obj
def report(terminal: Terminal, person: str, evaluation: str, words: str) -> None:
    """Report as the evaluator; the words stay in care."""
    by = terminal.acting(Permission.ANSWER_EVALUATION)
    commands.report_evaluation(
        person=person_of(person), evaluation=id_of(evaluation), words=words, by=by, at=now()
    )
    terminal.say(_DONE)
