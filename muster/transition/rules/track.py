"""Where a case of somebody who leaves service stands, folded from what happened to it.

Each state that a case was in, and each task that somebody was given, is a step with an owner, a
start, a standard, an end, and a reason where it took longer. There is one definition of a start:
the moment at which what came before was put on record. A standard once set is kept.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from muster.kernel.problems import Problem
from muster.kernel.time import Calendar, Instant, Span
from muster.policy.rules.case_path import CasePath
from muster.policy.rules.track import PERSON
from muster.transition import problems

LOSES, REOPENS, PLACES, ACCEPTS = "lose", "reopen", "place", "accept"
"""The steps of every force's track that mean something beside where they lead."""


class Act(enum.StrEnum):
    """What happened to a case, once."""

    OPENED = "opened"
    STEPPED = "stepped"
    GIVEN = "given"  # the case to another caseworker
    REACHED = "reached"
    NOT_REACHED = "not-reached"
    CHECKED = "checked"
    CONFERRED = "conferred"
    LATE = "late"  # the reason why a step takes longer
    TASK_GIVEN = "task-given"
    TASK_DONE = "task-done"
    TASK_AGAIN = "task-again"
    TASK_DROPPED = "task-dropped"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `due` is the standard it sets, as an instant.

    `kind` is a task's kind or what a check found; `hand` is whose move it is then, `partner` the
    organisation by name, `to` the account of a caseworker.
    """

    act: Act
    at: Instant
    by: UUID
    step: str = ""
    state: str = ""
    reason: str = ""
    to: UUID | None = None
    due: Instant | None = None
    task: UUID | None = None
    kind: str = ""
    hand: str = ""
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step with its times; `task` None: the case itself stood there. `again`: done anew."""

    number: int
    key: str
    hand: str
    began: Instant
    due: Instant | None
    owner: UUID | None = None
    task: UUID | None = None
    partner: str = ""
    ended: Instant | None = None
    reason: str = ""
    again: int = 0
    dropped: bool = False

    def late(self, at: Instant) -> bool:
        """Did it, or does it at `at`, take longer than its standard?"""
        return self.due is not None and not self.dropped and (self.ended or at) > self.due


@dataclass(frozen=True, slots=True)
class TrackState:
    """A case as its events leave it. `hands` counts how often it passed from hand to hand."""

    state: str
    since: Instant
    opened: Instant
    owner: UUID | None
    due: Instant | None
    steps: tuple[Step, ...]
    ended: Instant | None = None
    reached: Instant | None = None
    tries: int = 0
    placed: Instant | None = None
    lost: Instant | None = None
    checks: int = 0
    found: str = ""
    conferred: Instant | None = None
    hands: int = 0

    @property
    def tasks(self) -> Iterator[Step]:
        """The tasks, done or not."""
        return (one for one in self.steps if one.task is not None)

    @property
    def open_steps(self) -> Iterator[Step]:
        """What waits for somebody."""
        return (one for one in self.steps if one.ended is None)

    def task(self, key: UUID) -> Step | None:
        """Return the last round of a task, None where the case has no such task."""
        return next((one for one in reversed(self.steps) if one.task == key), None)


def state_of(events: Iterable[Event], path: CasePath) -> TrackState:
    """Return where a case stands after these events, in their order; its opening comes first.

    Clocks of two machines differ by a little, and nothing happens to a case before it is opened.
    """
    given = iter(sorted(events, key=lambda one: one.act is not Act.OPENED))
    first = next(given)
    hand = path.states[first.state].owner
    begun = Step(0, first.state, hand, first.at, first.due, first.to)
    state = TrackState(first.state, first.at, first.at, first.to, first.due, (begun,))
    for event in given:
        state = after(state, event, path)
    return state


def after(state: TrackState, event: Event, path: CasePath) -> TrackState:
    """Return where a case stands after one more event."""
    if event.act is Act.STEPPED:
        return _stepped(state, event, path)
    if event.act is Act.GIVEN:
        steps = tuple(
            replace(one, owner=event.to) if one.task is None and one.ended is None else one
            for one in state.steps
        )
        return replace(state, owner=event.to, steps=steps, hands=state.hands + 1)
    if event.act is Act.REACHED:
        return replace(state, reached=event.at, tries=0)
    if event.act is Act.NOT_REACHED:
        return replace(state, tries=state.tries + 1)
    if event.act is Act.CONFERRED:
        return replace(state, conferred=event.at, reached=event.at, tries=0)
    if event.act is Act.CHECKED:
        return _checked(state, event)
    return replace(state, steps=_worked(state, event), hands=state.hands + _passes(event))


