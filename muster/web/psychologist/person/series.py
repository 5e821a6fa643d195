"""Every result of a person, put together scale by scale: the sittings, and how each differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from muster.assessments.queries import ScoreLine
from muster.detection.rules.change import Change, Norms, Point, change, norms_for
from muster.instruments.packs import packs
from muster.instruments.rules.specification import Method, Scale, Specification
from muster.kernel.time import Calendar
from muster.policy.rules.profile import Profile, ScaleRule


@dataclass(frozen=True, slots=True)
class Entry:
    """One sitting on a scale, on its day by the unit's calendar, and its change from the whole
    sitting before it; None where one of the two is incomplete or was corrected since."""

    line: ScoreLine
    on: date
    change: Change | None

    @property
    def counts(self) -> bool:
        """Does the sitting stand? What was corrected is shown and counts for nothing."""
        return self.line.corrected_by is None


@dataclass(frozen=True, slots=True)
class Series:
    """One scale over time, oldest first."""

    specification: Specification
    scale: Scale
    rule: ScaleRule | None
    norms: Norms
    entries: tuple[Entry, ...]

    @property
    def key(self) -> str:
        return f"{self.specification.instrument}-{self.scale.key}"

    @property
    def standing(self) -> list[Entry]:
        return [one for one in self.entries if one.counts]

    @property
    def whole(self) -> list[Entry]:
        """The sittings that have a score and stand."""
        return [one for one in self.standing if one.line.score is not None]

    @property
    def drawable(self) -> bool:
        """Is there a number to draw? Levels and answers that are not added up have none."""
        return self.scale.method not in (Method.NONE, Method.LEVELS) and bool(self.standing)

    @property
    def highest(self) -> int:
        """The highest total that the scale can come to."""
        items = self.specification.by_code
        most = sum(items[code].highest for code in self.scale.items) * self.scale.multiplier
        return most // len(self.scale.items) if self.scale.method is Method.MEAN else most


def series_of(lines: Sequence[ScoreLine], profile: Profile, calendar: Calendar) -> list[Series]:
    """Return a series for each scale that has results, the one answered last first."""
    ordered = sorted(lines, key=lambda one: (one.instrument, one.scale, one.at, one.sitting))
    made = [
        _series(instrument, scale, list(found), profile, calendar)
        for (instrument, scale), found in groupby(ordered, lambda one: (one.instrument, one.scale))
        if instrument in packs()
    ]
    return sorted(made, key=lambda one: (one.entries[-1].line.at, one.key), reverse=True)


def _series(
    instrument: str, key: str, lines: list[ScoreLine], profile: Profile, calendar: Calendar
) -> Series:
    specification = packs()[instrument].specification
    scale, rule = specification.scale(key), profile.scale(instrument, key)
    norms = norms_for(scale, rule)
    return Series(specification, scale, rule, norms, tuple(_entries(lines, norms, calendar)))


def _entries(lines: list[ScoreLine], norms: Norms, calendar: Calendar) -> Iterator[Entry]:
    before: Point | None = None
    for line in lines:
        on = calendar.local_date(line.at)
        if line.corrected_by is not None or line.score is None or line.prorated:
            yield Entry(line, on, None)
            continue
        now = Point(line.score, on)
        yield Entry(line, on, _between(before, now, norms))
        before = now


def _between(before: Point | None, now: Point, norms: Norms) -> Change | None:
    # Two sittings of one day keep the order in which they were answered.
    return None if before is None else change((before, now), norms)
