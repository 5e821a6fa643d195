"""Which civilian occupations fit somebody, by several honest signals, each kept apart.

Facts in, ranked suggestions with their parts out. Skills are weighed by how seldom occupations ask
for them; the list is thinned so that it does not hold ten variants of one idea, and of one group of
ISCO-08 no more than a share; what fits although no known way leads there, and lies far from the
first idea, is marked as surprising. A “no” takes the occupation away, and what is like it down.
Every weight is a choice of ours, in `WEIGHTS`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

WEIGHTS = {
    "skills": 4.0,
    "roles": 2.0,
    "interests": 1.5,
    "near": 1.0,
    "pay": 0.5,
    "trades": 3.0,
    "demand": 1.0,
}
_LIKE_A_NO = 0.5  # how much a refused occupation takes from another that asks for the same skills
_APART = 0.35  # how much sameness to what is already chosen costs
_PLAUSIBLE = 0.4  # so much of the skills, by weight, makes an unexpected idea worth a look
_SHARED = 0.8  # so much less says a skill that most military roles bring
_WORTH = 0.4  # of the best score: what is worth less is not shown only to be different
_OF_A_GROUP, _OF_A_FIELD = 3, 2  # of so many ideas one at most is of the same group, or field
_MARKED = 4  # of so many ideas one at most is marked as surprising
_LOOKED = 12  # so many times the list are looked through for what is different
_FAR = 72  # months: the longest way in that the catalogue knows


@dataclass(frozen=True, slots=True)
class Occupation:
    """What guidance needs to know of an occupation; `interests` are letters, the strongest first.

    `obvious` is what anybody would suggest to a soldier; `pay` and `demand` are from 0 to 1 among
    all.
    """

    code: str
    skills: frozenset[str]
    months: int
    paid: bool
    cost: int
    conditions: frozenset[str]
    interests: str
    obvious: bool = False
    pay: float | None = None
    demand: float | None = None

    @property
    def group(self) -> str:
        """Its sub-major group, the first two digits of an ISCO-08 code; else the code itself."""
        return self.code[:2] if self.code.isdigit() else self.code

    @property
    def field(self) -> str:
        """Its major group, the first digit of an ISCO-08 code; else the code itself."""
        return self.code[:1] if self.code.isdigit() else self.code


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody brings and wants; everything but the skills may be left open.

    `avoid` are conditions that they do not want, `need` those that they do; `months` is how long
    they can learn, `earning` whether they must be paid meanwhile; `no` are occupations refused.
    """

    skills: frozenset[str]
    interests: Mapping[str, float] = field(default_factory=dict)
    avoid: frozenset[str] = frozenset()
    need: frozenset[str] = frozenset()
    months: int | None = None
    earning: bool = False
    no: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """One suggestion: the score, its parts, and what a reason is made of.

    `held` and `missing` are skills, the rarest first; `against` are conditions that do not suit.
    """

    code: str
    score: float
    parts: Mapping[str, float]
    held: tuple[str, ...]
    missing: tuple[str, ...]
    against: tuple[str, ...]
    surprising: bool


class Asks(Protocol):
    """Whatever asks for skills."""

    @property
    def skills(self) -> frozenset[str]: ...


def rarity(occupations: Iterable[Asks]) -> dict[str, float]:
    """Return how much a skill says: the fewer occupations ask for it, the more."""
    counted: dict[str, int] = {}
    every = 0
    for one in occupations:
        every += 1
        for skill in one.skills:
            counted[skill] = counted.get(skill, 0) + 1
    return {skill: math.log((1 + every) / (1 + count)) for skill, count in counted.items()}


def ranked(
    person: Person,
    occupations: Sequence[Occupation],
    trades: Mapping[str, float] | None = None,
    most: int = 10,
    common: Mapping[str, float] | None = None,
) -> list[Fit]:
    """Return the best suggestions, best first, none refused and none much like another before it.

    `trades` is what similar military trades speak for, by occupation, from 0 to 1. `common` is how
    many military roles bring a skill, 1 for the most common: what everybody brings from service
    says little of what somebody can do.
    """
    shared = common or {}
    weight = {
        skill: rare * (1 - _SHARED * shared.get(skill, 0.0))
        for skill, rare in rarity(occupations).items()
    }
    by_code = {one.code: one for one in occupations}
    refused = [by_code[code] for code in person.no if code in by_code]
    fits = [
        _fit(person, one, weight, trades or {}, refused)
        for one in occupations
        if one.code not in person.no and _can(person, one)
    ]
    fits.sort(key=lambda fit: (-fit.score, fit.code))
    return _marked(_apart(fits, by_code, weight, most), by_code, weight)


