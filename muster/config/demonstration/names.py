"""Names that nobody bears: surnames put together from parts, in a Russian and an English manner.

The parts stand in `names.toml`. Any likeness to a person's name is chance.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

PARTS = Path(__file__).with_name("names.toml")


@dataclass(frozen=True, slots=True)
class Name:
    """An invented person's name; English ones have no patronymic (""). `language` is ru or en."""

    surname: str
    given: str
    patronymic: str
    language: str


def invent(*, woman: bool, language: str, dice: np.random.Generator) -> Name:
    """Return one invented name in the manner of `language`, "ru" or "en"."""
    parts = _parts()[language]

    def pick(kind: str) -> str:
        return parts[kind][int(dice.integers(len(parts[kind])))]

    surname = pick("surname_first") + pick("surname_second")
    given = pick("women" if woman else "men")
    if language == "en":
        return Name(surname, given, "", language)
    patronymic = pick("fathers") + ("на" if woman else "ич")
    return Name(surname + ("а" if woman else ""), given, patronymic, language)


@cache
def _parts() -> dict[str, dict[str, list[str]]]:
    read = tomllib.loads(PARTS.read_text(encoding="utf-8"))
    return {
        language: {kind: words.split() for kind, words in kinds.items()}
        for language, kinds in read.items()
    }
