"""While the database is away: a plain page in both languages, with the numbers last known.

A database restarts, and for some seconds nothing can be read or kept. Whoever answers or presses at
that moment is told so, and that nothing that was acknowledged is lost; help is where it always is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from select import select
from time import monotonic
from typing import Any

import psycopg
from django.core.signals import request_finished, request_started
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse

from muster.kernel.words import LANGUAGES, _
from muster.web.everyone.faults import broken
from muster.web.everyone.help_now import last_numbers, remember_numbers
from muster.web.language import language_of
from muster.web.pages import page

RETRY_AFTER = 5  # seconds
REMEMBER_EVERY = 60.0  # seconds

_TITLE = _("Muster is away for a moment")
_SAYS = (
    _("The database does not answer just now. Mostly it is back within a minute."),
    _(
        "What was kept before is safe. What you sent this moment may not have been kept: go back "
        "in a minute, look whether it stands there, and send it again if it does not."
    ),
    _("If you need somebody now, do not wait for this page. These numbers work without it:"),
)
_AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def fault(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the fault is that the database is away. It asks the database nothing."""
    gone = is_away(sys.exc_info()[1]) or _hung_up()
    return away(request) if gone else broken(request)


def is_away(error: BaseException | None) -> bool:
    """Does this failure, or one that it came of, mean that the database does not answer?"""
    return any(isinstance(one, _AWAY) for one in _chain(error))


def _hung_up() -> bool:
    """Did the server hang up on this process? Whatever failed then, failed of that."""
    kept = connection.connection
    return kept is not None and bool(kept.closed)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def away(request: HttpRequest) -> HttpResponse:
    """Return the page, in the reader's language first."""
    connection.close()
    first = language_of(request)
    languages = [first, *(one for one in LANGUAGES if one != first)]
    response = page(
        request,
        "away.html",
        title=_TITLE,
        status=503,
        alone=True,
        parts=[
            {
                "language": one,
                "title": _TITLE.said_in(one),
                "says": [sentence.said_in(one) for sentence in _SAYS],
                "numbers": last_numbers(one),
            }
            for one in languages
        ],
    )
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def drop_dead_connection(**_signal: Any) -> None:
    """Close a kept connection whose server is gone, before a page meets it.

    A server that ended has closed its side, so the socket has something to read: its end. Looking
    costs no round trip, as asking the server would.
    """
    kept = connection.connection
    if kept is None or connection.in_atomic_block:
        return
    try:
        ended = kept.closed or bool(select([kept.fileno()], [], [], 0)[0])
    except (OSError, ValueError, psycopg.Error):
        ended = True
    if ended:
        connection.close()


_remembered = -REMEMBER_EVERY


def keep_numbers_in_mind(**_signal: Any) -> None:
    """Read the numbers now and then, so that this process knows them when nothing answers."""
    global _remembered
    if monotonic() - _remembered < REMEMBER_EVERY or connection.in_atomic_block:
        return
    _remembered = monotonic()
    remember_numbers()


def stand_by() -> None:
    """Let a service look after its connection before each page, and keep the numbers in mind."""
    request_started.connect(drop_dead_connection, dispatch_uid="muster.web.away.drop")
    request_finished.connect(keep_numbers_in_mind, dispatch_uid="muster.web.away.keep")
