"""Reminders: on which days somebody is reminded of a window, and which reminder is due now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.assessments.rules.windows import Standing, Stretch, later
from muster.policy.rules.periods import Period


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one window: its name, such as “-14 days”, and its day."""

    step: str
    day: date


def reminders_of(stretch: Stretch, offsets: Iterable[Period]) -> tuple[Reminder, ...]:
    """Return a window's reminders in the order of their days.

    They are counted from the window's last day. None comes before there is something to answer:
    one that would comes on the first day instead, and the nearest to the end stands for several.
    """
    days: dict[date, Reminder] = {}
    for offset in sorted(offsets, key=lambda one: later(stretch.closes, one)):
        day = max(stretch.opens, later(stretch.closes, offset))
        days[day] = Reminder(str(offset), day)
    return tuple(days[day] for day in sorted(days))


def reminder_due(
    stretch: Stretch, standing: Standing, offsets: Iterable[Period], today: date
) -> Reminder | None:
    """Return the reminder that is to go out by `today`, None where there is none.

    It is the latest whose day has come: a machine that slept through two reminders sends one. What
    is done, or no longer counts, is not reminded of. Sending each once is the sender's business.
    """
    if not standing.is_due:
        return None
    come = [one for one in reminders_of(stretch, offsets) if one.day <= today]
    return come[-1] if come else None
