"""The path of a case as data: its states, the steps between them, and whose move each is.

The words, clocks and hands stand in a profile's `[case]`; here are their shapes and the questions
one asks of them. A path is drawn (docs/case-path.svg) and checked (`case_checks.py`) from the same
data that runs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from muster.kernel.time import Span
from muster.policy.rules.labels import Label


@dataclass(frozen=True)
class State:
    """Where a case may stand, whose move it then is, and how long it may stand there.

    `clock` runs from the step that brought the case here; with `by_tier` the tier's clock runs
    instead. A state with neither says in `waits_for` what ends it. `late_to` is the hand that is
    told when the clock has run out.
    """

    name: Label
    owner: str
    source: str
    clock: Span | None = None
    by_tier: bool = False
    waits_for: Label | None = None
    late_to: str | None = None
    begins: bool = False
    ends: bool = False
    verify: bool = False


@dataclass(frozen=True)
class Step:
    """One way from some states to another: who may take it, and which coded reason it asks for.

    `reasons` names a list of the profile's `[reasons]`; `signatures` is how many disciplines sign.
    `unless_interviewed` names the list of which a reason is asked while no structured interview of
    the case is finished.
    """

    name: Label
    leaves: tuple[str, ...]
    enters: str
    by: tuple[str, ...]
    reasons: str | None = None
    signatures: int = 1
    unless_interviewed: str | None = None


@dataclass(frozen=True)
class CasePath:
    """The whole path. `hands` are who moves a case, by key: a discipline, a duty, the house."""

    hands: Mapping[str, Label]
    states: Mapping[str, State]
    steps: Mapping[str, Step]

    def steps_from(self, state: str) -> Iterator[tuple[str, Step]]:
        """Yield the steps that leave `state`, with their keys, in the profile's order."""
        return ((key, step) for key, step in self.steps.items() if state in step.leaves)

    def beginnings(self) -> tuple[str, ...]:
        """Return the states in which a case may begin."""
        return tuple(key for key, state in self.states.items() if state.begins)

    def endings(self) -> tuple[str, ...]:
        """Return the states in which a case is over."""
        return tuple(key for key, state in self.states.items() if state.ends)

    def reached_from(self, starts: tuple[str, ...]) -> set[str]:
        """Return every state that steps lead to from `starts`, themselves among them."""
        met, waiting = set(starts), list(starts)
        while waiting:
            state = waiting.pop()
            for _key, step in self.steps_from(state):
                if step.enters not in met:
                    met.add(step.enters)
                    waiting.append(step.enters)
        return met
