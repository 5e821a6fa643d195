"""Caring contacts: a few short messages over a year, which ask for nothing.

After Motto and Bostrom 2001 (Psychiatric Services 52:828-833) and Comtois et al. 2019 (JAMA
Psychiatry 76:474-483: eleven messages in twelve months): a message says that somebody thinks of the
person, and no answer is needed. When they come stands in the profile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from muster.kernel.time import Span


def due(begun: date, today: date, sent: int, after: Sequence[Span]) -> int | None:
    """Return the number of the one that is to go out today, from 1; None where none is.

    `sent` is the number of the last one that went out, 0 before the first. Of several that came due
    while a machine was off only the last is sent: two at once are none.
    """
    come = sum(begun + timedelta(days=span.count) <= today for span in after)
    return come if come > sent else None


def next_day(begun: date, sent: int, after: Sequence[Span]) -> date | None:
    """Return the day of the next one; None after the last one."""
    return begun + timedelta(days=after[sent].count) if sent < len(after) else None
