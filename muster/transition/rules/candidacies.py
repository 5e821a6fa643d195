"""What becomes of somebody who asked for a vacancy, and what may follow on what.

The person may take it back until they began, and from then on the partner reads nothing more.
After the first day the partner says at each mark whether the person still works there; a mark that
was not reached yet cannot be reported.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muster.kernel.problems import Problem
from muster.kernel.words import Sentence, _p
from muster.transition import problems

MARKS = (30, 90, 180, 365)
"""Days after the first day of work on which a partner says whether the person still works there."""


TALK_AHEAD = timedelta(days=180)
"""So far ahead at most a talk lies to which somebody is invited. Our choice."""


class Act(enum.StrEnum):
    """What may happen."""

    INVITED = "invited"
    OFFERED = "offered"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    TAKEN_BACK = "taken-back"
    STARTED = "started"
    KEPT = "kept"
    LEFT = "left"


class Stage(enum.StrEnum):
    """Where it stands."""

    ASKED = "asked"
    INVITED = "invited"
    OFFERED = "offered"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    TAKEN_BACK = "taken-back"
    STARTED = "started"
    LEFT = "left"


OVER = frozenset({Stage.DECLINED, Stage.TAKEN_BACK, Stage.LEFT})
AWAIT_AN_ANSWER = frozenset({Stage.ASKED, Stage.INVITED})
"""Stages in which it is the partner who says what comes next."""
_BEFORE = frozenset({Stage.ASKED, Stage.INVITED, Stage.OFFERED, Stage.ACCEPTED})
FOLLOWS: Mapping[Act, frozenset[Stage]] = {
    Act.INVITED: AWAIT_AN_ANSWER,  # a second time on another day
    Act.OFFERED: frozenset({Stage.ASKED, Stage.INVITED}),
    Act.DECLINED: frozenset({Stage.ASKED, Stage.INVITED, Stage.OFFERED}),
    Act.ACCEPTED: frozenset({Stage.OFFERED}),
    Act.TAKEN_BACK: _BEFORE,
    Act.STARTED: frozenset({Stage.OFFERED, Stage.ACCEPTED}),
    Act.KEPT: frozenset({Stage.STARTED}),
    Act.LEFT: frozenset({Stage.STARTED}),
}
OF_PERSON = frozenset({Act.ACCEPTED, Act.TAKEN_BACK})
REASONS: Mapping[str, Sentence] = {
    "filled": _p("why declined", "the place is taken"),
    "licence": _p("why declined", "a licence or qualification is missing"),
    "experience": _p("why declined", "too little experience with this work"),
    "terms": _p("why declined", "pay, hours or place did not suit both"),
    "not-reached": _p("why declined", "the person was not reached, or did not come"),
    "withdrawn": _p("why declined", "the vacancy was withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `day` is that of the talk, or the first of work; `mark` of MARKS."""

    act: Act
    reason: str = ""
    day: date | None = None
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where it stands. `kept` are the marks at which the person still worked there.

    `talk` is the day to which they were invited, None where none was named.
    """

    stage: Stage = Stage.ASKED
    invited: bool = False
    offered: bool = False
    talk: date | None = None
    started: date | None = None
    kept: tuple[int, ...] = ()
    reason: str = ""

    def after(self, event: Event) -> State:
        """Return where it stands once this happened too."""
        if event.act is Act.KEPT and event.mark is not None:
            return replace(self, kept=tuple(sorted({*self.kept, event.mark})))
        return replace(
            self, stage=Stage(event.act.value), reason=event.reason,
            invited=self.invited or event.act is Act.INVITED,
            offered=self.offered or event.act is Act.OFFERED,
            talk=event.day if event.act is Act.INVITED else self.talk,
            started=event.day if event.act is Act.STARTED else self.started,
        )  # fmt: skip

    def marks_due(self, today: date) -> list[int]:
        """Return the marks that were reached and not reported, the first one first."""
        if self.stage is not Stage.STARTED or self.started is None:
            return []
        past = (today - self.started).days
        return [mark for mark in MARKS if mark <= past and mark not in self.kept]


def state_of(events: Iterable[Event]) -> State:
    """Fold what happened, in its order."""
    state = State()
    for event in events:
        state = state.after(event)
    return state


def refusal(state: State, event: Event, asked: date, today: date) -> Problem | None:
    """Return why something may not happen, None where it may."""
    if state.stage not in FOLLOWS[event.act]:
        return problems.ANSWER_NOT_HERE.at()
    if event.act is Act.DECLINED and event.reason not in REASONS:
        return problems.REASON_NEEDED.at()
    if event.act is Act.INVITED and event.day is not None:
        ahead = today <= event.day <= today + TALK_AHEAD
        return None if ahead else problems.NOT_A_DAY_TO_TALK.at(days=TALK_AHEAD.days)
    if event.act is Act.STARTED and (event.day is None or not asked <= event.day <= today):
        return problems.NOT_THE_FIRST_DAY.at()
    if event.act is not Act.KEPT or state.started is None:
        return None
    if event.mark not in MARKS:
        return problems.ANSWER_NOT_HERE.at()
    if today < state.started + timedelta(days=event.mark):
        return problems.MARK_NOT_REACHED.at(days=event.mark)
    return None


@dataclass(frozen=True, slots=True)
class Results:
    """What came of the vacancies of one partner; `kept` is (mark, kept, of how many)."""

    asked: int
    invited: int
    offered: int
    started: int
    kept: tuple[tuple[int, int, int], ...]


def results(states: Iterable[State], today: date, least: int) -> Results | None:
    """Count what came of it; None where so few asked that the figures would tell of somebody.

    Of those kept at a mark, only groups of at least `least` are told.
    """
    every = list(states)
    if len(every) < least:
        return None
    began = [one for one in every if one.started is not None]
    kept = []
    for mark in MARKS:
        past = [one for one in began if (today - (one.started or today)).days >= mark]
        if len(past) >= least:
            kept.append((mark, sum(mark in one.kept for one in past), len(past)))
    invited, offered = sum(one.invited for one in every), sum(one.offered for one in every)

    def told(count: int) -> int:
        return count if count >= least else 0

    return Results(len(every), told(invited), told(offered), told(len(began)), tuple(kept))
