"""Stages: a short screen opens a longer one, except for what concerns life, which is always asked.

Two stages keep false alarms down and cost sensitivity, so an instrument with critical items never
stands behind another: "not at all" to a shorter form is no safety. Such an instrument is lifted
into the first stage whole, because its items out of their form would be another instrument.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol


class Scored(Protocol):
    """What a stage looks at in one scale of one sitting: a fresh result, or one that is kept."""

    @property
    def instrument(self) -> str: ...
    @property
    def scale(self) -> str: ...
    @property
    def score(self) -> float | None: ...
    @property
    def least(self) -> int: ...
    @property
    def cutoff(self) -> int | None: ...
    @property
    def positive(self) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Opens:
    """One rule: `asks` is opened where `scale` of `after` reached `least`, or was positive.

    `least` is in the scale's own points; None: whatever the force's profile calls positive.
    """

    after: str
    scale: str
    least: int | None
    asks: str


@dataclass(frozen=True, slots=True)
class Stages:
    """What everybody is asked, in order, and which answers open more."""

    first: tuple[str, ...]
    then: tuple[Opens, ...] = ()

    def instruments(self) -> tuple[str, ...]:
        """Return all that may be asked, each once, what everybody is asked before the rest."""
        return tuple(dict.fromkeys([*self.first, *(rule.asks for rule in self.then)]))

    def stage_of(self, instrument: str) -> int:
        """Return the stage in which an instrument is asked, 1 for the first; 0: in none."""
        reached, stage = set(self.first), 1
        while reached:
            if instrument in reached:
                return stage
            before, stage = reached, stage + 1
            reached = {rule.asks for rule in self.then if rule.after in before} - before
            if stage > len(self.then) + 1:
                return 0
        return 0


@dataclass(frozen=True, slots=True)
class Arranged:
    """Stages in order, and what had to be lifted into the first because it asks about life."""

    stages: Stages
    lifted: tuple[str, ...]


def arranged(
    first: Iterable[str], then: Iterable[Opens], with_critical_items: Collection[str]
) -> Arranged:
    """Return the stages with everything that has critical items in the first of them.

    Rules that open what is asked of everybody anyway are left out, and rules said twice. ValueError
    where a rule follows something that no stage asks.
    """
    rules = list(dict.fromkeys(then))
    everyone = list(dict.fromkeys(first))
    lifted = tuple(
        dict.fromkeys(
            rule.asks
            for rule in rules
            if rule.asks in with_critical_items and rule.asks not in everyone
        )
    )
    everyone += lifted
    kept = tuple(rule for rule in rules if rule.asks not in everyone)
    stages = Stages(tuple(everyone), kept)
    for rule in kept:
        if not stages.stage_of(rule.after):
            raise ValueError(rule.after)
    return Arranged(stages, lifted)


def opened_by(stages: Stages, results: Iterable[Scored]) -> tuple[str, ...]:
    """Return what these results open, in the order of the rules, each instrument once.

    An incomplete form opens what its answered items alone already reach; what they leave open is a
    call from a clinician, not another form.
    """
    by_scale = {(one.instrument, one.scale): one for one in results}
    found = (
        rule.asks
        for rule in stages.then
        if (one := by_scale.get((rule.after, rule.scale))) is not None and _reached(rule, one)
    )
    return tuple(dict.fromkeys(found))


def _reached(rule: Opens, result: Scored) -> bool:
    if rule.least is None:
        proved = result.cutoff is not None and result.least >= result.cutoff
        return result.positive is True or proved
    return (result.score if result.score is not None else result.least) >= rule.least
