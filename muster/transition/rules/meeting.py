"""The best few for each of many: people among vacancies, or vacancies among people.

How well two suit each other is the inner product of their vectors, so that every part of it
(skills, interests, values, pay) is a stretch of the vector and can be named afterwards. What a hard
rule forbids is never weighed against anything. The answer is exact: nothing is approximate.

The work is a product of matrices, then one look at it. Offers stand in stretches of 64, and the
best of each stretch is kept: whoever wants ten finds the ten best within the stretches whose best
is at least the tenth best of all such, for ten offers as good as that have then been seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]

NONE = -1
STRETCH = 64
AT_ONCE = 256
"""So many seekers are looked at together: their products fill memory, but not all of it."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What is looked through: a vector for each row, and which kind it is before the hard rules.

    Rows of one kind ask the same of whoever comes; kinds are numbered from 0 without a gap. Rows
    that follow each other in kind are looked through fastest.
    """

    vectors: Vectors
    kinds: Numbers

    def __post_init__(self) -> None:
        if len(self.vectors) != len(self.kinds):
            raise ValueError(f"{len(self.vectors)} vectors, but {len(self.kinds)} kinds")


@dataclass(frozen=True, slots=True)
class Found:
    """For each seeker the rows of the best offers, the best first, and how well they suit.

    Shapes (seekers × count). Where the rules leave fewer, the rest is NONE and minus infinity.
    Equals stand in the order of their rows.
    """

    rows: Numbers
    suits: Vectors


def best(
    seekers: Vectors, offers: Offers, allowed: Callable[[slice], Truths], *, count: int = 10
) -> Found:
    """Return the `count` best offers that the hard rules allow each seeker.

    `allowed` answers for a slice of the seekers: kinds × seekers, true where the rules allow it.
    Cost: seekers × offers products of vectors; memory 256 times the offers, four bytes each.
    """
    most = len(offers.kinds)
    padded = -(-max(most, 1) // STRETCH) * STRETCH
    vectors = np.zeros((padded, seekers.shape[1]), np.float32)
    vectors[:most] = offers.vectors
    found = Found(
        np.full((len(seekers), count), NONE, np.int64),
        np.full((len(seekers), count), -np.inf, np.float32),
    )
    room = np.empty((padded, AT_ONCE), np.float32)
    for begin in range(0, len(seekers), AT_ONCE):
        part = slice(begin, min(begin + AT_ONCE, len(seekers)))
        suits = room[:, : part.stop - begin]
        np.matmul(vectors, seekers[part].T, out=suits)
        suits[most:] = -np.inf
        may = allowed(part)
        if not may.all():
            suits[:most] += np.where(may, np.float32(0), np.float32(-np.inf))[offers.kinds]
        _keep(suits, found.rows[part], found.suits[part])
    return found


def _keep(suits: Vectors, rows: Numbers, best_suits: Vectors) -> None:
    """Write the best of each column of `suits` into the two, the best first."""
    count, seekers = rows.shape[1], suits.shape[1]
    stretches = suits.reshape(-1, STRETCH, seekers)
    tops = stretches.max(axis=1)
    place = max(len(tops) - count, 0)
    enough = np.partition(tops, place, axis=0)[place] if len(tops) > count else -np.inf
    stretch, seeker = np.nonzero((tops >= enough) & (tops > -np.inf))
    seen = stretches[stretch, :, seeker].ravel()
    row = (stretch[:, None] * STRETCH + np.arange(STRETCH)).ravel()
    whose = np.repeat(seeker, STRETCH)
    worth = (seen > -np.inf) & (seen >= np.broadcast_to(enough, seekers)[whose])
    seen, row, whose = seen[worth], row[worth], whose[worth]
    order = np.lexsort((row, -seen, whose))
    seen, row, whose = seen[order], row[order], whose[order]
    rank = np.arange(len(whose)) - np.searchsorted(whose, whose)
    first = rank < count
    rows[whose[first], rank[first]] = row[first]
    best_suits[whose[first], rank[first]] = seen[first]
