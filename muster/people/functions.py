"""What the force calls its functions, and who is kept from which: said by rooms above this one.

What there is to be limited is the force's own data, and who is limited is care's; people asks both
without knowing either, as row-level security asks this room where people stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from muster.kernel.ids import PersonId
from muster.kernel.words import LANGUAGES


class Spoken(Protocol):
    """Something with a name in each language."""

    def said_in(self, language: str) -> str:
        """Return the name in one language."""
        ...


Barred = Mapping[PersonId, frozenset[str]]


def _nothing() -> Mapping[str, Spoken]:
    return {}


def _nobody(_people: Collection[PersonId]) -> Barred:
    return {}


@dataclass(slots=True)
class Force:
    """`known` names the functions by their codes; `barred` says what people are kept from today.

    `barred` is asked as clinicians are, and its answer only ever leaves somebody where they are.
    """

    known: Callable[[], Mapping[str, Spoken]] = _nothing
    barred: Callable[[Collection[PersonId]], Barred] = _nobody


FORCE = Force()


def spellings() -> dict[str, str]:
    """Return what a cell may say for each function, in small letters, with its code."""
    found = {}
    for code, name in FORCE.known().items():
        found[code] = code
        for language in LANGUAGES:
            found[name.said_in(language).casefold()] = code
    return found