def _stepped(state: TrackState, event: Event, path: CasePath) -> TrackState:
    ends = path.states[event.state].ends
    rounds = sum(one.task is None and one.key == event.state for one in state.steps)
    owner = event.to or state.owner
    steps = tuple(
        replace(one, ended=event.at, reason=one.reason or event.reason)
        if one.task is None and one.ended is None
        else one
        for one in state.steps
    )
    if ends:
        steps = tuple(
            replace(one, ended=event.at, dropped=True) if one.ended is None else one
            for one in steps
        )
    else:
        hand = path.states[event.state].owner
        begun = Step(
            len(steps), event.state, hand, event.at, event.due, owner, again=rounds
        )  # fmt: skip
        steps = (*steps, begun)
    lost = event.at if event.step == LOSES else None
    return replace(
        state, state=event.state, since=event.at, owner=owner,
        due=None if ends else event.due, steps=steps, ended=event.at if ends else None,
        placed=event.at if event.step == PLACES else state.placed,
        lost=lost or (None if event.step == PLACES else state.lost),
        checks=0 if event.step == PLACES else state.checks,
        reached=event.at if event.step in _SPOKEN else state.reached,
        tries=0 if event.step in _SPOKEN else state.tries,
        hands=state.hands + (event.to is not None and event.to != state.owner),
    )  # fmt: skip


_SPOKEN = frozenset({"map", "agree", PLACES, "rely"})
"""Steps that nobody takes without a word with the person."""


def _checked(state: TrackState, event: Event) -> TrackState:
    """A check of the follow-along; the next one's day is the new clock of the step."""
    reached = event.kind != "not-reached"
    steps = tuple(
        replace(one, due=event.due) if one.task is None and one.ended is None else one
        for one in state.steps
    )
    return replace(
        state, due=event.due, steps=steps, checks=state.checks + 1, found=event.kind,
        reached=event.at if reached else state.reached,
        tries=0 if reached else state.tries + 1,
    )  # fmt: skip


def _passes(event: Event) -> int:
    return event.act in (Act.TASK_GIVEN, Act.TASK_DONE, Act.TASK_AGAIN)


def _worked(state: TrackState, event: Event) -> tuple[Step, ...]:
    """Return the steps after something was done about a task, or said of a step that is late."""
    steps = state.steps
    if event.act is Act.TASK_GIVEN:
        return (
            *steps,
            Step(
                len(steps), event.kind, event.hand, event.at, event.due, task=event.task,
                partner=event.partner,
            ),
        )  # fmt: skip
    if event.act is Act.TASK_AGAIN:
        before = state.task(event.task) if event.task else None
        if before is None:
            return steps
        anew = replace(
            before, number=len(steps), began=event.at, due=event.due, ended=None, reason="",
            again=before.again + 1,
        )  # fmt: skip
        return (*steps, anew)
    return tuple(_touched(one, event) for one in steps)


def _touched(one: Step, event: Event) -> Step:
    if one.task != event.task or one.ended is not None:
        return one
    if event.act is Act.LATE:
        return replace(one, reason=event.reason)
    return replace(
        one, ended=event.at, reason=event.reason or one.reason,
        dropped=event.act is Act.TASK_DROPPED,
    )  # fmt: skip


def refusal(state: TrackState, event: Event, path: CasePath, needed: bool) -> Problem | None:
    """Return why an event may not happen to a case as it stands; None where it may.

    `needed`: its step asks for a coded reason, and none was given.
    """
    if needed:
        return problems.REASON_NEEDED.at()
    if event.act is Act.STEPPED:
        leaving = dict(path.steps_from(state.state))
        if event.step not in leaving or leaving[event.step].enters != event.state:
            return problems.STEP_NOT_HERE.at()
        return None
    if state.ended is not None:
        return problems.CASE_OVER.at()
    if event.act is Act.CHECKED and state.placed is None:
        return problems.NOT_PLACED.at()
    if event.act in _ON_A_TASK:
        return _task_refused(state, event)
    return None


_ON_A_TASK = frozenset({Act.TASK_DONE, Act.TASK_AGAIN, Act.TASK_DROPPED})


def _task_refused(state: TrackState, event: Event) -> Problem | None:
    task = None if event.task is None else state.task(event.task)
    if task is None:
        return problems.NO_TASK.at()
    if event.act is Act.TASK_AGAIN:
        return None if task.ended is not None else problems.TASK_OPEN.at()
    if task.ended is not None:
        return problems.TASK_OVER.at()
    excused = event.reason or task.reason or task.hand == PERSON  # nobody answers for their time
    if event.act is Act.TASK_DONE and task.late(event.at) and not excused:
        return problems.LATE_WITHOUT_REASON.at()
    return None


def next_check(checks: int, follow_along: tuple[object, ...]) -> int | None:
    """Return which check of the follow-along comes next, None where all were held."""
    return checks if checks < len(follow_along) else None


def next_conference(
    state: TrackState, open_needs: int, *, lead_from: int, every: Span, calendar: Calendar
) -> Instant | None:
    """Return by when everybody who helps meets again; None where too few needs are open for it."""
    if state.ended is not None or open_needs < lead_from:
        return None
    return calendar.due(state.conferred or state.opened, every)


@dataclass(frozen=True, slots=True)
class Needs:
    """A map of needs: how each stands, by code, and a few words on any of them."""

    stands: Mapping[str, str]
    words: str = ""

    @property
    def open(self) -> int:
        """How many needs are open."""
        return sum(one == "open" for one in self.stands.values())
