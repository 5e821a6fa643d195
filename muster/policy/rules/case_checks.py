"""What a case's path must hold: no state out of reach, no dead end, no exit without a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from muster.kernel.problems import Problem
from muster.policy import problems as kinds
from muster.policy.rules.case_path import CasePath

HOUSE = "house"
"""The hand of the installation itself: what follows from an answer or a clock, judged by nobody."""


def check_path(path: CasePath, reasons: Collection[str], where: str = "case") -> Iterator[Problem]:
    """Yield everything that is wrong with a path; `reasons` are the lists a step may name.

    `where` is the profile's table in which it stands.
    """
    yield from _names(path, reasons, where)
    for key, state in path.states.items():
        table = f"{where}.states.{key}"
        timed = state.clock is not None or state.by_tier
        if not (state.ends or timed or state.waits_for):
            yield kinds.STATE_WITHOUT_CLOCK.at(table=table)
        if timed and state.late_to is None:
            yield kinds.MISSING.at(table=table, key="late_to")
    for key, step in path.steps.items():
        ends = step.enters in path.states and path.states[step.enters].ends
        if ends and step.reasons is None and step.by != (HOUSE,):
            yield kinds.EXIT_UNCODED.at(table=f"{where}.steps.{key}", key="reasons")
    yield from _ways(path, where)


def _names(path: CasePath, reasons: Collection[str], where: str) -> Iterator[Problem]:
    """Yield every name that leads nowhere: a hand, a state, a list of reasons."""
    for key, state in path.states.items():
        for name in filter(None, (state.owner, state.late_to)):
            if name not in path.hands:
                yield _unknown(f"{where}.states.{key}", name, path.hands)
    for key, step in path.steps.items():
        table = f"{where}.steps.{key}"
        yield from (_unknown(table, hand, path.hands) for hand in step.by if hand not in path.hands)
        for name in (*step.leaves, step.enters):
            if name not in path.states:
                yield _unknown(table, name, path.states)
        for named in (step.reasons, step.unless_interviewed):
            if named is not None and named not in reasons:
                yield _unknown(table, named, reasons)


def _unknown(table: str, key: str, known: Collection[str]) -> Problem:
    return kinds.UNKNOWN.at(table=table, key=key, known=", ".join(known))


def _ways(path: CasePath, where: str) -> Iterator[Problem]:
    """Yield the states that no case can come to, and those from which none can end."""
    reachable = path.reached_from(path.beginnings())
    for key in path.states:
        table = f"{where}.states.{key}"
        if key not in reachable:
            yield kinds.STATE_UNREACHABLE.at(table=table)
        if not path.reached_from((key,)) & set(path.endings()):
            yield kinds.STATE_DEAD_END.at(table=table)
