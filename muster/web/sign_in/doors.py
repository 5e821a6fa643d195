"""The doors of the pages about signing in: for whoever stands outside, and for any holder."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, now
from muster.web import addresses
from muster.web.everyone.refusals import refused_page
from muster.web.serving import View
from muster.web.sign_in.factors import just_came, signed_in_again
from muster.web.standing import Reader, in_kiosk, roles_of

EVERYONE = "everyone"
HOLDER = "holder"


def stranger(view: View) -> View:
    """Declare a page that serves everyone, signed in or not, and takes what they type."""

    @wraps(view)
    def served(request: HttpRequest, **named: Any) -> HttpResponse:
        return view(request, **named)

    checked: View = require_http_methods(["GET", "HEAD", "POST"])(
        sensitive_post_parameters()(served)
    )
    checked.serves, checked.posts = EVERYONE, True  # type: ignore[attr-defined] — the guard reads
    return checked


def holder(
    *, posts: bool = False, lately: bool = False, fresh: bool = False
) -> Callable[[View], View]:
    """Declare a page about one's own account, whatever roles it has; never on a shared device.

    The view is given `account` and `at`. `lately` asks to sign in again where signing in was more
    than a quarter of an hour ago; `fresh` asks it even right after signing in.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def served(request: HttpRequest, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(addresses.SIGN_IN, request)
            if in_kiosk(request):
                raise Http404
            at = now()
            account = AccountId(request.user.pk)
            request.reader = reader_at_the_door(request, account, at)  # type: ignore[attr-defined]
            if (lately and not just_came(request, at)) or (
                fresh and not signed_in_again(request, at)
            ):
                return to_sign_in(addresses.SIGN_IN_AGAIN, request)
            try:
                return view(request, account=account, at=at, **named)
            except Refused as refusal:
                return refused_page(request, refusal.problem)

        methods = ["GET", "HEAD", "POST"] if posts else ["GET", "HEAD"]
        checked: View = require_http_methods(methods)(sensitive_post_parameters()(served))
        checked.serves, checked.posts = HOLDER, posts  # type: ignore[attr-defined] — the guard reads
        return checked

    return declare


def reader_at_the_door(request: HttpRequest, account: AccountId, at: Instant) -> Reader:
    """Return the reader whom the frame names on pages that speak to no role."""
    name = request.user.get_username()
    return Reader(account, name, roles_of(request, at), at_the_door(account), kiosk=False)


def to_sign_in(address: str, request: HttpRequest) -> HttpResponse:
    """Send to sign in; back to the page afterwards, or to the account where it was a press."""
    back = request.get_full_path() if request.method == "GET" else addresses.ACCOUNT
    return HttpResponseRedirect(f"{address}?{urlencode({'next': back})}")
