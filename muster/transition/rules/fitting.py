"""Vacancies that fit somebody, and why, in whole sentences.

Hard rules come first and are outweighed by nothing: licences, conditions of work, region, the last
day on which work may begin. What is left is ordered by parts that can be named one by one: words
in common, pay, what is offered against what is needed, places kept for people who served.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID
from zlib import crc32

import numpy as np

from muster.kernel.words import Sentence, _, _n
from muster.transition.rules.hard_rules import Asked, Brought, kinds_of, vacancies_for
from muster.transition.rules.meeting import NONE, Offers, Vectors, best
from muster.transition.rules.terms import CONDITIONS, LICENCES, OFFERS

WORD = re.compile(r"[^\W\d_]{3,}")
STEM = 5
"""So many first letters of a word are compared: endings differ, in Russian above all."""
_COMMON = frozenset({
    "the", "and", "for", "with", "from", "that", "this", "have", "was", "were", "are", "you",
    "your", "our", "work", "works", "working", "job", "people", "service", "would", "like", "years",
    "для", "что", "как", "все", "они", "был", "была", "были", "при", "или", "его", "это", "есть",
    "работа", "работы", "работе", "работать", "служба", "службы", "лет",
})  # fmt: skip
WIDTH = 256
"""Dimensions over which stems are spread; two that meet in one are told apart when named."""
PAYS = (300, 500, 800, 1200, 1800, 2500, 4000, 6000, 10_000, 20_000, 40_000, 80_000, 160_000)
SKILLS, PAY, NEEDS, RESERVED = 1.0, 0.3, 0.4, 0.15
"""What each part weighs: a design choice, and said so on the page."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody says of the work they would do; regions "" for anywhere.

    `avoids` are conditions they would not bear, `needs` what work must offer them, `pay` the least
    they need in a month, None where any.
    """

    licences: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    pay: int | None = None
    free_from: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A vacancy that stands open, and who offers it."""

    key: UUID
    partner: UUID
    by: str
    title: str
    text: str
    region: str
    licences: tuple[str, ...]
    conditions: tuple[str, ...]
    offers: tuple[str, ...]
    pay_from: int | None
    pay_to: int | None
    begins: date
    places: int
    reserved: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A vacancy that fits, how well (0 and more, only to be compared), and why."""

    vacancy: Open
    suits: float
    why: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Fits:
    """The best, and how many vacancies each hard rule alone keeps away."""

    best: tuple[Fit, ...]
    looked: int
    kept_away: Mapping[str, int]


AWAY: Mapping[str, Sentence] = {
    "licences": _n(
        "{count} vacancy asks for a licence that you did not name.",
        "{count} vacancies ask for a licence that you did not name.",
    ),
    "conditions": _n(
        "{count} vacancy has a condition that you would not bear.",
        "{count} vacancies have a condition that you would not bear.",
    ),
    "region": _n(
        "{count} vacancy is where you would not live.",
        "{count} vacancies are where you would not live.",
    ),
    "begins": _n(
        "{count} vacancy cannot wait until you are free.",
        "{count} vacancies cannot wait until you are free.",
    ),
}


def fitting(wishes: Wishes, vacancies: Sequence[Open], today: date, *, count: int = 10) -> Fits:
    """Return the vacancies that fit best, exactly, each with its reasons."""
    if not vacancies:
        return Fits((), 0, {})
    regions = sorted({folded(one.region) for one in vacancies})
    asked = Asked(
        np.array([_needed(one) for one in vacancies], np.uint64),
        np.array([regions.index(folded(one.region)) for one in vacancies], np.int64),
        np.array([one.begins.toordinal() for one in vacancies], np.int64),
    )
    free = (wishes.free_from or today).toordinal()
    brought = Brought(
        np.array([_has(wishes)], np.uint64),
        np.array([[_lives(wishes, one) for one in regions]]),
        np.array([free], np.int64),
    )
    kinds, table = kinds_of(asked)
    vectors = np.stack([_offered(one) for one in vacancies])
    found = best(
        _wished(wishes)[None], Offers(vectors, kinds), vacancies_for(brought, table), count=count
    )
    fits = [
        Fit(vacancies[row], round(float(suits), 4), tuple(why(wishes, vacancies[row])))
        for row, suits in zip(found.rows[0].tolist(), found.suits[0].tolist(), strict=True)
        if row != NONE
    ]
    return Fits(tuple(fits), len(vacancies), _away(wishes, vacancies, free))


def _away(wishes: Wishes, vacancies: Sequence[Open], free: int) -> dict[str, int]:
    has, avoids = set(wishes.licences), set(wishes.avoids)
    count = dict.fromkeys(AWAY, 0)
    for one in vacancies:
        count["licences"] += not has.issuperset(one.licences)
        count["conditions"] += not avoids.isdisjoint(one.conditions)
        count["region"] += not _lives(wishes, folded(one.region))
        count["begins"] += one.begins.toordinal() < free
    return {name: number for name, number in count.items() if number}


def why(wishes: Wishes, one: Open) -> list[Sentence]:
    """Return, in whole sentences, what speaks for a vacancy that the hard rules allow."""
    said = []
    shared = in_common(wishes.words, f"{one.title} {one.text}")
    if shared:
        said.append(_("Words of yours stand in it too: {words}.").of(words=", ".join(shared)))
    if one.licences:
        said.append(_("You hold every licence it asks for."))
    if wishes.pay is not None and one.pay_from is not None and one.pay_from >= wishes.pay:
        said.append(
            _("It pays from {pay} a month, and you need {least}.").of(
                pay=one.pay_from, least=wishes.pay
            )
        )
    offered = [OFFERS[name] for name in wishes.needs if name in one.offers]
    if offered:
        said.append(_n(
            "It offers {count} thing that you need.", "It offers {count} things that you need."
        ).of(count=len(offered)))  # fmt: skip
    if one.reserved:
        said.append(_n(
            "{count} place is kept for people who served.",
            "{count} places are kept for people who served.",
        ).of(count=one.reserved))  # fmt: skip
    if wishes.regions:
        said.append(_("It is where you would live: {region}.").of(region=one.region))
    said.append(_("It can wait for you until {day}.").of(day=one.begins))
    return said


def in_common(mine: str, theirs: str) -> list[str]:
    """Return the words of theirs that mine say too, by their stems, at most five."""
    known = set(_stems(mine))
    found = dict.fromkeys(
        word for word in map(str.casefold, WORD.findall(theirs)) if _stem(word) in known
    )
    return list(found)[:5]


def folded(region: str) -> str:
    return " ".join(region.casefold().replace("ё", "е").split())


def _lives(wishes: Wishes, region: str) -> bool:
    return not wishes.regions or any(folded(one) == region for one in wishes.regions)


def _bit(code: str) -> int:
    return 1 << [*LICENCES, *CONDITIONS].index(code)


def _needed(one: Open) -> int:
    return sum(_bit(code) for code in {*one.licences, *one.conditions})


def _has(wishes: Wishes) -> int:
    bears = set(CONDITIONS).difference(wishes.avoids)
    return sum(_bit(code) for code in bears.union(wishes.licences))


def _stem(word: str) -> str:
    return word.casefold().replace("ё", "е")[:STEM]


@lru_cache(maxsize=16_384)
def _stems(text: str) -> tuple[str, ...]:
    words = (one.casefold() for one in WORD.findall(text))
    return tuple({_stem(one) for one in words if one not in _COMMON})


def _spread(stems: Collection[str]) -> Vectors:
    vector = np.zeros(WIDTH, np.float32)
    for one in stems:
        vector[crc32(one.encode()) % WIDTH] = 1
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


@lru_cache(maxsize=16_384)
def _offered(one: Open) -> Vectors:
    pays = np.array([one.pay_from is not None and one.pay_from >= pay for pay in PAYS], np.float32)
    offers = np.array([name in one.offers for name in OFFERS], np.float32)
    return np.concatenate([
        _spread(_stems(f"{one.title} {one.title} {one.text}")), pays, offers,
        np.array([one.reserved > 0], np.float32),
    ])  # fmt: skip


def _wished(wishes: Wishes) -> Vectors:
    pays = np.zeros(len(PAYS), np.float32)
    if wishes.pay is not None:
        pays[min(sum(pay < wishes.pay for pay in PAYS), len(PAYS) - 1)] = PAY
    needs = np.array([name in wishes.needs for name in OFFERS], np.float32) * np.float32(NEEDS)
    return np.concatenate([
        _spread(_stems(wishes.words)) * np.float32(SKILLS), pays, needs,
        np.array([RESERVED], np.float32),
    ])  # fmt: skip
