"""FHIR's dateTime: a year, a month, a day, or an instant with its time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from muster.kernel.time import Instant

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)")


def read_instant(text: str) -> Instant:
    """Return the earliest instant that the text can mean; ValueError where it is no dateTime."""
    if partly := _DATE.fullmatch(text):
        year, month, day = (int(part or 1) for part in partly.groups())
        return datetime(year, month, day, tzinfo=UTC)
    if not _INSTANT.fullmatch(text):
        raise ValueError(f"{text!r} is no dateTime of FHIR")
    return datetime.fromisoformat(text).astimezone(UTC)
