"""States with their word and their tone in one place; a tone never stands without its word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from muster.kernel.words import Sentence

Tone = Literal["red", "amber", "yellow", "green", "blue", "grey"]
TONES: tuple[Tone, ...] = ("red", "amber", "yellow", "green", "blue", "grey")


@dataclass(frozen=True, slots=True)
class Status:
    """A state as pages show it: drawn by `{{ ui.status(one) }}`.

    Each reader's folder names its own: `OVERDUE = Status(_("Overdue"), "red")`.
    """

    word: Sentence
    tone: Tone = "grey"
