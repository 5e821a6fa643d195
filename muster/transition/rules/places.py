"""A place on a course: who asked, who has it, who waits, who was there, and who completed it.

The school answers; whoever asked may take it back until the course is over, and from then on the
school reads nothing more. A freed place goes to whoever waits longest.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from muster.kernel.problems import Problem
from muster.kernel.words import Sentence, _p
from muster.transition import offering_problems, problems


class Act(enum.StrEnum):
    """What may happen; ATTENDED and MISSED have a day, COMPLETED a certificate's words."""

    ADMITTED = "admitted"
    WAITLISTED = "waitlisted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"
    ATTENDED = "attended"
    MISSED = "missed"
    COMPLETED = "completed"
    LEFT = "left"
    WITHDRAWN = "withdrawn"  # the course does not take place


class Stage(enum.StrEnum):
    """Where it stands."""

    ASKED = "asked"
    ADMITTED = "admitted"
    WAITING = "waitlisted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"
    COMPLETED = "completed"
    LEFT = "left"
    WITHDRAWN = "withdrawn"


OVER = frozenset({
    Stage.DECLINED, Stage.TAKEN_BACK, Stage.COMPLETED, Stage.LEFT, Stage.WITHDRAWN,
})  # fmt: skip
SEATED = frozenset({Stage.ADMITTED, Stage.COMPLETED})
"""Stages that take one of a course's places."""
_ASKING = frozenset({Stage.ASKED, Stage.WAITING})
FOLLOWS: Mapping[Act, frozenset[Stage]] = {
    Act.ADMITTED: _ASKING,
    Act.WAITLISTED: frozenset({Stage.ASKED}),
    Act.DECLINED: _ASKING,
    Act.TAKEN_BACK: _ASKING | {Stage.ADMITTED},
    Act.ATTENDED: frozenset({Stage.ADMITTED}),
    Act.MISSED: frozenset({Stage.ADMITTED}),
    Act.COMPLETED: frozenset({Stage.ADMITTED}),
    Act.LEFT: frozenset({Stage.ADMITTED}),
    Act.WITHDRAWN: _ASKING | {Stage.ADMITTED},
}
REASONS: Mapping[str, Sentence] = {
    "entry": _p("why no place", "a rule for entry is not met"),
    "full": _p("why no place", "no place is left, and the list is closed"),
    "not-reached": _p("why no place", "the person was not reached"),
    "withdrawn": _p("why no place", "the course does not take place"),
}
LEFT_REASONS: Mapping[str, Sentence] = {
    "work": _p("why a course was left", "found work"),
    "moved": _p("why a course was left", "moved away"),
    "own-wish": _p("why a course was left", "did not want to go on"),
    "away": _p("why a course was left", "was not there for long"),
    "not-passed": _p("why a course was left", "did not pass the examination"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `day` is the day of attendance or of completion."""

    act: Act
    reason: str = ""
    day: date | None = None
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where it stands. `days` says of each day whether the person was there.

    `ahead` is how many waited before them when they were put on the list.
    """

    stage: Stage = Stage.ASKED
    reason: str = ""
    days: Mapping[date, bool] = field(default_factory=dict)
    completed: date | None = None
    ahead: int | None = None

    @property
    def attended(self) -> int:
        """On how many days they were there."""
        return sum(self.days.values())

    def after(self, event: Event) -> State:
        """Return where it stands once this happened too; of one day the last word counts."""
        if event.act in (Act.ATTENDED, Act.MISSED):
            if event.day is None:
                return self
            return replace(self, days={**self.days, event.day: event.act is Act.ATTENDED})
        return replace(
            self, stage=Stage(event.act.value), reason=event.reason,
            completed=event.day if event.act is Act.COMPLETED else self.completed,
            ahead=event.ahead if event.act is Act.WAITLISTED else None,
        )  # fmt: skip


def state_of(events: Iterable[Event]) -> State:
    """Fold what happened, in its order."""
    state = State()
    for event in events:
        state = state.after(event)
    return state


def refusal(state: State, event: Event, begins: date, today: date) -> Problem | None:
    """Return why something may not happen, None where it may."""
    if state.stage not in FOLLOWS[event.act]:
        return problems.ANSWER_NOT_HERE.at()
    if event.act is Act.DECLINED and event.reason not in REASONS:
        return problems.REASON_NEEDED.at()
    if event.act is Act.LEFT and event.reason not in LEFT_REASONS:
        return problems.REASON_NEEDED.at()
    if event.act in (Act.ATTENDED, Act.MISSED, Act.COMPLETED) and (
        event.day is None or not begins <= event.day <= today
    ):
        return offering_problems.NOT_A_DAY_OF_COURSE.at()
    return None


@dataclass(frozen=True, slots=True)
class Taught:
    """What came of the courses of one school, over enough people that nobody is told of."""

    asked: int
    admitted: int
    completed: int
    left: int


def taught(states: Iterable[State], least: int) -> Taught | None:
    """Count what came of it; None where fewer than `least` asked.

    A group smaller than `least` reads as 0, and so does one that would tell of a small rest.
    """
    stages = [one.stage for one in states]
    if len(stages) < least:
        return None

    def told(of: int, *among: Stage) -> int:
        count = sum(one in among for one in stages)
        return count if count >= least and (of == count or of - count >= least) else 0

    admitted = told(len(stages), Stage.ADMITTED, Stage.COMPLETED, Stage.LEFT)
    return Taught(
        len(stages), admitted, told(admitted, Stage.COMPLETED), told(admitted, Stage.LEFT)
    )
