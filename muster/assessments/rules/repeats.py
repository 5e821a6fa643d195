"""Who was asked the same thing twice within a short time, though nothing asked for it twice.

Coaxing somebody until the form comes out right leaves this trace. What was answered is not looked
at: a second form that a window of a campaign asked for is none, whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Taken:
    """One sitting as far as this rule needs it; `corrects` marks one that sets another right."""

    sitting: UUID
    person: UUID
    instrument: str
    campaign: UUID
    window: str
    at: datetime
    recorded_at: datetime
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same instrument answered by one person twice; nothing asked for the second."""

    first: Taken
    second: Taken


def repeats(taken: Iterable[Taken], within: timedelta) -> Iterator[Repeat]:
    """Yield each sitting that followed another of the same instrument within `within`, unasked.

    A sitting is asked for by the window of a campaign that it answers, once.
    """
    rows: dict[tuple[UUID, str], list[Taken]] = {}
    for one in sorted(taken, key=lambda one: (one.at, one.sitting)):
        if not one.corrects:
            rows.setdefault((one.person, one.instrument), []).append(one)
    for row in rows.values():
        answered: set[tuple[UUID, str]] = {(row[0].campaign, row[0].window)}
        for first, second in pairwise(row):
            window = (second.campaign, second.window)
            asked = bool(second.window) and window not in answered
            if not asked and second.at - first.at <= within:
                yield Repeat(first, second)
            answered.add(window)
