"""What stands open for an occupation, where somebody would work and elsewhere, and what it pays."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from muster.transition.rules.likeness import plain

STAYS = frozenset({"no", "near"})
"""Answers on moving by which only the regions that somebody names count as here."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One vacancy as the market is reckoned: its occupation, where, places, and pay of a month."""

    code: str
    region: str
    places: int
    pay: int | None


@dataclass(frozen=True, slots=True)
class Demand:
    """Places that stand open `here` and `elsewhere`; `pay`: half of those here pay so much or more.

    None where none of them says what it pays.
    """

    here: int
    elsewhere: int
    pay: int | None


def demand(offers: Iterable[Offer], regions: Collection[str], moves: str) -> dict[str, Demand]:
    """Return, by occupation, what stands open for somebody who would work in these regions.

    Who names none, or would move anywhere, has everything here.
    """
    named = {plain(one) for one in regions if plain(one)}
    anywhere = not named or moves not in STAYS
    here: dict[str, list[Offer]] = defaultdict(list)
    away: dict[str, int] = defaultdict(int)
    for one in offers:
        if anywhere or plain(one.region) in named:
            here[one.code].append(one)
        else:
            away[one.code] += one.places
    return {
        code: Demand(sum(one.places for one in here[code]), away[code], _pay(here[code]))
        for code in {*here, *away}
    }


def _pay(offers: Iterable[Offer]) -> int | None:
    said = [one.pay for one in offers if one.pay is not None]
    return int(statistics.median_low(said)) if said else None


def sought(found: Mapping[str, Demand]) -> dict[str, float]:
    """Return how much each occupation is sought here, from 0 to 1; ten places are not ten times."""
    most = max((one.here for one in found.values()), default=0)
    if not most:
        return {}
    return {code: math.log1p(one.here) / math.log1p(most) for code, one in found.items()}
