"""Moments and lengths of time as a reader says them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from markupsafe import Markup

from muster.kernel.words import Sentence, _n
from muster.web.speaking import speaking

_MINUTES = _n("{count} minute", "{count} minutes")
_HOURS = _n("{count} hour", "{count} hours")
_DAYS = _n("{count} day", "{count} days")


def when(moment: datetime | date, zone: str = "UTC", *, brief: bool = False) -> Markup:
    """Return a <time>: “12 Nov 2026, 06:10”, in `zone`; a date alone where that is all there is.

    `brief` leaves out the year, for lists of what is near.
    """
    language = speaking().language
    if isinstance(moment, datetime):
        local = moment.astimezone(ZoneInfo(zone))
        pattern = "d MMM, HH:mm" if brief else "d MMM y, HH:mm"
        said, plain = (
            format_datetime(local, pattern, locale=language),
            local.isoformat("T", "minutes"),
        )
    else:
        said = format_date(moment, "d MMM" if brief else "d MMM y", locale=language)
        plain = moment.isoformat()
    return Markup('<time datetime="{}">{}</time>').format(plain, said)


def lasting(length: timedelta) -> Sentence:
    """Return how long something lasts in its largest whole measure: “3 hours”."""
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 60:
        return _MINUTES.of(count=minutes)
    if minutes < 48 * 60:
        return _HOURS.of(count=minutes // 60)
    return _DAYS.of(count=minutes // (24 * 60))
