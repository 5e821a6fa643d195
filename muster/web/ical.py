"""Appointments as iCalendar (RFC 5545): every event says the same one word, and nothing else.

A calendar keeps what it reads on servers of others, so it is told neither where, nor with whom, nor
why. What has a day and no hour is the whole of that day, and blocks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Protocol
from uuid import UUID

from icalendar import Calendar, Event

from muster.kernel.time import Instant
from muster.kernel.words import _

APPOINTMENT = _("Appointment")
TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Muster//Appointments//EN"
_AGAIN = timedelta(hours=12)


class Timed(Protocol):
    """Whatever has a beginning and an end."""

    @property
    def id(self) -> UUID: ...
    @property
    def starts(self) -> Instant: ...
    @property
    def ends(self) -> Instant: ...


class OfADay(Protocol):
    """Whatever has a day and no hour."""

    @property
    def id(self) -> UUID: ...
    @property
    def day(self) -> date: ...


def as_ical(times: Iterable[Timed], days: Iterable[OfADay], language: str, at: Instant) -> bytes:
    """Return them as one calendar."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    word = APPOINTMENT.said_in(language)
    for one in times:
        event = _event(one.id, word, at)
        event.add("dtstart", one.starts.astimezone(UTC))
        event.add("dtend", one.ends.astimezone(UTC))
        made.add_component(event)
    for whole in days:
        event = _event(whole.id, word, at)
        event.add("dtstart", whole.day)
        event.add("dtend", whole.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())


def _event(key: UUID, word: str, at: Instant) -> Event:
    event = Event()
    event.add("uid", f"{key}@muster")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("summary", word)
    event.add("class", "PRIVATE")
    return event
