"""What the copy of one's own data is made of: parts, each with its columns and rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muster.kernel.words import Plain, Sentence, _

Cell = Plain | Sentence | None
Local = Callable[[datetime], datetime]

WHEN, DAY, WHAT, FROM, TO = _("When"), _("Day"), _("What"), _("From"), _("To")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the copy: its key (a file's name), its title, its columns, its rows."""

    key: str
    title: Sentence
    columns: tuple[tuple[str, Sentence], ...]
    rows: tuple[tuple[Cell, ...], ...]
