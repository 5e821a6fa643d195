"""`muster care late`: which cases should have moved on, on whom they wait, and who is told."""

from __future__ import annotations

import click

from muster.access.permissions import Permission
from muster.care.queries import late_cases
from muster.config.care.group import accounts, by_when, care, names, tell, who
from muster.config.spoken import json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _
from muster.policy.queries import in_force

_HEADS = (_("Who"), _("Where it stands"), _("Has to move on by"), _("On whom"), _("Who is told"))


@care.command(says=_("Show which cases are late, on whom, and who is told."))
@option("--limit", default=20, show_default=True, says=_("How many cases to show."))
@json_option
@click.pass_obj
def late(terminal: Terminal, limit: int, json: bool) -> None:
    """Show the late cases of the viewer's units, the longest first."""
    by, at = terminal.acting(Permission.READ_LATE), now()
    found = late_cases(limit=limit, already_shown=(), by=by, at=at)
    if json:
        terminal.show({"at": at, "late": found})
        return
    if not found:
        terminal.say(_("No case of your units is late."))
        return
    known, owners = names([one.line.person for one in found], by, at), accounts()
    path = in_force().case
    rows = [
        (
            who(one.line.person, known),
            getattr(path.states[one.line.state].name, terminal.language),
            by_when(terminal, one.line.due, at),
            owners.get(str(one.line.owner), ""),
            getattr(path.hands.get(one.late_to), terminal.language, ""),
        )
        for one in found
    ]
    tell(terminal, _HEADS, rows)
