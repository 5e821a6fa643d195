"""Whether a person may be erased today, and how what stays is told."""

from __future__ import annotations

from rich.table import Table

from muster.access.viewers import Viewer
from muster.config.erasing import Examined
from muster.config.terminal import Terminal
from muster.kernel.ids import PersonId
from muster.kernel.words import Sentence, _
from muster.people.merges import records_of
from muster.policy.problems import HELD
from muster.policy.queries import holds_on
from muster.policy.rules.labels import Label
from muster.vault.work import unit_of_work


def refuse_held(by: Viewer, person: PersonId) -> None:
    """Refused where a legal hold stands on any record of the person; no order goes before it."""
    with unit_of_work(by.standing()):
        held = holds_on(records_of(person))
    if held:
        raise HELD.refused(order=held[0].order)


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
