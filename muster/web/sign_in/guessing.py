"""Slowing down whoever guesses, by account and device; the rule is `access/rules/guessing.py`.

axes asks before every attempt and counts every wrong one, whichever factor it was. What is kept is
a keyed hash of what was given as a name, the device where it is known, a count and a time: no
address, no header, nothing that was typed. An unknown name is counted like a known one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from muster.access.accounts import account_at_the_door
from muster.access.commands.coming import record_failure, record_slowing
from muster.access.rules.guessing import FORGOTTEN, may_try_at
from muster.access.viewers import at_the_door
from muster.kernel.time import Instant, now
from muster.vault.zones import Audience
from muster.web.reading import read_as
from muster.web.sign_in.devices import hashed, known_device

_NOWHERE = "0.0.0.0"  # noqa: S104 — stands in the address's column, where no address is kept
_PASSWORD = "password"  # noqa: S105 — the factor's name
Credentials = Mapping[str, Any] | None


class Slowing(AbstractAxesHandler, AxesBaseHandler):
    """axes' handler: one row for each account and known device, or each account and strangers."""

    def is_allowed(self, request: HttpRequest, credentials: Credentials = None) -> bool:
        until = waits_until(request, _name(credentials))
        return until is None

    def is_locked(self, request: HttpRequest, credentials: Credentials = None) -> bool:
        return not self.is_allowed(request, credentials)

    def get_failures(self, request: HttpRequest, credentials: Credentials = None) -> int:
        row = AccessAttempt.objects.filter(username=_key(request, _name(credentials))).first()
        return 0 if row is None else int(row.failures_since_start)

    def user_login_failed(
        self, sender: object, credentials: Credentials, request: HttpRequest | None = None, **_: Any
    ) -> None:
        """Count a wrong attempt and enter it; one that had to wait is neither."""
        if request is None:
            return
        request.axes_credentials = credentials  # type: ignore[attr-defined] — its middleware asks
        if request.axes_locked_out:  # type: ignore[attr-defined] — set by its backend
            return
        name, at = _name(credentials), now()
        row = _counted(_key(request, name), at)
        account = read_as(Audience.PLATFORM, lambda: account_at_the_door(name))
        by_what = str((credentials or {}).get("factor", _PASSWORD))
        record_failure(by_what=by_what, by=at_the_door(account), at=at)
        until = may_try_at(row.failures_since_start, at)
        if until > at:
            request.axes_locked_out = True  # type: ignore[attr-defined]
            known = known_device(request, name) is not None
            record_slowing(until=until, known_device=known, by=at_the_door(account), at=at)

    def user_logged_in(self, sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
        """Forget the wrong attempts at this device, and those that nobody added to for a day."""
        AccessAttempt.objects.filter(username=_key(request, user.get_username())).delete()
        AccessAttempt.objects.filter(attempt_time__lte=now() - FORGOTTEN).delete()

    def user_logged_out(self, sender: object, request: HttpRequest, user: Any, **_: Any) -> None:
        """Nothing is kept of who left."""

    def post_save_access_attempt(self, instance: AccessAttempt, **_: Any) -> None:
        """Nothing follows from a row."""

    def post_delete_access_attempt(self, instance: AccessAttempt, **_: Any) -> None:
        """Nothing follows from a row that is gone."""


def waits_until(request: HttpRequest, name: str) -> Instant | None:
    """Return until when attempts for `name`, here, are not looked at; None where they are."""
    row = AccessAttempt.objects.filter(username=_key(request, name)).first()
    if row is None or row.attempt_time <= now() - FORGOTTEN:
        return None
    until = may_try_at(row.failures_since_start, row.attempt_time)
    return until if until > now() else None


def may_try(request: HttpRequest, name: str) -> bool:
    """May an attempt with a second factor be looked at? Where not, the page says when."""
    credentials = {"username": name}
    if AxesProxyHandler.is_allowed(request, credentials):
        return True
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.axes_credentials = credentials  # type: ignore[attr-defined]
    return False


def count_wrong(request: HttpRequest, name: str, factor: str) -> None:
    """Count a wrong code or passkey for the account called `name`."""
    credentials = {"username": name, "factor": factor}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)


def forget_wrong(request: HttpRequest, name: str) -> None:
    """Forget the wrong codes typed at this device under `name`: a right one came."""
    AccessAttempt.objects.filter(username=_key(request, name)).delete()


def no_address(_request: HttpRequest) -> str:
    """Where an attempt came from is not kept: behind one address sits a whole barracks."""
    return _NOWHERE


def told_to_wait(
    request: HttpRequest, _response: HttpResponse | None = None, credentials: Credentials = None
) -> HttpResponse:
    """Say when to try again, whoever it is: the same for accounts that do not exist."""
    from muster.web.sign_in.waiting import waiting_page  # pages are made when the apps are ready

    until = waits_until(request, _name(credentials))
    return waiting_page(request, until or now())


def _counted(key: str, at: Instant) -> AccessAttempt:
    """Add one to the row of `key`; what is older than a day is not added to."""
    with transaction.atomic():
        row, made = AccessAttempt.objects.select_for_update().get_or_create(
            username=key, ip_address=_NOWHERE, user_agent="",
            defaults={"failures_since_start": 1, "get_data": "", "post_data": ""},
        )  # fmt: skip
        if not made:
            stale = row.attempt_time <= at - FORGOTTEN
            failures = 1 if stale else F("failures_since_start") + 1
            AccessAttempt.objects.filter(pk=row.pk).update(
                failures_since_start=failures, attempt_time=at
            )
            row.refresh_from_db()
    return row


def _name(credentials: Credentials) -> str:
    return str((credentials or {}).get("username") or "")


def _key(request: HttpRequest, name: str) -> str:
    return f"{hashed(name)} {known_device(request, name) or 'stranger'}"
