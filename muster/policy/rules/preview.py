"""What another profile would change: who would stand in which tier, and what its flags are worth.

Policy knows thresholds, not how a sitting is judged; that is detection's. So the judge is handed
in, and the results are whatever that judge reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from muster.policy.rules.expected import Expected, Stage, expect
from muster.policy.rules.findings import Tier
from muster.policy.rules.profile import Profile, ScaleRule

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Move:
    """How many results stand in tier `now` and would stand in tier `then`."""

    now: Tier
    then: Tier
    count: int


@dataclass(frozen=True, slots=True)
class Worth:
    """One scale's cut-off under a profile and what is expected of it; None: not known."""

    cutoff: int | None
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """One scale, for one sex where cut-offs differ by sex, under both profiles."""

    scale: str
    sex: str | None
    now: Worth
    then: Worth


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole answer. `moves` holds every pair of tiers that occurs, the unmoved ones too."""

    results: int
    changed: int
    moves: tuple[Move, ...]
    outlooks: tuple[Outlook, ...]


def preview(
    results: Iterable[R],
    now: Profile,
    then: Profile,
    *,
    judge: Callable[[R, Profile], Tier],
    scales: Collection[str] = (),
    prevalence: float | None = None,
) -> Preview:
    """Judge every result by both profiles and count; `prevalence` defaults to each profile's own.

    `scales` are keys of the profiles' `scales` tables for which PPV and misses are wanted.
    """
    pairs = Counter((judge(result, now), judge(result, then)) for result in results)
    moves = sorted(
        (Move(a, b, count) for (a, b), count in pairs.items()),
        key=lambda move: (move.now.rank, move.then.rank),
    )
    outlooks = (o for scale in scales for o in _outlooks(scale, now, then, prevalence))
    return Preview(
        results=pairs.total(),
        changed=sum(move.count for move in moves if move.now is not move.then),
        moves=tuple(moves),
        outlooks=tuple(outlooks),
    )


def _outlooks(
    scale: str, now: Profile, then: Profile, prevalence: float | None
) -> Iterator[Outlook]:
    rules = [now.scales.get(scale), then.scales.get(scale)]
    by_sex = any(rule and _differs_by_sex(rule) for rule in rules)
    for sex in ("male", "female") if by_sex else (None,):
        yield Outlook(
            scale, sex, worth(now, scale, sex, prevalence), worth(then, scale, sex, prevalence)
        )


def _differs_by_sex(rule: ScaleRule) -> bool:
    return rule.cutoff("male") != rule.cutoff("female")


def worth(
    profile: Profile, scale: str, sex: str | None = None, prevalence: float | None = None
) -> Worth:
    """Return a cut-off of `profile` and what its flags are worth, where that is published."""
    rule = profile.scales.get(scale)
    if rule is None:
        return Worth(None, None)
    known = rule.known_accuracy(sex)
    if known is None:
        return Worth(rule.cutoff(sex), None)
    share = profile.expected.prevalence if prevalence is None else prevalence
    stage = Stage(known.sensitivity, known.specificity)
    return Worth(rule.cutoff(sex), expect(share, stage))
