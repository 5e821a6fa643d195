"""No process of Muster runs with a login that could see past row-level security."""

from __future__ import annotations

from typing import Any

from muster.kernel.words import Sentence, _
from muster.vault import problems

OWNER_ALIAS = "owner"

_STRENGTH = """
SELECT r.rolname, r.rolsuper, r.rolbypassrls,
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
                 AND pg_has_role(r.oid, c.relowner, 'USAGE'))
FROM pg_roles r WHERE r.rolname = session_user
"""


def strength(cursor: Any) -> tuple[str, Sentence | None]:
    """Return the login's name and, where it is too strong, why."""
    cursor.execute(_STRENGTH)
    login, superuser, bypasses, owns = cursor.fetchone()
    if superuser:
        return login, _("it is a superuser")
    if bypasses:
        return login, _("it has BYPASSRLS")
    if owns:
        return login, _("it owns tables, and row-level security does not bind an owner")
    return login, None


def refuse_strong_login(*, connection: Any, **_signal: Any) -> None:
    """Refuse a connection whose login is superuser, owner or has BYPASSRLS.

    The owner's own alias is exempt: it exists only while migrating and in tests.
    """
    if connection.alias == OWNER_ALIAS:
        return
    with connection.cursor() as cursor:
        login, why = strength(cursor)
    if why is not None:
        connection.close()
        raise problems.LOGIN_TOO_STRONG.refused(login=login, why=why)
