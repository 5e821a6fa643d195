"""FHIR's dateTime: a year, a month, a day, or an instant with its time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from muster.kernel.time import Instant

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)")
_NOON = 12
_BEFORE_NOON = timedelta(hours=_NOON + 14)  # a day begins 14 hours before Greenwich's in the east


def read_instant(text: str) -> Instant:
    """Return the instant that the text means; ValueError where it is no dateTime.

    A day is its noon in Greenwich, which is the same day in nearly every time zone; a month or a
    year is its first day.
    """
    if partly := _DATE.fullmatch(text):
        year, month, day = (int(part or 1) for part in partly.groups())
        return datetime(year, month, day, _NOON, tzinfo=UTC)
    if not _INSTANT.fullmatch(text):
        raise ValueError(f"{text!r} is no dateTime of FHIR")
    return datetime.fromisoformat(text).astimezone(UTC)


def lies_ahead(text: str, at: Instant) -> bool:
    """Is all that the text can mean after `at`? A day has come once it has come anywhere."""
    instant = read_instant(text)
    return (instant - _BEFORE_NOON if _DATE.fullmatch(text) else instant) > at
