"""The member's appointments in a calendar of their own: “appointment, time”, and nothing else.

Sessions of a programme stand there in the same word as an hour with a clinician, and so do the days
of a talk about work, of a course, and of what is theirs to bring.

A calendar cannot sign in, so the address itself is the secret. It is shown once, holds until it is
taken back, and what it gives says neither where, nor with whom, nor why.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.assessments.queries import Appointment, appointments_of
from muster.care.commands.feeds import end_feed, make_feed
from muster.care.feeding import feed_at
from muster.care.queries.feeds import own_feed
from muster.kernel.time import Instant, now
from muster.kernel.words import _
from muster.programmes.queries.own import Ahead, sessions_ahead
from muster.transition.queries.days import own_days
from muster.vault.zones import Audience
from muster.web import addresses
from muster.web.doors import serves
from muster.web.ical import TYPE, as_ical
from muster.web.language import language_of
from muster.web.member import own
from muster.web.pages import page
from muster.web.reading import read_as
from muster.web.serving import everyone

_TITLE = _("Appointments in your own calendar")
_TITLE_MADE = _("The address for your calendar")
_SAYS = {
    "intro": _(
        "Your calendar can read when you have an appointment. It is told “Appointment” and the "
        "time: not where, not with whom, not why."
    ),
    "warning": _(
        "Whoever has the address can read the times. Calendars keep what they read on servers of "
        "their own, and others who see your calendar see it there."
    ),
    "none": _("No calendar reads your appointments."),
    "since": _("A calendar reads your appointments since {day}."),
    "make": _("Make an address"),
    "anew": _("Make another address; the one before stops working"),
    "stop": _("Take the address back"),
    "once": _("Copy it into your calendar now: it is shown here once."),
    "on": _("Go back"),
}


@serves(MEMBER, fresh=True)
def calendar(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Show whether a calendar reads, and how to begin and to stop."""
    since = own_feed(person=own.own(by), by=by, at=at)
    return page(
        request,
        "member/calendar.html",
        title=_TITLE,
        back=addresses.MEMBER,
        says=_SAYS,
        since=since,
        address=None,
        make_at=f"{own.CALENDAR}/make",
        end_at=f"{own.CALENDAR}/end",
        on_to=own.CALENDAR,
    )


@serves(MEMBER, posts=True, fresh=True)
def make(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Make an address, and show it once."""
    if request.method != "POST":
        return own.to(own.CALENDAR)
    secret = make_feed(person=own.own(by), language=language_of(request), by=by, at=at)
    origin = settings.MUSTER_ORIGIN or request.build_absolute_uri("/")[:-1]
    return page(
        request,
        "member/calendar.html",
        title=_TITLE_MADE,
        back=own.CALENDAR,
        says=_SAYS,
        since=at,
        address=f"{origin}{addresses.CALENDAR}/{secret}",
        on_to=own.CALENDAR,
    )


@serves(MEMBER, posts=True, fresh=True)
def end(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse:
    """Take the address back."""
    if request.method == "POST":
        end_feed(person=own.own(by), by=by, at=at)
    return own.to(own.CALENDAR)


@everyone
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give a calendar the times; an address that is nobody's is not there."""
    at = now()
    found = read_as(Audience.PLATFORM, lambda: feed_at(secret))
    if found is None:
        raise Http404
    by = Viewer(found.account, MEMBER, person=found.person)
    times: list[Appointment | Ahead] = [
        *appointments_of(person=found.person, by=by, at=at),
        *sessions_ahead(person=found.person, by=by, at=at),
    ]
    times.sort(key=lambda one: one.starts)
    days = own_days(person=found.person, by=by, at=at)
    response = HttpResponse(as_ical(times, days, found.language, at), content_type=TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="calendar.ics"'
    return response
