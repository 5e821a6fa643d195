"""`muster refer`: a person asks to talk with someone; no questionnaire is needed."""

from __future__ import annotations

from uuid import UUID

import click

from muster.access.permissions import Permission
from muster.assessments.commands import ask_for_help
from muster.config.problems import NOT_AN_ID
from muster.config.spoken import argument, command, option
from muster.config.terminal import Terminal
from muster.kernel.ids import PersonId, new_id
from muster.kernel.time import now
from muster.kernel.words import _


@command(says=_("Enter that a person asks to talk with someone."))
@argument("person")
@option("--now", "urgent", is_flag=True, says=_("“I need help now”: red, at once."))
@click.pass_obj
def refer(terminal: Terminal, person: str, urgent: bool) -> None:
    """Enter a person's own request to talk."""
    by = terminal.acting(Permission.ASK_FOR_HELP)
    try:
        who = PersonId(UUID(person))
    except ValueError:
        raise NOT_AN_ID.refused(text=person) from None
    ask_for_help(person=who, request=new_id(), urgent=urgent, by=by, at=now())
    terminal.say(_("The request was entered, and a clinician is told by the queue."))
