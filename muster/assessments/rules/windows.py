"""Windows: the days on which a screening is due, and how each stands for one person on a day.

A window's first and last day both belong to it, in the unit's own calendar. A sitting before it
opens does not count: the first weeks at home are often a honeymoon, and what shows later would be
missed. What comes within a stated time after the last day still counts, as late; then the window is
missed, and that is said.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from muster.policy.rules.periods import Period
from muster.policy.rules.profile import Anchor, CalendarRule
from muster.policy.rules.profile import Window as Rule


class Standing(enum.StrEnum):
    """How one window stands on a day."""

    NOT_OPEN = "not-open"
    OPEN = "open"
    DONE = "done"
    DONE_LATE = "done-late"
    LATE = "late"  # the last day is over, and an answer still counts
    MISSED = "missed"
    LAPSED = "lapsed"  # the person left, or went out again, before it closed

    @property
    def is_due(self) -> bool:
        """Is there something to answer now?"""
        return self in (Standing.OPEN, Standing.LATE)

    @property
    def is_done(self) -> bool:
        return self in (Standing.DONE, Standing.DONE_LATE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One window as days: `opens` to `closes`, and late until `counts_until`, all included.

    `key` is what a sitting stores. `counted_from` is the day of the anchor; a window with stated
    days has no anchor. `ends` is the day from which it no longer concerns the person, if any.
    """

    key: str
    opens: date
    closes: date
    counts_until: date
    anchor: Anchor | None = None
    counted_from: date | None = None
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Does a sitting on `day` count for this window?"""
        return self.opens <= day <= self.counts_until


@dataclass(frozen=True, slots=True)
class Dated:
    """A window with stated days, the same for everybody."""

    opens: date
    closes: date


@dataclass(frozen=True, slots=True)
class Life:
    """Days of one person from which windows are counted; from `until` on they no longer count."""

    anchors: Mapping[Anchor, date]
    until: date | None = None


def dated_stretches(windows: Sequence[Dated], late_for: Period) -> Iterator[Stretch]:
    """Yield stated windows under the names “window-1”, “window-2”, … in the order given."""
    for place, one in enumerate(windows, start=1):
        counts_until = later(one.closes, late_for)
        yield Stretch(f"window-{place}", one.opens, one.closes, counts_until)


def anchored_stretches(
    rule: CalendarRule,
    lives: Iterable[Life],
    *,
    today: date,
    late_for: Period,
    yearly_late_for: Period | None = None,
) -> Iterator[Stretch]:
    """Yield the windows that a calendar opens for one person, in the order of their lives.

    A window whose anchor is not known, or lies in the future, is left out, save those before a
    departure; so is one that lies past the calendar's last day.
    """
    for life in lives:
        for key, window in rule.windows.items():
            start = life.anchors.get(window.anchor)
            if start is None or (start > today and window.anchor is not Anchor.DEPARTURE):
                continue
            days = _days(window, start)
            if days is None:
                continue
            late = yearly_late_for if window.anchor is Anchor.LAST_SCREEN else None
            counts_until = later(days[1], late or late_for)
            yield Stretch(
                f"{key}:{start.isoformat()}", *days, counts_until, window.anchor, start, life.until
            )


def yearly_lives(
    rule: CalendarRule, screened_on: Collection[date], first_asked: date
) -> Iterator[Life]:
    """Yield the lives that windows after the last screening are counted from.

    Whoever was never screened is asked from `first_asked` on, for as long as the first such window
    lasts. A later screening begins another life, and ends the one before.
    """
    days = sorted(set(screened_on))
    if not days:
        window = next((w for w in rule.windows.values() if w.anchor is Anchor.LAST_SCREEN), None)
        if window is not None:
            yield Life({Anchor.LAST_SCREEN: before(first_asked, window.opens)})
        return
    for earlier, following in pairwise(days):
        yield Life({Anchor.LAST_SCREEN: earlier}, following)
    yield Life({Anchor.LAST_SCREEN: days[-1]})


def standing_of(stretch: Stretch, done_on: Iterable[date], today: date) -> Standing:
    """Return how a window stands on `today`, given the days on which it was answered.

    Days before it opens do not count, nor days after it stops counting.
    """
    done = first_counting(stretch, done_on)
    if done is not None and done <= today:
        return Standing.DONE if done <= stretch.closes else Standing.DONE_LATE
    ends = stretch.ends
    if ends is not None and ends <= stretch.closes and ends <= today:
        return Standing.LAPSED
    if today < stretch.opens:
        return Standing.NOT_OPEN
    if today <= stretch.closes:
        return Standing.OPEN
    return Standing.LATE if today <= stretch.counts_until else Standing.MISSED


def first_counting(stretch: Stretch, days: Iterable[date]) -> date | None:
    """Return the first of these days that counts for the window, None where none does."""
    return min((day for day in days if stretch.holds(day)), default=None)


def later(day: date, period: Period) -> date:
    """Return the day this long after `day`, or the calendar's last day."""
    try:
        return period.after(day)
    except (OverflowError, ValueError):
        return date.max


def before(day: date, period: Period) -> date:
    """Return a day from which `period` leads to `day`, or not past it where months are uneven."""
    start = period.before(day)
    while period.after(start) > day:
        start = Period(days=-1).after(start)
    return start


def _days(window: Rule, start: date) -> tuple[date, date] | None:
    """Return a window's first and last day; None past the calendar's last day: never due."""
    try:
        return window.opens.after(start), window.closes.after(start)
    except (OverflowError, ValueError):
        return None
