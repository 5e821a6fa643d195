"""Which screening windows a deployment opens, and which of them closed without a screening.

Windows are the profile's; a window's first and last day both belong to it, in the unit's own
calendar. A screening before a window opens does not count for it: the first weeks at home are often
a honeymoon, and what shows later would be missed.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from muster.detection.rules.facts import MissedScreen
from muster.policy.rules.profile import Anchor, CalendarRule, Meeting


class Standing(enum.StrEnum):
    """How one window stands on a day."""

    NOT_OPEN = "not-open"
    OPEN = "open"
    DONE = "done"
    MISSED = "missed"
    LAPSED = "lapsed"  # the person left, or went out again, before it closed


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
    for key, window in rule.windows.items():
        start = anchors.get(window.anchor)
        if start is None or (start > today and window.anchor is not Anchor.DEPARTURE):
            continue
        try:
            opens, closes = window.opens.after(start), window.closes.after(start)
        except (OverflowError, ValueError):  # past the last day of the calendar: never due
            continue
        screened = min((day for day in screened_on if opens <= day <= closes), default=None)
        standing = _standing(opens, closes, screened, today, until)
        found.append(DueWindow(key, window.anchor, start, opens, closes, screened, standing))
    return tuple(sorted(found, key=lambda each: (each.opens_on, each.key)))


def _standing(
    opens: date, closes: date, screened: date | None, today: date, until: date | None
) -> Standing:
    if screened is not None and screened <= today:
        return Standing.DONE
    if until is not None and until <= closes and until <= today:
        return Standing.LAPSED
    if today < opens:
        return Standing.NOT_OPEN
    return Standing.OPEN if today <= closes else Standing.MISSED


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
