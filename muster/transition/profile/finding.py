"""Skills of the catalogue in somebody's own words, in English and Russian.

A text is cut into clauses. A clause names a skill where it holds all the stems of its label, where
it names a military role or a civilian occupation that has it, or where it means nearly the same.
What is found is an offer: the person keeps it or does not. A clause that speaks of health is not
looked at, so none is ever shown as the ground of a skill.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import numpy as np

from muster.kernel.words import LANGUAGES
from muster.transition.guidance.starter import starter
from muster.transition.guidance.suggesting import roles
from muster.transition.linking.vectors import Meanings, vectors
from muster.transition.rules.likeness import plain, words

MOST_CLAUSES = 400
_ENDS = re.compile(r"[\n\r\t;•·●▪◦|()]+|[.!?:]\s+|,\s+| [-–—] ")
_ADDRESS = re.compile(r"@|https?:|www\.|\d{5,}")
_SHORTEST, _LONGEST = 6, 120
_STEM = 5
_CLOSE = 0.45  # a likeness of meaning under which most offers were silly on texts of our own
_NEAREST = 2  # skills that one clause may mean without naming them

Stems = tuple[str, ...]
Named = tuple[str, str]
"""A skill's key, and the clause in which it was found."""


def clauses(text: str) -> list[str]:
    """Return the parts of a text that say one thing each, addresses and numbers left out."""
    cut = (" ".join(one.split()) for one in _ENDS.split(text))
    good = (
        one[:_LONGEST] for one in cut if len(one) >= _SHORTEST and not _ADDRESS.search(one)
    )  # fmt: skip
    return list(dict.fromkeys(good))[:MOST_CLAUSES]


class Finder:
    """The catalogue's skills, ready to be found in what somebody writes."""

    def __init__(self) -> None:
        book = starter()
        self._labels = [(key, said[one]) for key, said in book.skills.items() for one in LANGUAGES]
        self._stems = [(key, frozenset(_stems(label))) for key, label in self._labels]
        held = [(one.labels, one.skills) for one in book.roles.values()]
        held += [(tuple(one.title.values()), one.skills) for one in book.jobs.values()]
        self._titles: dict[Stems, tuple[str, ...]] = {}
        for labels, skills in held:
            for label in labels:
                self._titles.setdefault(_stems(label), skills)
        self._longest = max(map(len, self._titles))
        self._meant = Meanings([label for _key, label in self._labels])

    def find(self, text: str, skip: Callable[[str], object] = lambda _text: None) -> list[Named]:
        """Return the skills in a text with their clauses, in the order of the text.

        `skip` says of which clauses nothing is to be read: those for which it returns something.
        """
        asked = [one for one in clauses(text) if not skip(one)]
        if not asked:
            return []
        return [
            (key, clause)
            for clause, vector in zip(asked, vectors(asked), strict=True)
            for key in dict.fromkeys([*self._said(clause), *self._near(vector)])
        ]

    def _said(self, clause: str) -> Iterator[str]:
        stems = _stems(clause)
        held = set(stems)
        yield from (key for key, label in self._stems if label and label <= held)
        for start in range(len(stems)):
            for end in range(start + 1, min(len(stems), start + self._longest) + 1):
                yield from self._titles.get(stems[start:end], ())

    def _near(self, vector: np.ndarray) -> Iterator[str]:
        likeness = self._meant.likeness(vector)
        order = np.argsort(-likeness, kind="stable")[: 2 * _NEAREST]
        near = dict.fromkeys(self._labels[at][0] for at in order if likeness[at] >= _CLOSE)
        yield from list(near)[:_NEAREST]


@cache
def finder() -> Finder:
    """Return the finder, made at first use."""
    return Finder()


def skills_of_titles(titles: Iterable[str]) -> list[Named]:
    """Return the skills of the military roles that these titles most likely mean."""
    return [
        (skill, title)
        for title in titles
        if plain(title)
        for role in roles().meant(title)
        for skill in role.skills
    ]


def _stems(text: str) -> Stems:
    return tuple(one.replace("ё", "е")[:_STEM] for one in words(text))


def known(keys: Sequence[str]) -> list[str]:
    """Return which of these are skills of the catalogue."""
    return [key for key in keys if key in starter().skills]
