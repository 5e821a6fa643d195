"""Where a commander's pages are, and which unit they open on."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.web import addresses


def first_unit(by: Viewer) -> UnitId:
    """Return the first unit the commander leads; 404 for a role given for none."""
    if not by.units:
        raise Http404
    return by.units[0]


def unit_at(unit: UUID) -> str:
    """Return the address of one unit."""
    return f"{addresses.COMMAND}/{unit}"


def time_at(unit: UUID, campaign: UUID, window: str) -> str:
    """Return the address where time is given to a unit for a window."""
    return f"{unit_at(unit)}/time/{campaign}/{window}"


def to(where: str) -> HttpResponse:
    """Send the browser to a page of ours, to be read."""
    return HttpResponseRedirect(where, status=303)
