"""Several ways of looking become one order, every way with the same weight.

No weight here was fitted to anything. Two ways of bringing scores onto one scale are offered: by
their spread, where most candidates score something, and by their best, where most score nothing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence

import numpy as np

from muster.transition.rules.likeness import Scores

_AGREE_WITHIN = 10
_NEIGHBOURS, _LOOKED_AT = 40, 200  # names that speak, and texts among which they are looked for
_SHARPNESS = 4


class Confidence(enum.StrEnum):
    """How far a link may be trusted, told by how many ways of looking agree on it."""

    EXACT = "exact"
    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


def by_spread(ways: Iterable[Scores]) -> Scores:
    """Return the sum of the ways, each measured in its own standard deviations."""
    total: Scores = np.sum([(way - way.mean()) / (way.std() + 1e-9) for way in ways], axis=0)
    return total


def by_best(ways: Iterable[Scores]) -> Scores:
    """Return the sum of the ways, each divided by its own best."""
    total: Scores = np.sum([way / (way.max() + 1e-9) for way in ways], axis=0)
    return total


def confidence(ways: Sequence[Scores], candidate: int, *, same: bool) -> Confidence:
    """Return how many ways have the candidate among their first ten, in a word."""
    if same:
        return Confidence.EXACT
    agree = sum(way[candidate] > 0 and place(way, candidate) < _AGREE_WITHIN for way in ways)
    if agree == len(ways):
        return Confidence.SURE
    return Confidence.LIKELY if agree > 1 else Confidence.POSSIBLE


def place(scores: Scores, candidate: int) -> int:
    """Return how many stand before the candidate; of equals, half (rounded down)."""
    own = scores[candidate]
    return int((scores > own).sum() + ((scores == own).sum() - 1) // 2)


def nearest(likeness: Scores, most: int = _NEIGHBOURS) -> list[int]:
    """Return the numbers of the most alike, best first, none that is not alike at all."""
    if len(likeness) > most:
        first = np.argpartition(-likeness, most)[:most]
    else:
        first = np.arange(len(likeness))
    order = first[np.argsort(-likeness[first], kind="stable")]
    return [int(one) for one in order if likeness[one] > 0]


def votes(
    likeness: Scores, links: Sequence[Sequence[int]], things: int, names: Sequence[str]
) -> Scores:
    """Return what the most alike speak for: each name weighs its likeness to the fourth power.

    Texts of one name speak with one voice, shared among them: a trade that stands in many lists
    does not drown the others.
    """
    heard: dict[str, list[int]] = {}
    for one in nearest(likeness, _LOOKED_AT):
        if names[one] in heard or len(heard) < _NEIGHBOURS:
            heard.setdefault(names[one], []).append(one)
    scores: Scores = np.zeros(things, np.float32)
    for same in heard.values():
        voice = likeness[same[0]] ** _SHARPNESS / len(same)
        for thing in (thing for one in same for thing in links[one]):
            scores[thing] += voice
    return scores
