"""Which posts fit somebody for a time, how far they are, and what the move costs the unit.

Nothing here knows why somebody is to move. A post fits where it demands none of the functions that
are to be spared, where rank and qualifications answer to it, and where it has a seat: a vacant one,
or one whose holder can take over the old post meanwhile.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from math import asin, ceil, cos, inf, radians, sin, sqrt
from uuid import UUID

from muster.kernel.ids import PersonId, UnitId

HIGH = 2
MOST_NIGHTS, MOST_SEATS = 31, 999
NIGHT, STRESS = "night-duty", "high-stress-post"
"""The functions that nights, and an exposure that is high, are: codes of every profile."""
HANDOVER_DAYS = 5
"""What a change of hands costs each of two posts that are swapped, in days; our choice."""
_EARTH_KM = 6371.0

Place = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True)
class Demands:
    """What a post demands. `nights` are in a month, `exposure` runs from 0 to 2.

    Ranks are steps of `ranks.py`, both ends included, None where the post names none. `seats` is
    the established strength; a post with none is no longer filled.
    """

    functions: frozenset[str] = frozenset()
    nights: int = 0
    exposure: int = 0
    place: Place | None = None
    qualifications: frozenset[str] = frozenset()
    lowest: int | None = None
    highest: int | None = None
    seats: int = 1
    swappable: bool = False

    @cached_property
    def asked(self) -> frozenset[str]:
        """The functions that are demanded, those among them that nights and exposure imply."""
        implied = {NIGHT} if self.nights else set()
        return self.functions | implied | ({STRESS} if self.exposure >= HIGH else set())


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a post: rank and qualifications, and functions they are not to have.

    `stays` is whether they are to be left where they are: on a move of their own, or asked for one.
    """

    person: PersonId
    grade: int | None = None
    qualifications: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its demands and whoever holds it. `taken` counts seats that others come back to,
    or were promised."""

    id: UUID
    unit: UnitId
    title: str
    demands: Demands
    holders: tuple[Holder, ...] = ()
    taken: int = 0

    @property
    def vacant(self) -> int:
        """How many seats are free for the whole time."""
        return max(0, self.demands.seats - len(self.holders) - self.taken)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a post is wanted for: what the post is not to demand, and where they stand now.

    `spared` are function codes; `here` is the present post, None where it is not known; `days` is
    how long; `most_km` how far away at most, None for any distance.
    """

    person: PersonId
    spared: frozenset[str]
    grade: int | None
    qualifications: frozenset[str]
    here: Post | None
    days: int
    most_km: int | None = None


class Hindrance(enum.StrEnum):
    """Why a post does not fit."""

    OWN = "own"
    DEMANDS = "demands"
    RANK = "rank"
    QUALIFICATIONS = "qualifications"
    FAR = "far"
    FULL = "full"


class Way(enum.StrEnum):
    """How a seat is found."""

    VACANT = "vacant"
    SWAP = "swap"


@dataclass(frozen=True, slots=True)
class Option:
    """A post that fits. `km` is None where a place is not known; `cost` is in days of a post.

    `holders` is how many hold the old post, the person among them; `partner` swaps.
    """

    post: UUID
    unit: UnitId
    title: str
    way: Way
    km: float | None
    cost: int
    holders: int
    nights: int
    exposure: int
    qualifications: tuple[str, ...]
    partner: PersonId | None = None

    @property
    def key(self) -> tuple[float, int, str, str]:
        """The nearest first, then what costs the unit least."""
        return (inf if self.km is None else self.km, self.cost, self.title, str(self.post))


def hindrances(wanted: Wanted, post: Post) -> Iterator[Hindrance]:
    """Yield why a post does not fit; nothing where it does."""
    if wanted.here is not None and post.id == wanted.here.id:
        yield Hindrance.OWN
    if post.demands.asked & wanted.spared:
        yield Hindrance.DEMANDS
    yield from _unsuited(wanted.grade, wanted.qualifications, post.demands)
    if wanted.most_km is not None:
        km = _away(wanted, post)
        if km is None or km > wanted.most_km:
            yield Hindrance.FAR
    if not post.vacant and next(partners(wanted, post), None) is None:
        yield Hindrance.FULL


