"""A handover: a case goes from one clinician to another, and belongs to somebody all the while.

Whoever has the case keeps it until the first contact with whoever takes it was kept. So a handover
has no moment between two owners: it names the one who gives, and who has accepted and not yet met
the person. What happened to it is appended; where it stands is the fold of that.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from muster.care import problems
from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant
from muster.policy.rules.profile import Path


class Act(enum.StrEnum):
    """What can happen to a handover."""

    OPENED = "opened"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    KEPT = "kept"
    WAS_LATE = "was-late"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a handover. People are opaque ids of accounts.

    `to` belongs to OPENED (whose case it is) and OFFERED; `due` and `look` to whatever set a clock:
    by when the next thing has to happen, and when somebody is told that it has not.
    """

    act: Act
    at: Instant
    by: str
    to: str | None = None
    due: Instant | None = None
    look: Instant | None = None


class Stage(enum.StrEnum):
    """Where a handover stands."""

    OPEN = "open"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    KEPT = "kept"
    ENDED = "ended"

    @property
    def over(self) -> bool:
        return self in (Stage.KEPT, Stage.ENDED)


@dataclass(frozen=True, slots=True)
class HandoverState:
    """What the events amount to.

    `owner` answers for the person now. `gaining` has accepted by name, or (while `stage` is
    OFFERED) was asked to. `due` is when the next thing has to have happened, `look` when somebody
    is told that it has not; None: they were, or nothing is awaited.
    """

    stage: Stage
    losing: str
    owner: str
    gaining: str | None = None
    due: Instant | None = None
    look: Instant | None = None

    def late(self, now: Instant) -> bool:
        """Should the next thing have happened by now?"""
        return not self.stage.over and self.due is not None and now > self.due


def state_of(events: Iterable[Event]) -> HandoverState:
    """Fold a handover's events into where it stands; the first is OPENED.

    Total: what arrives after the end stays on record and changes nothing.
    """
    ordered = iter(sorted(events, key=lambda event: event.at))
    opened = next(ordered)
    losing = opened.to or opened.by
    state = HandoverState(Stage.OPEN, losing, losing, due=opened.due, look=opened.look)
    for event in ordered:
        if not state.stage.over:
            state = _after(state, event)
    return state


def _after(state: HandoverState, event: Event) -> HandoverState:
    match event.act:
        case Act.OFFERED:
            return replace(state, stage=Stage.OFFERED, gaining=event.to)
        case Act.DECLINED:
            return replace(state, stage=Stage.OPEN, gaining=None)
        case Act.ACCEPTED:
            return replace(
                state, stage=Stage.ACCEPTED, gaining=event.by, due=event.due, look=event.look
            )
        case Act.KEPT if state.gaining is not None:
            return replace(state, stage=Stage.KEPT, owner=state.gaining, due=None, look=None)
        case Act.WAS_LATE:
            return replace(state, look=event.look)
        case Act.ENDED:
            return replace(state, stage=Stage.ENDED, due=None, look=None)
        case _:
            return state


def refusal(state: HandoverState, event: Event) -> Problem | None:
    """Return why `event` may not happen to a handover that stands so, or None where it may."""
    if state.stage.over:
        return problems.HANDOVER_OVER.at()
    match event.act:
        case Act.OFFERED:
            if state.stage is Stage.ACCEPTED:
                return problems.HANDOVER_ACCEPTED.at()
            return problems.NOBODY_NAMED.at() if event.to in (None, state.owner) else None
        case Act.ACCEPTED | Act.DECLINED:
            asked = state.stage is Stage.OFFERED and event.by == state.gaining
            return None if asked else problems.HANDOVER_NOT_OFFERED.at()
        case Act.KEPT:
            took = state.stage is Stage.ACCEPTED and event.by == state.gaining
            return None if took else problems.HANDOVER_NOT_ACCEPTED.at()
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Clock:
    """By when something has to have happened, and when it is first told that it has not."""

    due: Instant
    look: Instant


def to_accept(path: Path, calendar: Calendar, opened: Instant, moves: Instant) -> Clock:
    """Return the clock by which a named clinician has to have accepted.

    It runs from the opening, or from `transfer_before_move` before the day of a move known earlier.
    """
    ahead = calendar.due(opened, path.transfer_before_move) - opened
    begins = max(opened, moves - ahead)
    due = calendar.due(begins, path.transfer_accepted)
    return Clock(due, min(due, calendar.due(begins, path.transfer_escalation)))


def to_meet(path: Path, calendar: Calendar, accepted: Instant, moves: Instant) -> Clock:
    """Return the clock of the first contact: from the acceptance, and never before the move."""
    due = calendar.due(max(accepted, moves), path.transfer_first_contact)
    return Clock(due, due)


def look_after(state: HandoverState, at: Instant) -> Instant | None:
    """Return when it is told again, after it was told at `at` that nothing has happened yet.

    An escalation comes before the deadline, and passing that is told as well; then not any more.
    """
    if state.due is None or state.due <= at:
        return None
    return state.due + timedelta(seconds=1)