def _can(person: Person, one: Occupation) -> bool:
    """Can they take this way at all: within their time, and paid where they must be?"""
    in_time = person.months is None or one.months <= person.months
    return in_time and (one.paid or not person.earning or one.months <= 1)


def _fit(
    person: Person,
    one: Occupation,
    weight: Mapping[str, float],
    trades: Mapping[str, float],
    refused: Sequence[Occupation],
) -> Fit:
    held, missing = one.skills & person.skills, one.skills - person.skills
    covered = _weigh(held, weight) / (_weigh(one.skills, weight) or 1)
    brought = _weigh(held, weight) / (_weigh(person.skills, weight) or 1)
    against = tuple(sorted((one.conditions & person.avoid) | (person.need - one.conditions)))
    parts = {
        "skills": covered,
        "roles": brought,
        "interests": liked(person.interests, one.interests),
        "near": 1 - min(one.months, _FAR) / _FAR,
        "pay": one.pay or 0.0,
        "trades": trades.get(one.code, 0.0),
        "demand": one.demand or 0.0,
    }
    score = sum(WEIGHTS[name] * part for name, part in parts.items())
    score *= 1 - 0.5 * min(len(against), 2) / 2
    score *= 1 - _LIKE_A_NO * max((alike(one, other, weight) for other in refused), default=0.0)
    return Fit(
        one.code, round(score, 4), parts, _rarest(held, weight), _rarest(missing, weight), against,
        surprising=False,
    )  # fmt: skip


def liked(interests: Mapping[str, float], letters: str) -> float:
    """Return how far an occupation's three letters are what somebody likes, from 0 to 1."""
    if not interests or not letters:
        return 0.0
    best = sorted(interests.values(), reverse=True)
    shares = (3, 2, 1)
    most = sum(share * value for share, value in zip(shares, best, strict=False))
    got = sum(
        share * interests.get(letter, 0.0) for share, letter in zip(shares, letters, strict=False)
    )
    return got / most if most else 0.0


def alike(one: Occupation, other: Occupation, weight: Mapping[str, float]) -> float:
    """Return how much two occupations ask for the same, by weight of the skills, from 0 to 1."""
    every = _weigh(one.skills | other.skills, weight)
    return _weigh(one.skills & other.skills, weight) / every if every else 0.0


def _apart(
    fits: Sequence[Fit], by_code: Mapping[str, Occupation], weight: Mapping[str, float], most: int
) -> list[Fit]:
    """Choose one after the other, each the best that is not much like those chosen before."""
    top = fits[0].score if fits else 0.0
    left, chosen = list(fits[: most * _LOOKED]), list[Fit]()
    groups, fields = Counter[str](), Counter[str]()
    like = dict.fromkeys((one.code for one in left), 0.0)
    room = math.ceil(most / _OF_A_GROUP), math.ceil(most / _OF_A_FIELD)
    while left and len(chosen) < most:
        open_ = [
            fit
            for fit in left
            if groups[by_code[fit.code].group] < room[0]
            and fields[by_code[fit.code].field] < room[1]
            and fit.score >= _WORTH * top
        ]
        best = max(open_ or left, key=lambda fit: fit.score - _APART * top * like[fit.code])
        took = by_code[best.code]
        left.remove(best)
        chosen.append(best)
        groups[took.group] += 1
        fields[took.field] += 1
        for one in left:
            like[one.code] = max(like[one.code], alike(by_code[one.code], took, weight))
    return chosen


def _marked(
    chosen: Sequence[Fit], by_code: Mapping[str, Occupation], weight: Mapping[str, float]
) -> list[Fit]:
    """Mark as surprising the few plausible ones that are least like the first idea.

    None to which a trade's known links lead, none that anybody would name, and none of the group of
    the first: of a clerk, payroll is no surprise.
    """
    if not chosen:
        return []
    first = by_code[chosen[0].code]
    unlike = [
        fit
        for fit in chosen
        if fit.parts["skills"] >= _PLAUSIBLE
        and not fit.parts["trades"]
        and not by_code[fit.code].obvious
        and by_code[fit.code].group != first.group
    ]
    unlike.sort(key=lambda fit: (alike(by_code[fit.code], first, weight), fit.code))
    marked = {fit.code for fit in unlike[: math.ceil(len(chosen) / _MARKED)]}
    return [replace(fit, surprising=fit.code in marked) for fit in chosen]


def _weigh(skills: Collection[str], weight: Mapping[str, float]) -> float:
    return sum(weight.get(skill, 0.0) for skill in skills)


def _rarest(skills: Iterable[str], weight: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(skills, key=lambda skill: (-weight.get(skill, 0.0), skill)))
