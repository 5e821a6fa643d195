"""The best few for each of many: people among vacancies, or vacancies among people.

How well two suit each other is the inner product of their vectors, so that every part of it
(skills, interests, values, pay) is a stretch of the vector and can be named afterwards. What a hard
rule forbids is never weighed against anything. The answer is exact: nothing is approximate.

Offers are looked through in blocks. Of each block only those seekers are multiplied out whom the
rules leave anything in it; where most are left nothing, most of the work is never done. Within a
block offers stand in stretches of 64: the tenth best of the stretches' best is no better than the
tenth best of all, for ten offers as good have then been seen, so what is worse is let go at once.
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
BLOCK, AT_ONCE = 1_024, 1_024
"""So many offers and seekers are looked at together: what they come to stays near the processor."""
MOST_OF_THEM = 0.75
"""Where so many of the seekers are left something in a block, all of them are multiplied out."""


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
    Cost: at most seekers × offers products of vectors; memory 1,024 times the kinds, a byte each.
    """
    blocks = _blocks(offers)
    found = Found(
        np.full((len(seekers), count), NONE, np.int64),
        np.full((len(seekers), count), -np.inf, np.float32),
    )
    for begin in range(0, len(seekers), AT_ONCE):
        part = slice(begin, min(begin + AT_ONCE, len(seekers)))
        may = allowed(part)
        for block in blocks:
            _look(block, seekers[part], may, found.rows[part], found.suits[part])
    return found


@dataclass(frozen=True, slots=True)
class _Block:
    """Offers that follow each other: the first one's row, vectors, and each one's kind.

    `kinds` are those in the block, `of` is each row's place among them.
    """

    first: int
    vectors: Vectors
    kinds: Numbers
    of: Numbers


def _blocks(offers: Offers) -> list[_Block]:
    found = []
    for first in range(0, len(offers.kinds), BLOCK):
        kinds, of = np.unique(offers.kinds[first : first + BLOCK], return_inverse=True)
        found.append(
            _Block(first, offers.vectors[first : first + BLOCK], kinds, of.reshape(-1))
        )  # fmt: skip
    return found


def _look(block: _Block, seekers: Vectors, may: Truths, rows: Numbers, best_suits: Vectors) -> None:
    """Take the pairs of a block that are among the best so far into the two, the best first."""
    able, count = may[block.kinds], rows.shape[1]
    some = np.flatnonzero(able.any(axis=0))
    if not len(some):
        return
    if len(some) > MOST_OF_THEM * len(seekers):
        some = np.arange(len(seekers))
    able = able[:, some]
    suits: Vectors = block.vectors @ seekers[some].T
    if not able.all():
        suits += np.where(able, np.float32(0), np.float32(-np.inf))[block.of]
    last = best_suits[some, -1]  # an equal one of a later row does not take the place of the last
    whole = len(suits) // STRETCH * STRETCH
    tops = suits[:whole].reshape(-1, STRETCH, len(some)).max(axis=1)
    reached = np.full(len(some), -np.inf, np.float32)
    if len(tops) >= count:
        place = len(tops) - count
        reached = np.partition(tops, place, axis=0)[place]
    stretch, seeker = np.nonzero((tops > last) & (tops >= reached))
    inside = (stretch[:, None] * STRETCH + np.arange(STRETCH)).ravel()
    rest, of_rest = np.nonzero(suits[whole:] > last)
    row = np.concatenate([inside, rest + whole])
    whose = np.concatenate([np.repeat(seeker, STRETCH), of_rest])
    value = suits[row, whose]
    worth = (value > last[whose]) & (value >= reached[whose])
    if worth.any():
        _merge(some[whose[worth]], block.first + row[worth], value[worth], rows, best_suits)


def _merge(
    whose: Numbers, row: Numbers, suits: Vectors, rows: Numbers, best_suits: Vectors
) -> None:
    """Merge pairs into the best of those whose they are, the best first, equals by their rows."""
    count, them = rows.shape[1], np.unique(whose)
    whose = np.concatenate([np.repeat(them, count), whose])
    row = np.concatenate([rows[them].ravel(), row])
    suits = np.concatenate([best_suits[them].ravel(), suits])
    order = np.lexsort((row, -suits, whose))
    whose, row, suits = whose[order], row[order], suits[order]
    rank = np.arange(len(whose)) - np.searchsorted(whose, whose)
    first = rank < count
    rows[whose[first], rank[first]] = row[first]
    best_suits[whose[first], rank[first]] = suits[first]
