"""What the libraries' signals say about who came and went, entered in the journal."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from muster.access.accounts import viewers_of
from muster.access.commands.coming import record_sign_in, record_sign_out
from muster.access.rules.sessions import Device
from muster.access.viewers import at_the_door
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant, now
from muster.vault.zones import Audience
from muster.web.reading import read_as
from muster.web.sign_in import sessions
from muster.web.sign_in.factors import shown_factors
from muster.web.standing import KIOSK

CODE = "code"


def listen() -> None:
    """Hear every sign-in and sign-out of this process."""
    user_logged_in.connect(_came, dispatch_uid="muster.came")
    user_logged_out.connect(_went, dispatch_uid="muster.went")


def _came(sender: object, request: HttpRequest, user: Any, **_more: Any) -> None:
    account, at = AccountId(user.pk), now()
    device = _device(request, account, at)
    sessions.begin(request, device, at)
    by_what = [CODE] if device is Device.KIOSK else shown_factors(request)
    record_sign_in(by_what=by_what, device=device.value, by=at_the_door(account), at=at)


def _went(sender: object, request: HttpRequest, user: Any, **_more: Any) -> None:
    if user is None:
        return
    why = getattr(request, "leaving_because", sessions.LEFT)
    record_sign_out(why=why, by=at_the_door(AccountId(user.pk)), at=now())


def _device(request: HttpRequest, account: AccountId, at: Instant) -> Device:
    """Return what the account sits at: a kiosk's code says so, else the sign-in page asked."""
    if request.session.get(KIOSK):
        return Device.KIOSK
    if request.session.get(sessions.SHARED_WISH):
        return Device.SHARED
    held = read_as(Audience.PLATFORM, lambda: viewers_of(account, at))
    needs = any(viewer.role.needs_second_factor for viewer in held.values())
    return Device.DESK if needs else Device.OWN
