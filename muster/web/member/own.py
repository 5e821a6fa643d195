"""What every page of a member stands on: whose it is, by which clock, and where the pages are."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from muster.access.roles import NEWCOMER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import Sentence
from muster.people.queries import OwnPlace, own_place
from muster.people.rules.packet import ASKS, ASKS_OUTSIDE, Field
from muster.web import addresses

NEXT = f"{addresses.MEMBER}/next"
HOUR = f"{NEXT}/hour"
CARE = f"{addresses.MEMBER}/care"
SAFETY_PLAN = f"{addresses.MEMBER}/safety-plan"
RESULTS = f"{addresses.MEMBER}/results"
LOOKED = f"{addresses.MEMBER}/looked"
COMMAND = f"{addresses.MEMBER}/command"
EVALUATIONS = f"{addresses.MEMBER}/evaluations"
MOVES = f"{addresses.MEMBER}/posts"
CONSENTS = f"{addresses.MEMBER}/consents"
HANDOVER = f"{addresses.MEMBER}/handover"
PACKET = f"{addresses.MEMBER}/packet"
TRACK = addresses.OWN_TRACK
WORK = f"{addresses.MEMBER}/work"
PROFILE = f"{WORK}/profile"
CALENDAR = f"{addresses.MEMBER}/calendar"
DATA = f"{addresses.MEMBER}/data"
COPY = f"{DATA}/copy"
OMBUDSMAN = f"{addresses.MEMBER}/ombudsman"
ASK_OMBUDSMAN = f"{OMBUDSMAN}/ask"
DEMANDED = f"{OMBUDSMAN}/demanded"
SENT = f"{OMBUDSMAN}/sent"


def own(by: Viewer) -> PersonId:
    """Return the person whose pages these are; they serve nobody who has none."""
    if by.person is None:
        raise Http404
    return by.person


def is_outside(by: Viewer) -> bool:
    """Is the reader a newcomer, who never served here? Nothing then speaks of service or units."""
    return by.role is NEWCOMER


def sent_lines(words: Mapping[str, str] | None, by: Viewer) -> list[tuple[Sentence, str]]:
    """Return what of a packet is about to be sent, each under the question that was answered."""
    asks = ASKS_OUTSIDE if is_outside(by) else ASKS
    return [(asks[one], words[one.value]) for one in Field if words and one.value in words]


def place(by: Viewer, at: Instant) -> OwnPlace:
    """Return where the reader serves, and by which clock times are told to them."""
    return own_place(person=own(by), by=by, at=at)


def answers_of(sitting: UUID) -> str:
    """Return the address of one's own answers of a sitting."""
    return f"{RESULTS}/{sitting}"


def complaint_at(complaint: UUID) -> str:
    """Return the address of what one told the ombudsman."""
    return f"{OMBUDSMAN}/{complaint}"


def about_entry(entry: UUID) -> str:
    """Return where one asks the ombudsman about an entry of one's own journal."""
    return f"{ASK_OMBUDSMAN}/{entry}"


def to(where: str) -> HttpResponse:
    """Send the browser to a page of ours, to be read."""
    return HttpResponseRedirect(where, status=303)


def wish(request: HttpRequest, name: str) -> str:
    """Return what an address asks for under `name`, "" for nothing."""
    return request.GET.get(name, "")
