"""A free title, or a posting, and the occupations that it most likely means.

Three ways of looking, each with the same weight: the pieces of the title against every label, all
its words against the descriptions, and its meaning against the names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from muster.transition.linking.vectors import Meanings, vectors
from muster.transition.rules.fusing import Confidence, by_spread, confidence
from muster.transition.rules.likeness import Grouped, Index, Scores, pieces, plain, words


@dataclass(frozen=True, slots=True)
class Link:
    """An occupation that a text may mean, and how far that may be trusted."""

    code: str
    title: str
    score: float
    confidence: Confidence


class Linker:
    """Occupations that free texts can be linked to.

    `occupations` maps each code to its title, its labels in any language, and its description.
    """

    def __init__(self, occupations: Mapping[str, Mapping[str, Any]]) -> None:
        self.codes = tuple(occupations)
        self.titles = tuple(one["title"] for one in occupations.values())
        labels = [
            (number, label)
            for number, one in enumerate(occupations.values())
            for label in one["labels"]
        ]
        owners = [number for number, _label in labels]
        self._own = Grouped(owners, len(self.codes))
        self._labels = Index([label for _number, label in labels], pieces)
        self._same = {(number, plain(label)) for number, label in labels}
        self._described = Index([_told(one) for one in occupations.values()], words)
        self._named = Meanings(self.titles)

    def link(self, title: str, text: str = "", most: int = 10) -> list[Link]:
        """Return the likeliest occupations of one posting, best first."""
        return self.link_all([(title, text)], most)[0]

    def link_all(self, postings: Sequence[tuple[str, str]], most: int = 10) -> list[list[Link]]:
        """Return the same for many postings, each a title and the text below it."""
        meant = vectors([title for title, _text in postings])
        return [
            self._first(title, self._ways(title, text, vector), most)
            for (title, text), vector in zip(postings, meant, strict=True)
        ]

    def _ways(self, title: str, text: str, vector: Scores) -> list[Scores]:
        return [
            self._own.best(self._labels.likeness(title)),
            self._described.likeness(f"{title} {text}"),
            self._named.likeness(vector),
        ]

    def _first(self, title: str, ways: Sequence[Scores], most: int) -> list[Link]:
        total = by_spread(ways)
        order = np.argsort(-total, kind="stable")[:most]
        asked = plain(title)
        return [
            Link(
                self.codes[one], self.titles[one], round(float(total[one]), 3),
                confidence(ways, int(one), same=(int(one), asked) in self._same),
            )
            for one in order
        ]  # fmt: skip


def _told(one: Mapping[str, Any]) -> str:
    """Return everything an archive says of an occupation, as one text."""
    return " ".join([one["title"], *one["labels"], one["description"]])
