"""`muster people place` and `moves`: posts for several at once, and what became of those over."""

from __future__ import annotations

from datetime import timedelta

import click
from rich.table import Table

from muster.access.permissions import Permission
from muster.config.people.group import people
from muster.config.spoken import json_option, option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _p
from muster.people.commands.temporary import propose_moves
from muster.people.queries.several import Several, report_moves, several
from muster.people.rules.outcomes import Outcome
from muster.people.rules.placing import Aim
from muster.policy.queries import in_force
from muster.web.reading import today_of

AIMS: dict[Aim, Sentence] = {
    Aim.NEAREST: _("The nearest posts"),
    Aim.BETWEEN: _("Between the two"),
    Aim.CHEAPEST: _("The least cost to the units"),
}


@people.command(says=_("Find posts for everybody who waits for one for a time, at once."))
@option(
    "--propose",
    type=click.Choice([one.value for one in Aim]),
    says=_("Propose the posts of this aim to command; else they are only compared."),
)
@json_option
@click.pass_obj
def place(terminal: Terminal, propose: str | None, json: bool) -> None:
    """Compare what each aim comes to; command decides each request by itself."""
    by, at = terminal.acting(Permission.ASSIGN_MOVES), now()
    found = several(by=by, at=at)
    if propose is not None:
        chosen = found.placings[Aim(propose)].chosen
        propose_moves(chosen={key: one.post for key, one in chosen.items()}, by=by, at=at)
    if json:
        terminal.show({"waiting": len(found.asking), "aims": [_plain(found, one) for one in Aim]})
        return
    heads = (_p("column", "What counts"), _p("column", "Placed"), _p("column", "Kilometres in all"),
             _p("column", "Cost to units, days of a post"))  # fmt: skip
    table = Table(*(terminal.said(head) for head in heads))
    for aim, says in AIMS.items():
        one = found.placings[aim]
        table.add_row(terminal.said(says), str(one.served), f"{one.km:g}", str(one.cost))
    terminal.console.print(table)


@people.command(says=_("Count what became of posts for a time in the last 365 days."))
@json_option
@click.pass_obj
def moves(terminal: Terminal, json: bool) -> None:
    """Count how moves ended; small groups are hidden with what would give them away."""
    by, at = terminal.acting(Permission.ASSIGN_MOVES), now()
    least, today = in_force().small_groups.clinical_cell, today_of(by, at)
    found = report_moves(since=today - timedelta(days=365), until=today, least=least, by=by, at=at)
    total = dict(zip([one.value for one in Outcome], found.outcomes.columns, strict=True))
    if json:
        terminal.show({
            "least": least, "restored_percent": found.restored, "days": found.days,
            "outcomes": total, "parts": found.parts, "by_part": found.outcomes.cells,
            "views": found.views.cells[0],
        })  # fmt: skip
        return
    table = Table(*(terminal.said(one) for one in (_("How they ended"), _p("column", "All"))))
    for name, count in total.items():
        hidden = terminal.said(_("hidden"))
        table.add_row(name, hidden if count is None else str(count))
    terminal.console.print(table)


def _plain(found: Several, aim: Aim) -> dict[str, object]:
    one = found.placings[aim]
    return {
        "aim": aim.value, "served": one.served, "km": one.km, "longest_km": one.longest,
        "cost": one.cost, "chosen": {str(key): str(each.post) for key, each in one.chosen.items()},
        "left": [str(each.request) for each in found.asking if each.request not in one.chosen],
    }  # fmt: skip
