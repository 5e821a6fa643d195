"""Outcomes of programmes as command may read them: counts that point at nobody, with intervals.

Of those whose part in a programme ended within one half of a year: how many began, completed and
left; how many are reliably better, unchanged or worse. The halves do not overlap and each is
counted once, so no two releases differ by a few people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

PARTS = (("completed", "left"), ("improved", "unchanged", "worse", "not_known"))
"""Each part adds up to `started`."""
COLUMNS = ("started", *PARTS[0], *PARTS[1])
NORMAL = 1.959964

Counts = Mapping[str, int]
Shown = dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a year: 1 is January to June."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, 1 if self.number == 1 else 7, 1)

    @property
    def after(self) -> date:
        """The first day that no longer belongs to it."""
        return date(self.year, 7, 1) if self.number == 1 else date(self.year + 1, 1, 1)

    @classmethod
    def before(cls, day: date) -> Half:
        """Return the last half that was over on `day`."""
        return cls(day.year - 1, 2) if day.month < 7 else cls(day.year, 1)

    @classmethod
    def parse(cls, text: str) -> Half:
        year, number = text.split("-")
        return cls(int(year), int(number))


def wilson(count: int, among: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), from 0 to 1; `among` is at least 1."""
    share, square = count / among, NORMAL**2 / among
    middle = (share + square / 2) / (1 + square)
    half = NORMAL / (1 + square) * sqrt(share * (1 - share) / among + square / (4 * among))
    return max(0.0, middle - half), min(1.0, middle + half)


def released(
    counts: Mapping[str, Counts], above: Mapping[str, str | None], least: int
) -> dict[str, Shown]:
    """Return what may be shown of each unit, None in place of what may not.

    No cell below `least`; and whatever can be got by taking shown cells from a shown sum, within a
    unit or between a unit and those below it, is nothing or at least `least` people as well.
    """
    shown: dict[str, Shown] = {
        unit: {name: count if count >= least else None for name, count in row.items()}
        for unit, row in counts.items()
    }
    while _hide_within(counts, shown, least) or _hide_between(counts, above, shown, least):
        pass
    return shown


def _hide_within(counts: Mapping[str, Counts], shown: dict[str, Shown], least: int) -> bool:
    for unit, row in shown.items():
        if row["started"] is None:
            changed = [name for name in COLUMNS if row[name] is not None]
            row.update(dict.fromkeys(changed))
            if changed:
                return True
            continue
        for part in PARTS:
            hidden = [name for name in part if row[name] is None]
            among = sum(counts[unit][name] for name in hidden)
            if hidden and (len(hidden) < 2 or among < least):
                others = [name for name in part if row[name] is not None]
                if _hide_smallest(counts[unit], row, others):
                    return True
    return False


def _hide_between(
    counts: Mapping[str, Counts],
    above: Mapping[str, str | None],
    shown: dict[str, Shown],
    least: int,
) -> bool:
    """What a unit has beyond its shown parts belongs to several, and to at least `least` people.

    Those of a unit who stand in none of its parts count as one of the several.
    """
    for top in counts:
        parts = [unit for unit, parent in above.items() if parent == top and unit in counts]
        for name in COLUMNS if parts else ():
            if shown[top][name] is None:
                continue
            seen = [unit for unit in parts if shown[unit][name] is not None]
            own = counts[top][name] - sum(counts[unit][name] for unit in parts)
            rest = counts[top][name] - sum(counts[unit][name] for unit in seen)
            several = len(parts) - len(seen) + (own >= least)
            whole = len(seen) == len(parts)
            if rest == 0 if whole else several > 1 and rest >= least:
                continue
            if whole and rest >= least:
                continue
            hidden = min(seen, key=lambda unit: (counts[unit][name], unit)) if seen else top
            shown[hidden][name] = None
            return True
    return False


def _hide_smallest(row: Counts, shown: Shown, among: list[str]) -> bool:
    if not among:
        return False
    shown[min(among, key=lambda name: (row[name], name))] = None
    return True
