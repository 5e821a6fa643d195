"""What known links teach: from a text's vector to the things that texts like it are linked with.

A ridge regression (Hoerl and Kennedy 1970): one least-squares answer for all texts at once, held
back by `HELD_BACK`. A text that stands many times counts once. Any of the texts can be left out
when a question is asked, and the answer is then that of one that never saw them: no second fit
is made, for the inverse is corrected by the rows that are left out (Woodbury 1950).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from muster.transition.rules.likeness import Scores

HELD_BACK = 0.1

_Numbers = NDArray[np.float64]


class Learned:
    """Texts with known links, ready to be asked what a vector leads to."""

    def __init__(
        self, rows: Scores, links: Sequence[Sequence[int]], things: int, names: Sequence[str]
    ) -> None:
        """`rows` holds a vector for each text, `links` its things, `names` what it is called."""
        often = Counter(names)
        self._weight = np.sqrt([1 / often[name] for name in names])
        self._rows: _Numbers = rows.astype(np.float64) * self._weight[:, None]
        self._links, self._things = links, things
        size = self._rows.shape[1]
        alike = self._rows.T @ self._rows + HELD_BACK * np.eye(size)
        self._inverse: _Numbers = np.asarray(np.linalg.inv(alike), np.float64)
        sums = np.zeros((things, size))
        for row, weight, linked in zip(self._rows, self._weight, links, strict=True):
            sums[list(linked)] += weight * row
        self._leads: _Numbers = self._inverse @ sums.T

    def speaks_for(self, vector: Scores, silent: Sequence[int] = ()) -> Scores:
        """Return how far each thing is spoken for; the texts numbered in `silent` are unknown."""
        found = vector @ self._leads
        if len(silent):
            out = self._rows[silent]
            known = np.zeros((len(out), self._things))
            for row, number in enumerate(silent):
                known[row, list(self._links[number])] = self._weight[number]
            seen = out @ self._inverse
            own = np.eye(len(out)) - seen @ out.T
            found = found + (seen @ vector) @ np.linalg.solve(own, out @ self._leads - known)
        heard: Scores = np.maximum(found, 0).astype(np.float32)
        return heard
