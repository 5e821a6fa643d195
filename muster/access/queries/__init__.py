"""What is read of accounts, roles and the journal; no record of a person is among them."""

from muster.access.queries.holdings import (
    HeldRole,
    accounts_by_id,
    any_account,
    held_roles,
    open_notices,
    roles_in_force,
)
from muster.access.queries.journal_entries import (
    browse,
    export,
    journal,
    odd,
    oddity,
    verified,
    who_looked,
)

__all__ = [
    "HeldRole",
    "accounts_by_id",
    "any_account",
    "browse",
    "export",
    "held_roles",
    "journal",
    "odd",
    "oddity",
    "open_notices",
    "roles_in_force",
    "verified",
    "who_looked",
]
