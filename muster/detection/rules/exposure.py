"""Which screening windows a deployment opens, and which of them closed without a screening.

Windows are the profile's; a window's first and last day both belong to it, in the unit's own
calendar. A screening before a window opens does not count for it: the first weeks at home are often
a honeymoon, and what shows later would be missed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from muster.assessments.rules.windows import (
    Life,
    Standing,
    anchored_stretches,
    first_counting,
    standing_of,
)
from muster.detection.rules.facts import MissedScreen
from muster.policy.rules.periods import Period
from muster.policy.rules.profile import Anchor, CalendarRule, Meeting


@dataclass(frozen=True, slots=True)
class DueWindow:
    """One window of one exposure, as days. `screened_on` is the first screening within it."""

    key: str
    anchor: Anchor
    counted_from: date
    opens_on: date
    closes_on: date
    screened_on: date | None
    standing: Standing


def windows(
    anchors: Mapping[Anchor, date],
    rule: CalendarRule,
    screened_on: Collection[date],
    today: date,
    until: date | None = None,
) -> tuple[DueWindow, ...]:
    """Return the windows that these anchors open, in the order in which they open.

    `screened_on` are the days of screenings, those the person attended and declined included.
    `until` is the day the exposure stopped counting: discharge, or the next departure. A window
    whose anchor is not known, or lies in the future, is left out, save those before a departure.
    """
    found = []
    for stretch in anchored_stretches(rule, [Life(anchors, until)], today=today, late_for=Period()):
        anchor, start = stretch.anchor, stretch.counted_from
        if anchor is None or start is None:
            continue
        key, _colon, _day = stretch.key.rpartition(":")
        screened = first_counting(stretch, screened_on)
        standing = standing_of(stretch, screened_on, today)
        found.append(
            DueWindow(key, anchor, start, stretch.opens, stretch.closes, screened, standing)
        )
    return tuple(sorted(found, key=lambda each: (each.opens_on, each.key)))


def missed_after_exposure(
    anchors: Mapping[Anchor, date],
    rule: CalendarRule,
    screened_on: Collection[date],
    today: date,
    until: date | None = None,
) -> tuple[MissedScreen, ...]:
    """Return the windows after coming home that closed without a screening.

    A missed window is answered by any later screening: what counts is that somebody has looked
    since, not that the calendar is neat.
    """
    if rule.kind is not Meeting.SCREEN:
        return ()
    last = max((day for day in screened_on if day <= today), default=date.min)
    return tuple(
        MissedScreen(window.counted_from, window.opens_on, window.closes_on)
        for window in windows(anchors, rule, screened_on, today, until)
        if window.anchor is Anchor.RETURN
        and window.standing is Standing.MISSED
        and last <= window.closes_on
    )
