"""Interests from thirty answers: six kinds, as Holland named them, never a verdict.

Each kind is the mean of what was answered, and says of how many answers it is made. Whoever answers
everything alike has told no interest from another, and gets none: no list is then ordered by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muster.kernel.words import Sentence, _p

KINDS: Mapping[str, Sentence] = {
    "R": _p("a kind of interest", "hands, tools and things"),
    "I": _p("a kind of interest", "finding out and understanding"),
    "A": _p("a kind of interest", "making and performing"),
    "S": _p("a kind of interest", "helping and teaching people"),
    "E": _p("a kind of interest", "leading, persuading and trading"),
    "C": _p("a kind of interest", "order, figures and rules"),
}
ANSWERS: Mapping[str, Sentence] = {
    "0": _p("would you like to do this", "No"),
    "1": _p("would you like to do this", "Somewhat"),
    "2": _p("would you like to do this", "Yes"),
}
LEAST = 3  # of five answers that a kind needs
MOST = 2  # what one answer is at most


@dataclass(frozen=True, slots=True)
class Interest:
    """One kind: from 0 to 1, and of how many answers."""

    kind: str
    share: float
    answered: int


def scored(answers: Mapping[str, int], kinds: Mapping[str, str]) -> tuple[Interest, ...]:
    """Return the kinds, the strongest first; `kinds` says of which kind each question is.

    Empty where a kind has too few answers, or where all kinds are alike.
    """
    by_kind: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for key, answer in answers.items():
        if key in kinds:
            by_kind[kinds[key]].append(answer)
    if any(len(given) < LEAST for given in by_kind.values()):
        return ()
    found = [
        Interest(kind, sum(given) / (MOST * len(given)), len(given))
        for kind, given in by_kind.items()
    ]
    if len({one.share for one in found}) == 1:
        return ()
    return tuple(sorted(found, key=lambda one: (-one.share, list(KINDS).index(one.kind))))


def letters(found: tuple[Interest, ...]) -> Mapping[str, float]:
    """Return how strong each kind is, as guidance reckons with it."""
    return {one.kind: one.share for one in found if one.share > 0}
