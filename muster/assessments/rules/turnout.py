"""What command may count of a window: who is due, done in time, done late, late, or missed.

A person who has begun counts as done, whatever became of it: breaking off at a question that
concerns life must not put a name on command's list. So does whoever declined or was excused; how
that stands is decided where windows are (`windows.py`).
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from muster.assessments.rules.windows import Standing


class Column(enum.StrEnum):
    """In which column of command's table a person is counted."""

    DUE = "due"
    IN_TIME = "in_time"
    DONE_LATE = "done_late"
    LATE = "late"
    MISSED = "missed"


_COLUMNS = {
    Standing.OPEN: Column.DUE,
    Standing.DONE: Column.IN_TIME,
    Standing.DONE_LATE: Column.DONE_LATE,
    Standing.LATE: Column.LATE,
    Standing.MISSED: Column.MISSED,
}


def column_of(standing: Standing, *, closes: date, begun: date | None) -> Column | None:
    """Return where somebody is counted, None where the window does not concern them today.

    `begun` is the first day on which they began to answer within the window, if they did.
    """
    column = _COLUMNS.get(standing)
    if column in (Column.DUE, Column.LATE, Column.MISSED) and begun is not None:
        return Column.IN_TIME if begun <= closes else Column.DONE_LATE
    return column


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people stand in each column."""

    due: int = 0
    in_time: int = 0
    done_late: int = 0
    late: int = 0
    missed: int = 0

    @property
    def asked(self) -> int:
        return self.due + self.in_time + self.done_late + self.late + self.missed

    @property
    def done(self) -> int:
        return self.in_time + self.done_late

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Tally)))

    def after(self, came: int) -> Tally:
        """Return the tally once so many of those late have come."""
        done = min(came, self.late)
        return Tally(self.due, self.in_time, self.done_late + done, self.late - done, self.missed)


def tally(columns: Iterable[Column]) -> Tally:
    """Count people by their columns."""
    found: Mapping[str, int] = Counter(one.value for one in columns)
    return Tally(**found)


def share_done(counted: Tally) -> int | None:
    """Return how many in a hundred are done, in whole numbers; None where nobody is asked."""
    return None if not counted.asked else round(100 * counted.done / counted.asked)
