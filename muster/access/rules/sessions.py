"""How long a sign-in goes on: without a touch, and in all, by the kind of device it is at.

NIST SP 800-63B (AAL2) ends a session after 30 minutes without activity and 12 hours in all. A
device that somebody else takes into the hand next has less; those figures are our choice.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import timedelta

from muster.kernel.time import Instant


class Device(enum.StrEnum):
    """What a person sits at, as far as signing in knows."""

    OWN = "own"
    DESK = "desk"
    SHARED = "shared"
    KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class Limits:
    """`silence`: without a touch; `whole`: from the sign-in on."""

    silence: timedelta
    whole: timedelta


LIMITS = {
    # A member's phone: it lies about in a barrack room, and a sitting is kept for 72 hours anyway.
    Device.OWN: Limits(timedelta(minutes=15), timedelta(hours=12)),
    # Somebody who sees other people's data; a shift is the longest.
    Device.DESK: Limits(timedelta(minutes=30), timedelta(hours=12)),
    # “This is a shared device”; it ends with the browser, too.
    Device.SHARED: Limits(timedelta(minutes=5), timedelta(hours=1)),
    # A tablet that goes from hand to hand.
    Device.KIOSK: Limits(timedelta(minutes=3), timedelta(hours=2)),
}
FRESH = timedelta(minutes=15)
"""For how long a repeated sign-in opens sensitive pages."""

WRITING = timedelta(hours=1)
"""So long after the last touch a form that takes long to write is still taken. Our choice."""
_ONES_OWN = (Device.OWN, Device.DESK)


def takes_a_form(device: Device, *, began: Instant, seen: Instant, at: Instant) -> bool:
    """May a form still be sent in a sign-in that has been silent too long, and nothing be read?

    Whoever wrote for half an hour touched nothing that the house could see. What goes from hand to
    hand takes nothing: the next one who sends may be somebody else.
    """
    if device not in _ONES_OWN or not began <= seen <= at:
        return False
    return at - seen < WRITING and at - began < LIMITS[device].whole


def is_over(device: Device, *, began: Instant, seen: Instant, at: Instant) -> bool:
    """Is a sign-in that began at `began`, and was last touched at `seen`, over at `at`?

    A clock that was set back ends it: nobody can say how long it really lasted.
    """
    limits = LIMITS[device]
    if at < began or at < seen:
        return at + limits.silence < max(began, seen)
    return at - seen >= limits.silence or at - began >= limits.whole
