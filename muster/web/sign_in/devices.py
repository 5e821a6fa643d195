"""A browser that an account signed in with before, known by a cookie that says nothing about whom.

The cookie holds a drawn id and keyed hashes of the accounts that came in here, signed. It lets
guessing be counted apart (`guessing.py`) and opens nothing. A shared device's cookie holds no
account: only that codes were typed there.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from muster.vault.installation import installation

_SALT = "muster.device"
_MOST = 8
_A_YEAR = 365 * 24 * 3600


def cookie_name() -> str:
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def known_device(request: HttpRequest, name: str) -> str | None:
    """Return this browser's id where the account called `name` has signed in with it before."""
    held = _held(request)
    return held["id"] if hashed(name) in held["accounts"] else None


def remember_device(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Let this browser be known as one that the account called `name` signs in with."""
    held = _held(request)
    others = [one for one in held["accounts"] if one != hashed(name)]
    held["accounts"] = [hashed(name), *others][:_MOST]
    response.set_cookie(
        cookie_name(), signing.dumps(held, salt=_SALT), max_age=_A_YEAR, httponly=True,
        samesite="Strict", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def known(request: HttpRequest, response: HttpResponse, name: str) -> HttpResponse:
    """Let this browser be known for what is typed under `name`, unless it is already."""
    if known_device(request, name) is None:
        remember_device(request, response, name)
    return response


def hashed(name: str) -> str:
    """Return the keyed hash that stands for what was given as an account's name: 32 digits."""
    return installation().lookup_hash("name at the door", name.strip().lower()).hex()


def _held(request: HttpRequest) -> dict[str, Any]:
    try:
        held = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=_A_YEAR)
    except signing.BadSignature:
        return {"id": secrets.token_hex(16), "accounts": []}
    return {"id": str(held["id"]), "accounts": list(held["accounts"])}
