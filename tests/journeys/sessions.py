"""A session as signing in leaves it, for journeys that are not about signing in."""

from __future__ import annotations

import time

from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore

from muster.access.rules.sessions import Device
from muster.kernel.ids import AccountId
from muster.web.sign_in.sessions import BEGAN, DEVICE, SEEN
from muster.web.standing import KIOSK


def session_for(account: AccountId, *, kiosk: bool = False, again: bool = False) -> tuple[str, str]:
    """Return the session cookie's name and value for `account`, signed in just now.

    `again`: they showed who they are once more, as sensitive pages ask.
    """
    user = get_user_model().objects.get(pk=account)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    proofs = [{"method": "password", "at": time.time()}]
    if not kiosk:
        proofs.append({"method": "mfa", "type": "totp", "at": time.time()})
    if again:
        proofs.append({"method": "password", "at": time.time(), "reauthenticated": True})
    session["account_authentication_methods"] = proofs
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session[BEGAN] = session[SEEN] = time.time()
    session[DEVICE] = (Device.KIOSK if kiosk else Device.DESK).value
    session[KIOSK] = kiosk
    session.save()
    return settings.SESSION_COOKIE_NAME, session.session_key
