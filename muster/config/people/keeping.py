"""How the command line tells what of a person goes and what stays."""

from __future__ import annotations

from rich.table import Table

from muster.config.erasing import Examined
from muster.config.terminal import Terminal
from muster.kernel.words import Sentence, _
from muster.policy.rules.labels import Label


def print_fates(terminal: Terminal, found: Examined) -> None:
    """Say of each kind of record whether it goes, and if not why and until when."""
    heads = (_("Kind of record"), _("Records"), _("What becomes of it"), _("May go from"))
    table = Table(*(terminal.said(head) for head in heads))
    for fate in found.fates:
        if fate.why is not None:
            becomes = heard(terminal, fate.why)
        elif fate.zone in found.zones:
            becomes = terminal.said(_("Erased."))
        else:
            becomes = terminal.said(_("Kept with the rest of its zone, which has to stay."))
        until = "" if fate.until is None else str(fate.until)
        table.add_row(fate.kind, str(fate.count), becomes, until)
    terminal.console.print(table)


def heard(terminal: Terminal, words: Label | Sentence) -> str:
    """Return a profile's words, or a sentence, in the reader's language."""
    if isinstance(words, Sentence):
        return terminal.said(words)
    return str(getattr(words, terminal.language))
