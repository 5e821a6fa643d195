"""What became of a file: said the same way for rosters and for lists of units."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from muster.kernel.problems import Problem


class State(enum.StrEnum):
    """Where a roster stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class UnitsReport:
    """What became of a list of units, of posts or of service entries.

    `counts` are of these, the rest of rows.
    """

    digest: str
    rows: int
    refused: int
    counts: dict[str, int]
    confirmed: bool
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    def as_json(self) -> dict[str, object]:
        """Return the report as plain data."""
        return {
            "digest": self.digest,
            "rows": self.rows,
            "refused": self.refused,
            **self.counts,
            "confirmed": self.confirmed,
            "problems": [problem.as_json() for problem in self.problems],
            "notes": [problem.as_json() for problem in self.notes],
        }


@dataclass(frozen=True, slots=True)
class RosterReport:
    """What became of a roster.

    `outcomes` counts rows by what they change; `added` is how many rows changed anything now.
    `repeated` says that this very file was confirmed before, and changed nothing this time.
    """

    digest: str
    state: State
    rows: int
    refused: int
    outcomes: dict[str, int] = field(default_factory=dict)
    added: int = 0
    repeated: bool = False
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the report as plain data."""
        return {
            "digest": self.digest,
            "state": self.state.value,
            "rows": self.rows,
            "refused": self.refused,
            **self.outcomes,
            "added": self.added,
            "repeated": self.repeated,
            "problems": [problem.as_json() for problem in self.problems],
            "notes": [problem.as_json() for problem in self.notes],
        }