def options(wanted: Wanted, posts: Iterable[Post], *, swaps: int = 1) -> list[Option]:
    """Return every post that fits, the nearest first; of each at most `swaps` holders to swap."""
    found: list[Option] = []
    for post in posts:
        if not _fits(wanted, post):
            continue
        if post.vacant:
            found.append(_option(wanted, post, None))
        else:
            able = partners(wanted, post)
            found.extend(_option(wanted, post, one.person) for one in islice(able, swaps))
    return sorted(found, key=lambda one: one.key)


def _fits(wanted: Wanted, post: Post) -> bool:
    """Is there no hindrance? The same as asking for them all, the cheap ones first."""
    demands, grade = post.demands, wanted.grade
    if not demands.asked.isdisjoint(wanted.spared):
        return False
    if demands.lowest is not None and (grade is None or grade < demands.lowest):
        return False
    if demands.highest is not None and (grade is None or grade > demands.highest):
        return False
    return next(hindrances(wanted, post), None) is None


def partners(wanted: Wanted, post: Post) -> Iterator[Holder]:
    """Yield the holders of a post who can take over the old one meanwhile."""
    if wanted.here is None or not post.demands.swappable:
        return
    old = wanted.here.demands
    for one in post.holders:
        if one.stays or one.person == wanted.person or one.barred & old.asked:
            continue
        if next(_unsuited(one.grade, one.qualifications, old), None) is None:
            yield one


def _away(wanted: Wanted, post: Post) -> float | None:
    return distance(None if wanted.here is None else wanted.here.demands.place, post.demands.place)


@lru_cache(maxsize=200_000)
def distance(one: Place | None, other: Place | None) -> float | None:
    """Return the great-circle distance in kilometres; None where a place is not known."""
    if one is None or other is None:
        return None
    (north, east), (north2, east2) = (tuple(map(radians, place)) for place in (one, other))
    chord = sin((north2 - north) / 2) ** 2
    chord += cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return round(2 * _EARTH_KM * asin(sqrt(min(1.0, chord))), 1)


def cost_of(way: Way, days: int, holders: int) -> int:
    """Return what a move costs the unit, in days of a post.

    An old post that nobody fills is missed for its share of those who hold it; a swap costs two
    changes of hands. Our choice.
    """
    return 2 * HANDOVER_DAYS if way is Way.SWAP else ceil(days / max(1, holders))


def _unsuited(
    grade: int | None, qualifications: frozenset[str], demands: Demands
) -> Iterator[Hindrance]:
    bounded = demands.lowest is not None or demands.highest is not None
    if bounded and (
        grade is None
        or (demands.lowest is not None and grade < demands.lowest)
        or (demands.highest is not None and grade > demands.highest)
    ):
        yield Hindrance.RANK
    if demands.qualifications - qualifications:
        yield Hindrance.QUALIFICATIONS


def _option(wanted: Wanted, post: Post, partner: PersonId | None) -> Option:
    here, way = wanted.here, Way.VACANT if partner is None else Way.SWAP
    holders = 1 if here is None else max(1, len(here.holders))
    return Option(
        post.id, post.unit, post.title, way,
        _away(wanted, post),
        cost_of(way, wanted.days, holders), holders, post.demands.nights, post.demands.exposure,
        tuple(sorted(post.demands.qualifications)), partner,
    )  # fmt: skip


def hindered(wanted: Wanted, posts: Sequence[Post]) -> dict[Hindrance, int]:
    """Return of how many posts each hindrance is the first; the own post is not counted."""
    counts: dict[Hindrance, int] = {}
    for post in posts:
        first = next(hindrances(wanted, post), None)
        if first is not None and first is not Hindrance.OWN:
            counts[first] = counts.get(first, 0) + 1
    return counts
