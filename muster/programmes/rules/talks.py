"""Talks with peers after an event: who talks with whom, by when, and where a talk stands.

Nothing of anybody's health is in it: a talk was held, or not, and why not by a code.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Id = TypeVar("Id")


class EventKind(enum.StrEnum):
    """What happened, by a code; how it was for anybody stands nowhere."""

    DEATH = "death"
    ATTACK = "attack"
    ACCIDENT = "accident"
    DISASTER = "disaster"
    OTHER = "other"


class TalkAct(enum.StrEnum):
    """One thing that became of a talk.

    PASSED_ON is a talk after which the person agreed that a clinician calls them.
    """

    TALKED = "talked"
    PASSED_ON = "passed-on"
    NOT_REACHED = "not-reached"
    DECLINED = "declined"


SETTLES = frozenset({TalkAct.TALKED, TalkAct.PASSED_ON, TalkAct.DECLINED})
"""After these a talk is no longer due; who was not reached is tried again."""


@dataclass(frozen=True, slots=True)
class TalkState:
    """Where a talk stands: the last thing that became of it, and how often nobody was reached."""

    last: TalkAct | None
    tries: int

    @property
    def settled(self) -> bool:
        return self.last in SETTLES

    def late(self, due: date, today: date) -> bool:
        """Is the talk's last day over, and nothing settled?"""
        return not self.settled and today > due


def state_of_talk(acts: Iterable[TalkAct]) -> TalkState:
    """Return where a talk stands after these acts, in their order; what settles it stays."""
    last: TalkAct | None = None
    tries = 0
    for act in acts:
        if last in SETTLES:
            break
        last = act
        tries += act is TalkAct.NOT_REACHED
    return TalkState(last, tries)


COLUMNS = ("talked", "passed-on", "declined", "not-held")
"""What becomes of a talk, as it is counted: a talk that was passed on was held too."""


def counted(
    talks: Iterable[tuple[str, Id, Sequence[TalkAct]]],
) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
    """Return the windows, and for each how many people had each outcome of COLUMNS.

    `talks` gives window, person and acts, in the order of their days; of several talks of one
    person in one window the last counts, so that a cell counts people.
    """
    last = {(window, person): state_of_talk(acts) for window, person, acts in talks}
    windows = tuple(dict.fromkeys(window for window, _person in last))
    rows = {window: dict.fromkeys(COLUMNS, 0) for window in windows}
    for (window, _person), state in last.items():
        held = state.last.value if state.settled and state.last else "not-held"
        rows[window][held] += 1
    return windows, tuple(tuple(rows[window].values()) for window in windows)


def shared_out(exposed: Sequence[Id], peers: Sequence[Id]) -> Mapping[Id, Id] | None:
    """Return who talks with whom, as evenly as can be; None where nobody is left for somebody.

    Nobody is their own peer. Who has fewest so far is next, in the order the peers were named, so
    that the same lists give the same answer.
    """
    load = dict.fromkeys(peers, 0)
    given: dict[Id, Id] = {}
    for person in exposed:
        others = [peer for peer in load if peer != person]
        if not others:
            return None
        peer = min(others, key=lambda one: load[one])
        load[peer] += 1
        given[person] = peer
    return given
