"""`muster doctor`: what is wrong with this installation, and what to do about it."""

from __future__ import annotations

import click
from rich.table import Table
from rich.text import Text

from muster.config.doctor import Colour, Finding, examine
from muster.config.spoken import command, json_option
from muster.config.terminal import Terminal
from muster.kernel.time import now
from muster.kernel.words import Sentence, _, _p

RED = 1

# Never by colour alone: each has its word, and its sign.
WORDS: dict[Colour, tuple[str, str, Sentence]] = {
    Colour.GREEN: ("✓", "green", _p("finding", "Good")),
    Colour.AMBER: ("!", "yellow", _p("finding", "Soon")),
    Colour.RED: ("✗", "bold red", _p("finding", "Now")),
}


@command(says=_("Check the installation, and say what to do about each finding."))
@json_option
@click.pass_context
def doctor(ctx: click.Context, json: bool) -> None:
    """Examine everything; exit status 1 where something is red."""
    terminal: Terminal = ctx.obj
    found = examine(now())
    worst = any(finding.colour is Colour.RED for finding in found)
    if json:
        terminal.show({"red": worst, "findings": [finding.as_json() for finding in found]})
    else:
        terminal.console.print(_table(terminal, found))
    if worst:
        ctx.exit(RED)


def _table(terminal: Terminal, found: list[Finding]) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 1))
    for finding in sorted(found, key=lambda one: list(Colour)[::-1].index(one.colour)):
        sign, style, word = WORDS[finding.colour]
        mark = Text(f"{sign} {terminal.said(word)}", style=style)
        says = Text(terminal.said(finding.says))
        if finding.do is not None:
            says.append("\n→ " + terminal.said(finding.do), style="dim")
        table.add_row(mark, Text(finding.name), says)
    return table
