"""What is known when a sitting is judged, and the verdict that comes of it."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.detection.rules.reasons import Reason
from muster.instruments.rules.results import Result
from muster.instruments.rules.specification import Sex, Specification
from muster.kernel.time import Calendar, Instant, Span
from muster.policy.rules.findings import Tier

Shelf = Mapping[str, Specification]
"""The instruments' specifications by key."""


class Came(enum.StrEnum):
    """How a sitting's answers reached Muster."""

    LIVE = "live"  # the person answered here, so a follow-up could be asked at once
    PAPER = "paper"  # typed in from a form that was filled in before
    IMPORT = "import"  # read from a file


class FollowUp(enum.StrEnum):
    """What became of the follow-up that a critical answer opens."""

    DONE = "done"  # asked and answered to its end, or a clinician has spoken with the person
    REFUSED = "refused"
    ABANDONED = "abandoned"  # begun and left, or silent for longer than the profile allows
    MISSING = "missing"  # never asked; for one, because its licensed text is not installed


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier score of the same person on one scale, complete and from the same version."""

    instrument: str
    scale: str
    score: float
    on: date


@dataclass(frozen=True, slots=True)
class MissedScreen:
    """A window after coming home that closed without a screening; both days belong to it."""

    returned_on: date
    opened_on: date
    closed_on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """One sitting, or the lack of one, with all that bears on it.

    Days are the unit's own. `answered_on` is None where an import does not say. `follow_up` is
    None where it is to be read from the follow-up instrument's own result in `results`.
    """

    came: Came
    recorded_on: date
    results: tuple[Result, ...] = ()
    answered_on: date | None = None
    sex: Sex | None = None
    follow_up: FollowUp | None = None
    help_now: bool = False
    threat_to_others: bool = False
    wants_to_talk: bool = False
    self_referral: bool = False
    earlier: tuple[Earlier, ...] = ()
    missed: tuple[MissedScreen, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A tier, every reason for it, the gravest first, and the clock that starts when we know.

    `clock` is the shortest among the reasons that put the sitting in this tier; None: not queued.
    """

    tier: Tier
    reasons: tuple[Reason, ...]
    clock: Span | None

    def due(self, known_at: Instant, calendar: Calendar) -> Instant | None:
        """Return the instant by which a clinician has called, or None where nobody need call.

        `known_at` is when Muster had the answers: for paper and imports, when they were recorded.
        """
        return None if self.clock is None else calendar.due(known_at, self.clock)


def answered(results: Sequence[Result]) -> Iterator[Result]:
    """Yield the results of the instruments that were answered at all, empty scales included.

    An item of no scale counts as well, if it is critical or asks to be called.
    """
    touched = {
        result.instrument
        for result in results
        if not result.empty or result.critical or result.asks_for_contact
    }
    return (result for result in results if result.instrument in touched)
