"""`muster care talks`: after which events peers talk, with whom and by when."""

from __future__ import annotations

import click

from muster.access.permissions import Permission
from muster.config.care.group import care, id_of, tell
from muster.config.spoken import json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import _
from muster.programmes.queries.talks import event_whole, events

_EVENTS = (_("Event"), _("Day"), _("Place"), _("What happened"))
_TALKS = (_("Who"), _("Peer"), _("Between"), _("What became of it"))
_UNSAID = _("The person has not agreed to that")


@care.command(says=_("Show after which events peers talk; with --event, with whom and by when."))
@option("--event", says=_("The event whose talks to show."))
@json_option
@click.pass_obj
def talks(terminal: Terminal, event: str | None, json: bool) -> None:
    """Show the events of the viewer's units, or the talks after one."""
    by, at = terminal.acting(Permission.NAME_PEERS), now()
    if event is None:
        found = events(by=by, at=at)
        if json:
            terminal.show({"at": at, "events": found})
            return
        lines = [
            (str(one.event), one.happened_on.isoformat(), one.place, one.kind.value)
            for one in found
        ]
        tell(terminal, _EVENTS, lines)
        return
    whole = event_whole(event=id_of(event), by=by, at=at)
    if json:
        terminal.show({"at": at, "event": whole})
        return
    rows = []
    for one in whole.talks:
        state = terminal.said(_UNSAID)
        if one.state is not None:
            state = one.state.last.value if one.state.last else ""
        rows.append((one.name, one.peer, f"{one.opens_on} – {one.due_on}", state))
    tell(terminal, _TALKS, rows)
