"""Where somebody on a waiting list stands: what happened, folded; and what may happen next."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.programmes import problems

MISSED_OFTEN = 2
"""So many sessions missed one after the other, and somebody asks why."""


class Act(enum.StrEnum):
    """What can happen to an enrolment."""

    ASKED = "asked"
    PLACED = "placed"
    GIVEN_UP = "given-up"
    CONTACTED = "contacted"
    OFFERED = "offered"
    WAS_LATE = "was-late"
    CAME = "came"
    MISSED = "missed"
    EXCUSED = "excused"
    COMPLETED = "completed"
    LEFT = "left"


class Stage(enum.StrEnum):
    """Where an enrolment stands."""

    WAITING = "waiting"
    PLACED = "placed"
    UNDER_WAY = "under-way"
    COMPLETED = "completed"
    LEFT = "left"

    @property
    def ended(self) -> bool:
        return self in (Stage.COMPLETED, Stage.LEFT)


class Priority(enum.IntEnum):
    """How soon a place is wanted, as the clinician says; never why."""

    URGENT = 1
    SOON = 2
    ROUTINE = 3


class Came(enum.StrEnum):
    """What became of one person at one session."""

    CAME = "came"
    MISSED = "missed"
    EXCUSED = "excused"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `due` is when the next contact is due, where this sets it."""

    act: Act
    at: Instant
    group: UUID | None = None
    due: Instant | None = None
    reason: str = ""
    session: UUID | None = None


@dataclass(frozen=True, slots=True)
class State:
    """An enrolment as its events leave it.

    `since` is when it began to wait; giving a place up or losing one does not move it. `attended`
    counts sessions, each once, as last noted; `missed` those missed one after the other.
    """

    stage: Stage
    since: Instant
    group: UUID | None = None
    contact_due: Instant | None = None
    offered: bool = False
    told: bool = False
    attended: int = 0
    missed: int = 0
    reason: str = ""
    ended_at: Instant | None = None


def state_of(events: Sequence[Event]) -> State:
    """Fold what happened, in the order of time; the first event is the asking."""
    first = events[0]
    state = State(Stage.WAITING, first.at, contact_due=first.due)
    for event in events[1:]:
        state = _after(state, event)
    attended, missed = attendance(events)
    return replace(state, attended=attended, missed=missed)


def _after(state: State, event: Event) -> State:
    match event.act:
        case Act.PLACED:
            return replace(
                state, stage=Stage.PLACED, group=event.group, contact_due=None, told=False
            )
        case Act.GIVEN_UP:
            return replace(state, stage=Stage.WAITING, group=None, contact_due=event.due)
        case Act.CONTACTED:
            return replace(state, contact_due=event.due, told=False)
        case Act.OFFERED:
            return replace(state, offered=True)
        case Act.WAS_LATE:
            return replace(state, told=True)
        case Act.CAME:
            began = state.stage is Stage.PLACED
            return replace(state, stage=Stage.UNDER_WAY) if began else state
        case Act.COMPLETED:
            return replace(state, stage=Stage.COMPLETED, ended_at=event.at, contact_due=None)
        case Act.LEFT:
            return replace(
                state, stage=Stage.LEFT, reason=event.reason, ended_at=event.at, contact_due=None
            )
        case _:
            return state


def attendance(events: Iterable[Event]) -> tuple[int, int]:
    """Return how many sessions were attended, and how many were missed one after the other."""
    last: dict[UUID, Act] = {}
    for event in events:
        if event.session is not None:
            last.pop(event.session, None)  # a correction is as late as it is
            last[event.session] = event.act
    missed = 0
    for act in last.values():
        if act is Act.MISSED:
            missed += 1
        elif act is Act.CAME:
            missed = 0
    return sum(act is Act.CAME for act in last.values()), missed


def refusal(state: State, act: Act) -> Problem | None:
    """Return why this may not happen now, None where it may."""
    if state.stage.ended:
        return problems.ENDED.at()
    if act in (Act.PLACED, Act.CONTACTED, Act.OFFERED) and state.stage is not Stage.WAITING:
        return problems.NOT_WAITING.at()
    if act is Act.GIVEN_UP and state.stage is not Stage.PLACED:
        return problems.NO_PLACE.at()
    if act in (Act.CAME, Act.MISSED, Act.EXCUSED) and state.group is None:
        return problems.NO_PLACE.at()
    return None
