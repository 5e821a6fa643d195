"""Offers of partners whose day is over: closed by the installation, and in time forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.policy.queries import in_force
from muster.transition.models import SchoolCourse, Support, Vacancy
from muster.transition.partnering import force_calendar
from muster.vault.zones import Zone

KIND = "partner-offers"
"""What the profile's [retention] calls them."""


Offer = type[Vacancy] | type[SchoolCourse] | type[Support]
# By kind, the day after which nobody can ask for it any more.
OFFERS: Mapping[Offer, str] = {Vacancy: "begins", SchoolCourse: "begins", Support: "until"}


def anything_to_tend(at: Instant) -> bool:
    """Is there an offer to close or to forget? For use inside a unit of work."""
    return any(_past(one, at).exists() or _old(one, at).exists() for one in OFFERS)


@command(
    key="transition.tend-offers",
    permits=Permission.TEND_OFFERS,
    zone=Zone.PARTNERS,
    says=_("Offers of partners whose day was over were closed, and old ones were forgotten."),
)
def tend_offers(*, by: Viewer, at: Instant) -> int:
    """Close what can no longer be begun, and empty what was closed long ago; return how many.

    The title stays, for whoever asked for it reads in their own list what they asked for. Who was
    checked, and until when an agreement held, stays longer: it proves who could read what.
    """
    closed = sum(_past(one, at).update(closed_at=at) for one in OFFERS)
    forgotten = _old(Vacancy, at).update(text="", aside="")
    forgotten += _old(SchoolCourse, at).update(text="", entry="", aside="")
    forgotten += _old(Support, at).update(text="", whom="", aside="")
    note(closed=closed, forgotten=forgotten)
    return closed + forgotten


def _past(offer: Offer, at: Instant) -> QuerySet:
    today = force_calendar().local_date(at)
    return offer.objects.filter(closed_at=None, **{f"{OFFERS[offer]}__lt": today})


def _old(offer: Offer, at: Instant) -> QuerySet:
    rule, calendar = in_force().retention.get(KIND), force_calendar()
    if rule is None:
        return offer.objects.none()
    first = rule.keep.before(calendar.local_date(at))
    midnight = datetime.combine(first, time.min, ZoneInfo(calendar.zone))
    return offer.objects.filter(~Q(text="") | ~Q(aside=""), closed_at__lt=midnight)
