"""Whose name and password these are."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import DEFAULT_DB_ALIAS
from django.http import HttpRequest

from muster.access.models import Account
from muster.vault.trips import Statement, travel

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
        """Return the account of a session under way, None where it stands no longer."""
        [found] = travel([_STANDING.of(user_id)])
        return Account.from_db(DEFAULT_DB_ALIAS, _FIELDS, found.rows[0]) if found.rows else None
