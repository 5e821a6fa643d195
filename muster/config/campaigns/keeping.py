"""`muster campaign list`, `show`, `close`, `remind`: how far campaigns are."""

from __future__ import annotations

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.assessments.commands import close_campaign
from muster.assessments.queries import campaign as read_campaign
from muster.assessments.queries import campaigns
from muster.assessments.rules.windows import Standing
from muster.assessments.terms import Ordered
from muster.config.campaigns.group import campaign, id_meant
from muster.config.spoken import argument, json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _p

_STATES = {
    "prepared": _p("a campaign", "Prepared"),
    "open": _p("a campaign", "Open"),
    "closed": _p("a campaign", "Closed"),
}
_HEADS = (_("Id"), _("Name"), _p("of a campaign", "State"), _("Units"))
_COUNTS: tuple[tuple[Standing, Sentence], ...] = (
    (Standing.DONE, _p("how many people", "Done")),
    (Standing.DONE_LATE, _p("how many people", "Done late")),
    (Standing.OPEN, _p("how many people", "Still due")),
    (Standing.LATE, _p("how many people", "Late")),
    (Standing.MISSED, _p("how many people", "Missed")),
)
_ASKED = _p("how many people", "Asked")


@campaign.command("list", says=_("List the campaigns for your units, the latest first."))
@json_option
@click.pass_obj
def list_(terminal: Terminal, json: bool) -> None:
    """List campaigns."""
    found = campaigns(by=terminal.acting(Permission.READ_CAMPAIGN), at=now())
    if json:
        terminal.show({"campaigns": [one.ordered for one in found]})
        return
    table = Table(*(terminal.said(head) for head in _HEADS))
    for one in found:
        units = ", ".join(unit.code for unit in one.units)
        state = terminal.said(_STATES[_state(one.ordered)])
        table.add_row(str(one.ordered.id), one.ordered.name, state, units)
    terminal.console.print(table)


@campaign.command(says=_("Show how far a campaign is, and what keeps it closed."))
@argument("campaign")
@json_option
@click.pass_obj
def show(terminal: Terminal, campaign: str, json: bool) -> None:
    """Show one campaign as counts by unit."""
    by = terminal.acting(Permission.READ_CAMPAIGN)
    found = read_campaign(campaign=id_meant(campaign), by=by, at=now())
    if json:
        counts = {
            window: {one.unit.code: dict(one.by_standing) for one in listed}
            for window, listed in found.counts.items()
        }
        closed = [one.as_json() for one in found.why_closed]
        terminal.show({"campaign": found.ordered, "counts": counts, "why closed": closed})
        return
    for window, listed in found.counts.items():
        heads = (terminal.said(_("Unit")), terminal.said(_ASKED))
        table = Table(*heads, *(terminal.said(head) for _standing, head in _COUNTS), title=window)
        for one in listed:
            numbers = (str(one.by_standing[standing]) for standing, _head in _COUNTS)
            table.add_row(one.unit.code, str(one.asked), *numbers)
        terminal.console.print(table)
    for problem in found.why_closed:
        click.echo(problem.says(terminal.language), err=True)
        click.echo("   " + problem.remedy(terminal.language), err=True)


@campaign.command(says=_("Close a campaign: nobody is asked under it any more."))
@argument("campaign")
@click.pass_obj
def close(terminal: Terminal, campaign: str) -> None:
    """Close the campaign of this id."""
    by = terminal.acting(Permission.OPEN_CAMPAIGN)
    close_campaign(campaign=id_meant(campaign), by=by, at=now())
    terminal.say(_("The campaign is closed; what was answered stays."))


def _state(ordered: Ordered) -> str:
    if ordered.opened is None:
        return "prepared"
    return "open" if ordered.closed is None else "closed"
