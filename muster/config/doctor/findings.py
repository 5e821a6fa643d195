"""A finding: one thing looked at, its colour, a sentence, and what to do."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from muster.kernel.words import LANGUAGES, Sentence


class Colour(enum.StrEnum):
    """How bad it is. Red wants somebody today; amber wants somebody soon."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at. `do` is None where there is nothing to do."""

    name: str
    colour: Colour
    says: Sentence
    do: Sentence | None = None

    def as_json(self) -> dict[str, object]:
        """Return the finding as plain data, its words in every language."""
        words = {
            language: {
                "says": self.says.said_in(language),
                "do": None if self.do is None else self.do.said_in(language),
            }
            for language in LANGUAGES
        }
        return {"name": self.name, "colour": self.colour.value, **words}


def green(name: str, says: Sentence) -> Finding:
    return Finding(name, Colour.GREEN, says)


def amber(name: str, says: Sentence, do: Sentence) -> Finding:
    return Finding(name, Colour.AMBER, says, do)


def red(name: str, says: Sentence, do: Sentence) -> Finding:
    return Finding(name, Colour.RED, says, do)
