"""From a military trade to civilian occupations, by the known links of other trades like it.

Seven ways of looking. Three ask which other military trades are alike (by pieces of words, by
words, by meaning) and let their civilian links speak; a fourth asks what all links together teach
about a title's meaning. Three more compare the title with the civilian occupations' own titles,
descriptions and meaning. What trades speak for weighs twice as much as words alone, and what all
links teach twice as much as each of the other three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from muster.transition.linking.vectors import Meanings, vectors
from muster.transition.rules.fusing import Confidence, by_best, confidence, nearest, votes
from muster.transition.rules.learning import Learned
from muster.transition.rules.likeness import Grouped, Index, Scores, pieces, plain, words

_OWN, _TAUGHT = 3, 3  # the last ways look at an occupation's own words; the one of all links
MILITARY_GROUP = "55-"  # O*NET's own group of military occupations: no civilian work
# What trades speak for, beside what an occupation's own words say; and, among it, what all links
# teach beside what the most alike say.
HEARD, TAUGHT = 2.0, 2
FAMILY, FIELD = 3, 2  # the characters of a code that name it: 11B and 11, 2A5 (of 2A512E) and 2A
_BRANCHES = {
    "A": "army", "J": "army", "F": "air", "H": "air", "U": "air", "X": "air", "Y": "air",
    "O": "air", "Z": "air", "N": "navy", "P": "navy", "S": "navy", "V": "navy", "M": "marines",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trade:
    """One code-title of one branch, with its civilian links."""

    branch: str
    code: str
    title: str
    links: tuple[int, ...]

    def group(self, characters: int) -> str:
        """Name its family (`FAMILY`) or career field (`FIELD`), one for all lists of a branch."""
        return f"{self.branch}:{self.code[:characters]}"


@dataclass(frozen=True, slots=True)
class Idea:
    """A civilian occupation for a trade: how well it fits, and what speaks for it.

    `known` says that the archive itself links the two; `alike` names other trades, most alike
    first, that are linked with it; `worded` that its own words read like the trade's title;
    `taught` that the links of all trades together lead to it.
    """

    code: str
    title: str
    score: float
    confidence: Confidence
    known: bool
    alike: tuple[str, ...]
    worded: bool
    taught: bool


class Trades:
    """Military trades and civilian occupations, ready to be asked."""

    def __init__(
        self, military: Mapping[str, Mapping[str, Any]], civilian: Mapping[str, Mapping[str, Any]]
    ) -> None:
        civil = {code: one for code, one in civilian.items() if not code.startswith(MILITARY_GROUP)}
        self.codes = tuple(civil)
        self.titles = tuple(one["title"] for one in civil.values())
        self.every = _trades(military.values(), {code: at for at, code in enumerate(self.codes)})
        self.linked = tuple(trade for trade in self.every if trade.links)
        labels = [(at, label) for at, one in enumerate(civil.values()) for label in one["labels"]]
        self._own = Grouped([at for at, _label in labels], len(self.codes))
        self._labels = Index([label for _at, label in labels], pieces)
        told = [f"{one['title']} {one['description']}" for one in civil.values()]
        self._described = Index(told, words)
        self._named = Meanings(self.titles)
        titles = [trade.title for trade in self.linked]
        self._pieces, self._words = Index(titles, pieces), Index(titles, words)
        self._meant = Meanings(titles)
        self._names = [plain(title) for title in titles]
        self._links = [trade.links for trade in self.linked]
        self._learned = Learned(self._meant.rows, self._links, len(self.codes), self._names)

    def alike(self, title: str, vector: Scores) -> list[Scores]:
        """Return how alike each linked trade is to the title, in three ways."""
        return [
            self._pieces.likeness(title),
            self._words.likeness(title),
            self._meant.likeness(vector),
        ]

    def worded(self, title: str, vector: Scores) -> list[Scores]:
        """Return how alike each civilian occupation's words are to the title, in three ways."""
        return [
            self._own.best(self._labels.likeness(title)),
            self._described.likeness(title),
            self._named.likeness(vector),
        ]

    def spoken_for(
        self, alike: Iterable[Scores], vector: Scores, silent: Any = False
    ) -> list[Scores]:
        """Return what trades speak for, in four ways; those marked in `silent` are not asked."""
        heard = (np.where(silent, np.float32(0), one) for one in alike)
        found = [votes(one, self._links, len(self.codes), self._names) for one in heard]
        return [*found, self._learned.speaks_for(vector, np.flatnonzero(silent))]

    def ideas(self, title: str, most: int = 10, known: Iterable[int] = ()) -> list[Idea]:
        """Return civilian occupations for a title, best first; `known` are its published links."""
        return self.ideas_for([(title, tuple(known))], most)[0]

    def ideas_for(
        self, asked: Sequence[tuple[str, tuple[int, ...]]], most: int = 10
    ) -> list[list[Idea]]:
        """Return the same for many titles, each with its published links."""
        meant = vectors([title for title, _known in asked])
        return [
            self._best(title, vector, known, most)
            for (title, known), vector in zip(asked, meant, strict=True)
        ]

    def _best(self, title: str, vector: Scores, known: tuple[int, ...], most: int) -> list[Idea]:
        others = self.alike(title, vector)
        spoken, own = self.spoken_for(others, vector), self.worded(title, vector)
        ways, total = spoken + own, together(spoken, own)
        total[list(known)] += HEARD * len(ways)
        alike = nearest(np.maximum.reduce(others))
        return [
            self._idea(int(one), ways, total, alike, int(one) in known)
            for one in np.argsort(-total, kind="stable")[:most]
        ]

    def _idea(
        self, one: int, ways: Sequence[Scores], total: Scores, alike: Sequence[int], known: bool
    ) -> Idea:
        speaking = (self.linked[at] for at in alike if one in self.linked[at].links)
        names = dict.fromkeys(f"{trade.title} ({trade.code})" for trade in speaking)
        worded = any(way[one] > 0 for way in ways[-_OWN:])
        return Idea(
            self.codes[one], self.titles[one], round(float(total[one]), 3),
            confidence(ways, one, same=known), known, tuple(names)[:3], worded,
            taught=bool(ways[_TAUGHT][one] > 0),
        )  # fmt: skip


def together(spoken: Sequence[Scores], own: Iterable[Scores]) -> Scores:
    """Return one score for each occupation: of what trades speak for, and of its own words."""
    *voted, taught = spoken
    total: Scores = HEARD * by_best([*voted, *[taught] * TAUGHT]) + by_best(own)
    return total


def _trades(military: Iterable[Mapping[str, Any]], places: Mapping[str, int]) -> tuple[Trade, ...]:
    """Return each code-title of each branch once, with its links to civilian occupations."""
    links: dict[tuple[str, str, str], dict[int, None]] = {}
    for one in military:
        branch = _BRANCHES.get(one["service"], one["service"])
        found = links.setdefault((branch, one["code"], one["title"]), {})
        found.update((places[code], None) for code in one["links"] if code in places)
    return tuple(Trade(*key, tuple(found)) for key, found in links.items())
