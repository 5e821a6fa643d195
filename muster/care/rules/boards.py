"""A board: the person's own words, options with their evidence, dissent, and two who sign.

Options are the keys of programmes and three of the board's own. Nothing here chooses among them.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from muster.care import problems
from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.policy.rules.case_path import CasePath

LONGEST = 1000
LIMITATION, SPECIALIST, NO_CARE = "limitation", "specialist", "no-care"
OWN = (LIMITATION, SPECIALIST, NO_CARE)


class Stance(enum.StrEnum):
    """What somebody said to a board."""

    SIGNED = "signed"
    DISSENTS = "dissents"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Stand:
    """Who said what to a board, as which discipline."""

    by: str
    hand: str
    stance: Stance
    at: Instant


def faults(own_words: str, options: Sequence[str], offered: Collection[str]) -> Iterator[Problem]:
    """Yield what a board lacks before it can be put to anybody."""
    if not own_words.strip():
        yield problems.OWN_WORDS_MISSING.at()
    if len(own_words) > LONGEST:
        yield problems.WORDS_TOO_LONG.at(most=LONGEST)
    if not options:
        yield problems.NO_OPTION.at()
    for code in options:
        if code not in offered and code not in OWN:
            yield problems.UNKNOWN_CODE.at(code=code, known=", ".join([*offered, *OWN]))
    if NO_CARE in options and len(options) > 1:
        yield problems.CARE_AND_NONE.at()


def refusal(stands: Iterable[Stand], event: Stand) -> Problem | None:
    """Return why this may not be said now, None where it may.

    Whoever dissents does not sign the same board, and whoever signed it does not dissent: they put
    another board to the table.
    """
    for one in stands:
        if one.by == event.by and one.stance in (Stance.SIGNED, Stance.DISSENTS):
            return problems.SAID_ALREADY.at()
        if one.stance is event.stance is Stance.SIGNED and one.hand == event.hand:
            return problems.SIGNED_ALREADY.at()
    return None


def signed(stands: Iterable[Stand]) -> tuple[Stand, ...]:
    """Return who signed, in the order in which they did."""
    return tuple(one for one in stands if one.stance is Stance.SIGNED)


def step_for(path: CasePath, state: str, options: Sequence[str]) -> str | None:
    """Return the step that a board's last signature takes, None where the path has none here.

    It is the step of two signatures that asks for a reason where no care is decided, else the one
    that asks for none.
    """
    ends = NO_CARE in options
    for key, step in path.steps_from(state):
        if step.signatures > 1 and (step.reasons is not None) is ends:
            return key
    return None
