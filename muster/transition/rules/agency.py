"""A task as the organisation sees it that was given it; and how many people it may expect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.transition import problems
from muster.transition.rules.track import Act

ROUNDED, APART = 5, 10
"""Expected people are told in fives, and anew only where ten more or fewer came (domain, §11)."""


@dataclass(frozen=True, slots=True)
class Given:
    """A task as it stands; `again` is how often it began anew."""

    began: Instant
    due: Instant | None
    ended: Instant | None = None
    reason: str = ""
    dropped: bool = False
    again: int = 0

    def late(self, at: Instant) -> bool:
        return self.due is not None and (self.ended or at) > self.due


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that happened to it."""

    act: Act
    at: Instant
    reason: str = ""
    due: Instant | None = None


def given_of(begun: Given, said: Iterable[Said]) -> Given:
    """Fold what happened to a task, in its order."""
    state = begun
    for one in said:
        if one.act is Act.TASK_AGAIN:
            state = Given(one.at, one.due, again=state.again + 1)
        elif one.act is Act.LATE:
            state = replace(state, reason=one.reason)
        else:
            state = replace(
                state, ended=one.at, reason=one.reason or state.reason,
                dropped=one.act is Act.TASK_DROPPED,
            )  # fmt: skip
    return state


def refusal(state: Given, said: Said) -> Problem | None:
    """Return why an organisation may not say this of a task, None where it may."""
    if state.ended is not None:
        return problems.TASK_OVER.at()
    if said.act is Act.LATE:
        return None if said.reason else problems.REASON_NEEDED.at()
    if said.act is not Act.TASK_DONE:
        return problems.ANSWER_NOT_HERE.at()
    if state.late(said.at) and not (said.reason or state.reason):
        return problems.LATE_WITHOUT_REASON.at()
    return None


def told_of(counted: int, last: int | None, least: int) -> int | None:
    """Return how many expected people are told of: None for too few to be told.

    In fives, rounded down, so that nobody is found by who came or left; and the last figure
    stands unless it would change by ten or more.
    """
    if counted < least:
        return None
    now = counted - counted % ROUNDED
    return last if last is not None and abs(now - last) < APART else now
