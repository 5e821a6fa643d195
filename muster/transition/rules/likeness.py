"""How alike a text is to each of many others: by pieces of words, or by whole words.

An index weighs a piece by how seldom it is (TF-IDF with sublinear counts) and compares by cosine.
It is an inverted list over NumPy arrays, so a question costs what its own pieces cost.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Cut = Callable[[str], Iterable[str]]

_BETWEEN = re.compile(r"[\W_]+")
_SHORTEST, _LONGEST = 2, 4
_EVERYWHERE = (
    "a an and are as at be by for from in into is it its of on or other such than that the their "
    "them they this to under up using was we which who will with you your all any can may not "
    "и в во на с со для по к о об от из за у не или как что это при"
)

_COMMON = frozenset(_EVERYWHERE.split())


def plain(text: str) -> str:
    """Return the text in small letters, with one space between its words and nothing else."""
    return _BETWEEN.sub(" ", text.lower()).strip()


def pieces(text: str) -> list[str]:
    """Return the runs of two to four letters within the words, a space standing for their ends."""
    found = []
    for word in plain(text).split():
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            if size >= len(padded):
                found.append(padded)
                break
            found += [padded[at : at + size] for at in range(len(padded) - size + 1)]
    return found


def words(text: str) -> list[str]:
    """Return the words of two letters or more that do not stand in every text."""
    return [word for word in plain(text).split() if len(word) > 1 and word not in _COMMON]


class Index:
    """Texts that can be asked how alike each of them is to another."""

    def __init__(self, texts: Sequence[str], cut: Cut) -> None:
        self.size, self._cut = len(texts), cut
        self._known: dict[str, int] = {}
        ids, counts, lengths = array("i"), array("i"), array("i")
        for text in texts:
            counted = Counter(cut(text))
            for piece, count in counted.items():
                ids.append(self._known.setdefault(piece, len(self._known)))
                counts.append(count)
            lengths.append(len(counted))
        piece_of = np.frombuffer(ids, np.int32) if ids else np.zeros(0, np.int32)
        text_of = np.repeat(np.arange(self.size), np.frombuffer(lengths, np.int32))
        in_texts = np.bincount(piece_of, minlength=len(self._known))
        self._rarity = np.log((1 + self.size) / (1 + in_texts)) + 1
        often = np.frombuffer(counts, np.int32) if counts else np.zeros(0, np.int32)
        weight = (1 + np.log(np.maximum(often, 1))) * self._rarity[piece_of]
        length = np.sqrt(np.bincount(text_of, weight * weight, minlength=self.size))
        weight = weight / length[text_of]
        order = np.argsort(piece_of, kind="stable")
        self._texts = text_of[order]
        self._weights = weight[order].astype(np.float32)
        self._starts = np.concatenate(([0], np.cumsum(in_texts)))

    def likeness(self, text: str) -> Scores:
        """Return, for each text of the index, its likeness to this one: 0 nothing, 1 the same."""
        scores: Scores = np.zeros(self.size, np.float32)
        counted = Counter(piece for piece in self._cut(text) if piece in self._known)
        if not counted:
            return scores
        asked = [self._known[piece] for piece in counted]
        weights = (1 + np.log(list(counted.values()))) * self._rarity[asked]
        weights /= np.sqrt(weights @ weights)
        for piece, weight in zip(asked, weights, strict=True):
            here = slice(self._starts[piece], self._starts[piece + 1])
            scores[self._texts[here]] += np.float32(weight) * self._weights[here]
        return scores


class Grouped:
    """Where several labels belong to one thing: how alike the thing's most alike label is."""

    def __init__(self, owners: Sequence[int], things: int) -> None:
        """`owners` names the thing of each label, by number; every thing has at least one label."""
        owner = np.asarray(owners)
        self._order = np.argsort(owner, kind="stable")
        ordered = owner[self._order]
        self._starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        if len(self._starts) != things:
            raise ValueError("every thing needs a label")

    def best(self, scores: Scores) -> Scores:
        """Return one score for each thing, its best label's."""
        best: Scores = np.maximum.reduceat(scores[self._order], self._starts)
        return best
