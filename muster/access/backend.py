"""Whose name and password these are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest

from muster.access.models import Account
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant, now
from muster.vault.trips import Filled, Row, Statement
from muster.vault.work import Standing, glance
from muster.vault.zones import Audience

ASKED_ALONG: list[Callable[[AccountId, Instant], Filled]] = []
"""What every page asks of its account besides, as the platform: it comes on the same trip."""

_FIELDS = [field.attname for field in Account._meta.concrete_fields]
# Every page asks for this, so it is written out.
_STANDING = Statement(
    f"SELECT {', '.join(field.column for field in Account._meta.concrete_fields)} "
    "FROM access_account WHERE id = $1 AND is_active"
)


class ByName(BaseBackend):
    """Accounts by the name they sign in with. An unknown name takes as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_more: Any,
    ) -> Account | None:
        """Return the account, None where it does not exist, does not stand, or it is not that."""
        if username is None or password is None:
            return None
        # Phones write a capital at the beginning, so the name in small letters will do as well.
        typed = username.strip()
        found = {one.name: one for one in Account.objects.filter(name__in={typed, typed.lower()})}
        account = found.get(typed) or found.get(typed.lower())
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: Any) -> Account | None:
        """Return the account of a session under way, None where it stands no longer.

        What came along for it is on the account until somebody takes it (`came_along`).
        """
        account, at = AccountId(user_id), now()
        along = [one(account, at) for one in ASKED_ALONG]
        found, *came = glance(Standing(Audience.PLATFORM), along, before=[_STANDING.of(account)])
        if not found:
            return None
        standing: Account = Account.from_db(DEFAULT_DB_ALIAS, _FIELDS, found[0])
        setattr(standing, _CAME, came)
        return standing


_CAME = "_came_along"


def came_along(account: Account) -> list[list[Row]] | None:
    """Return the rows of each of ASKED_ALONG, once; None where they did not come."""
    came: list[list[Row]] | None = getattr(account, _CAME, None)
    setattr(account, _CAME, None)
    return came
