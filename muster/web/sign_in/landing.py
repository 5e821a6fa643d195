"""Where a reader arrives after signing in, and where they wanted to go."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from muster.access.roles import ROLES
from muster.kernel.time import now
from muster.web import addresses
from muster.web.navigation import DOORS
from muster.web.sign_in.factors import lacks_second_factor
from muster.web.standing import roles_of

NEXT = "next"


def landing(request: HttpRequest) -> str:
    """Return the first page of the first role that the signed-in account holds.

    Whoever works with people arrives at their work; they find their own pages from there. Where
    the session has not shown enough for that, they arrive where they can.
    """
    held = roles_of(request, now())
    if lacks_second_factor(request, [viewer.role for viewer in held.values()]):
        return addresses.SECOND_FACTOR
    working = [key for key, role in ROLES.items() if role.needs_second_factor]
    for key in (*working, *ROLES):
        if key in held and DOORS.get(key):
            return DOORS[key][0][1]
    return addresses.ACCOUNT


def wanted(request: HttpRequest) -> str | None:
    """Return the page of ours that the reader was on the way to, None where they named none.

    An address elsewhere is none: a link in a letter could lead on from our door to a copy of it.
    """
    asked = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else None
