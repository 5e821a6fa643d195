"""A referral: somebody is sent to somebody else, and it stays open until it is known what became.

The leak in care comes after the referral: in one force 53 % of those who were referred out got no
care, and nobody knew why (US DoD IG 2020). So each has one answer: kept, moved to a day, or a coded
reason for not arriving; and until it has one, somebody is asked for it.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from muster.care import problems
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant
from muster.policy.rules.caring import Referring


class Act(enum.StrEnum):
    """What can happen to a referral after it was made."""

    KEPT = "kept"
    MOVED = "moved"
    NOT_ARRIVED = "not-arrived"
    WAS_LATE = "was-late"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `day` belongs to MOVED, `reason` to NOT_ARRIVED."""

    act: Act
    at: Instant
    by: str
    reason: str = ""
    day: date | None = None
    due: Instant | None = None


@dataclass(frozen=True, slots=True)
class ReferralState:
    """What the events amount to. `became` is empty while there is no answer.

    `day` is the appointed day, `due` by when it has to be known what became of it, `told` whether
    it was told that this is late. `moved` counts how often the day was moved.
    """

    day: date | None
    due: Instant
    became: str = ""
    reason: str = ""
    moved: int = 0
    told: bool = False
    ended_at: Instant | None = None

    @property
    def ended(self) -> bool:
        return self.ended_at is not None


def state_of(opened: ReferralState, events: Iterable[Event]) -> ReferralState:
    """Fold what happened to a referral. Total: what comes after the answer changes nothing."""
    state = opened
    for event in sorted(events, key=lambda one: one.at):
        if not state.ended:
            state = _after(state, event)
    return state


def _after(state: ReferralState, event: Event) -> ReferralState:
    match event.act:
        case Act.MOVED:
            return replace(
                state, day=event.day, due=event.due or state.due, moved=state.moved + 1, told=False
            )
        case Act.WAS_LATE:
            return replace(state, told=True)
        case _:
            return replace(
                state, became=event.act.value, reason=event.reason, ended_at=event.at
            )  # fmt: skip


def refusal(
    state: ReferralState, event: Event, today: date, reasons: Collection[str]
) -> Problem | None:
    """Return why this may not be the answer, None where it may."""
    if state.ended:
        return problems.REFERRAL_ANSWERED.at()
    if event.act is Act.NOT_ARRIVED and event.reason not in reasons:
        return problems.REASON_NEEDED.at()
    if event.act is Act.MOVED and (event.day is None or event.day < today):
        return problems.REFERRAL_BACKWARDS.at()
    return None


def answer_due(rule: Referring, calendar: Calendar, referred: Instant, day: date | None) -> Instant:
    """Return by when it has to be known what became: soon after the appointed day.

    Where no day was agreed, the first one has to be within the profile's span.
    """
    start = calendar.due(referred, rule.appointed_within) if day is None else calendar.end_of(day)
    return calendar.due(max(start, referred), rule.answered_after)


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of referrals: `unanswered` should have an answer by now, `awaited` not yet."""

    kept: int
    not_arrived: int
    unanswered: int
    awaited: int

    @property
    def total(self) -> int:
        return self.kept + self.not_arrived + self.unanswered + self.awaited

    @property
    def share_unanswered(self) -> int | None:
        """Return how many of 100 that should have an answer have none; None where none is due."""
        due = self.total - self.awaited
        return None if due == 0 else round(100 * self.unanswered / due)


def figures(rows: Iterable[tuple[str, bool]]) -> Figures:
    """Count referrals, each as (what became of it, is its answer late)."""
    counted = {"kept": 0, "not-arrived": 0, "late": 0, "awaited": 0}
    for became, late in rows:
        counted[became or ("late" if late else "awaited")] += 1
    return Figures(*counted.values())
