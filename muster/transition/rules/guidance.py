"""Which civilian occupations fit somebody, by several honest signals, each kept apart.

Facts in, ranked suggestions with their parts out. Skills are weighed by how seldom occupations ask
for them; the list is thinned so that it does not hold ten variants of one idea; what fits although
no known way leads there, and nobody thinks of it first, is marked as surprising. A “no” takes the
occupation away, and what is like it down, at once. Every weight is a choice of ours, in `WEIGHTS`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
) -> list[Fit]:
    """Return the best suggestions, best first, none refused and none much like another before it.

    `trades` is what similar military trades speak for, by occupation, from 0 to 1.
    """
    weight = rarity(occupations)
    by_code = {one.code: one for one in occupations}
    refused = [by_code[code] for code in person.no if code in by_code]
    fits = [
        _fit(person, one, weight, trades or {}, refused)
        for one in occupations
        if one.code not in person.no and _can(person, one)
    ]
    fits.sort(key=lambda fit: (-fit.score, fit.code))
    return _apart(fits[: most * 6], by_code, weight, most)


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
        surprising=covered >= _PLAUSIBLE and not parts["trades"] and not one.obvious,
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
    left, chosen = list(fits), list[Fit]()
    while left and len(chosen) < most:
        best = max(
            left,
            key=lambda fit: (
                fit.score
                - _APART
                * top
                * max(
                    (alike(by_code[fit.code], by_code[one.code], weight) for one in chosen),
                    default=0.0,
                )
            ),
        )
        left.remove(best)
        chosen.append(best)
    return chosen


def _weigh(skills: Collection[str], weight: Mapping[str, float]) -> float:
    return sum(weight.get(skill, 0.0) for skill in skills)


def _rarest(skills: Iterable[str], weight: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(skills, key=lambda skill: (-weight.get(skill, 0.0), skill)))
