"""Who asks: the roles an account holds at this moment, and the reader a page is made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from muster.access.accounts import held_asked, viewers_in
from muster.access.backend import ASKED_ALONG, came_along
from muster.access.roles import MEMBER, NEWCOMER, PEER_SUPPORTER
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.people.signing import newcomer_in, person_asked, person_in
from muster.vault.zones import Audience
from muster.web.reading import glance_as

KIOSK = "kiosk"
"""The session's mark on a shared device: it answers what is due, asks for help, and leaves."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever a page is made for: all roles of the account, and the one this page speaks to."""

    account: AccountId
    name: str
    roles: Mapping[str, Viewer]
    viewer: Viewer
    kiosk: bool


_ASKED = (held_asked, lambda account, _at: person_asked(account))
ASKED_ALONG.extend(_ASKED)


def roles_of(request: HttpRequest, at: Instant) -> dict[str, Viewer]:
    """Return, by the role's key, what the signed-in account may be at `at`; never kept.

    On a shared device nobody is anything but the member who came in by a code.
    """
    account = AccountId(request.user.pk)
    came = came_along(request.user)
    roles, whose = came or glance_as(Audience.PLATFORM, [one(account, at) for one in _ASKED])
    held = {} if in_kiosk(request) else viewers_in(account, roles)
    person = person_in(whose)
    if person is not None:
        role = NEWCOMER if newcomer_in(whose) else MEMBER
        held[role.key] = Viewer(account, role, person=person)
    if PEER_SUPPORTER.key in held:
        # A peer is somebody among others: what names them is reached by who they are.
        held[PEER_SUPPORTER.key] = Viewer(account, PEER_SUPPORTER, person=person)
    return held


def in_kiosk(request: HttpRequest) -> bool:
    """Did this session begin with a code on a shared device?"""
    return bool(request.session.get(KIOSK))


def reader_of(request: HttpRequest) -> Reader | None:
    """Return the reader whom the page under way serves, None on pages for everyone."""
    return getattr(request, "reader", None)
