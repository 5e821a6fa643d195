"""The door of every page that asks for a sign-in: whom it serves, and what others are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from muster.access.problems import NOT_FOUND, NOT_PERMITTED
from muster.access.refusals import enter_refused_page
from muster.access.roles import Role
from muster.kernel.ids import AccountId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.web import addresses
from muster.web.everyone.refusals import refused_page
from muster.web.fragments import is_part
from muster.web.serving import View
from muster.web.standing import Reader, in_kiosk, roles_of

MISSING = (NOT_FOUND.code, NOT_PERMITTED.code)


def serves(
    *roles: Role,
    posts: bool = False,
    fresh: bool = False,
    takes_late: bool = False,
    kiosk: bool = False,
) -> Callable[[View], View]:
    """Declare which roles an address serves; the view is given `by`, the viewer, and `at`, now.

        @serves(UNIT_PSYCHOLOGIST)
        def queue(request: HttpRequest, *, by: Viewer, at: Instant) -> HttpResponse: ...

    Whoever is not signed in is sent to sign in. Whoever holds none of the roles gets the page of
    what does not exist, and the asking is entered in the journal; so does whoever names an object
    that is not theirs. What a room refuses for another reason is said on a page of its own.
    `posts` allows POST, `fresh` asks to sign in again, `kiosk` opens it to shared devices.
    `takes_late` takes a form although that sign-in ran out while it was written, or the whole
    session did by its silence; the view answers such a form without what the sign-in is asked for.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def served(request: HttpRequest, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to(addresses.SIGN_IN, request)
            at = now()
            reader = _reader(request, roles, kiosk, at)
            if reader is None:
                account = AccountId(request.user.pk)
                enter_refused_page(account=account, asked=request.path, at=at)
                raise Http404
            request.reader = reader  # type: ignore[attr-defined] — standing.reader_of reads it
            if _lacks_second_factor(request, reader):
                return _to(addresses.SECOND_FACTOR, request)
            is_late = takes_late and request.method == "POST"
            if fresh and not is_late and not _is_fresh(request, at):
                return _to(addresses.SIGN_IN_AGAIN, request, back=True)
            return _answered(view, request, reader, at, named)

        methods = ["GET", "HEAD", "POST"] if posts else ["GET", "HEAD"]
        checked: View = require_http_methods(methods)(served)
        checked.serves = roles  # type: ignore[attr-defined] — the guard of addresses reads these
        checked.kiosk, checked.fresh, checked.posts = kiosk, fresh, posts  # type: ignore[attr-defined]
        checked.takes_late = takes_late  # type: ignore[attr-defined] — and the sessions this
        return checked

    return declare


def _reader(
    request: HttpRequest, roles: tuple[Role, ...], kiosk: bool, at: Instant
) -> Reader | None:
    if in_kiosk(request) and not kiosk:
        return None
    held = roles_of(request, at)
    speaks = next((held[role.key] for role in roles if role.key in held), None)
    if speaks is None:
        return None
    name = request.user.get_username()
    return Reader(speaks.account, name, held, speaks, in_kiosk(request))


def _answered(
    view: View, request: HttpRequest, reader: Reader, at: Instant, named: dict[str, Any]
) -> HttpResponse:
    try:
        return view(request, by=reader.viewer, at=at, **named)
    except Refused as refusal:
        if refusal.problem.code in MISSING:
            raise Http404 from None
        return refused_page(request, refusal.problem)
    except Http404:
        enter_refused_page(account=reader.account, asked=request.path, at=at)
        raise


def _is_fresh(request: HttpRequest, at: Instant) -> bool:
    from muster.web.sign_in.again import is_fresh  # sign-in's own pages are served by this module

    return is_fresh(request, at)


def _lacks_second_factor(request: HttpRequest, reader: Reader) -> bool:
    from muster.web.sign_in.factors import lacks_second_factor  # as above

    return not reader.kiosk and lacks_second_factor(request, [reader.viewer.role])


def _to(address: str, request: HttpRequest, *, back: bool = False) -> HttpResponse:
    """Send to sign in; back to the page afterwards, where it was only read.

    `back`: also where something was sent, which is then sent anew from the page or from its list:
    whoever shows only that it is still them is not to look for where they were.

    A part of a page has no room for that: its page is asked for anew, and sends there itself.
    """
    if is_part(request):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    asked = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(
        f"{address}?{asked}" if back or request.method == "GET" else address
    )
