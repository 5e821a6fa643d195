"""Where accounts are reached outside: their addresses, and which channels were proved to work.

For use inside a unit of work; each function speaks as the platform for as long as it needs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from muster.access.channels.kinds import Kind
from muster.access.models import Address
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import Instant
from muster.vault.installation import installation
from muster.vault.sealing import open_sealed, pad, seal, unpad
from muster.vault.work import current
from muster.vault.zones import Audience

TABLE = "access_address"
# The longest e-mail address there may be (RFC 5321: 64 + 1 + 255 bytes) fits in.
WIDTH = 330


@dataclass(frozen=True, slots=True)
class Reached:
    """One address of an account, opened."""

    kind: str
    address: str
    language: str


def write_address(
    account: AccountId, *, kind: str, address: str, language: str, by: AccountId, at: Instant
) -> None:
    """Give an account an address of a kind, "" for none, in place of the one it had."""
    with current().acting_as(Audience.PLATFORM):
        _empty(Address.objects.filter(account_id=account, kind=kind))
        row = new_id()
        Address.objects.create(
            id=row,
            account_id=account,
            kind=kind,
            language=language,
            sealed=seal(_key(), table=TABLE, row=row, plain=pad(address.encode(), WIDTH)),
            at=at,
            given_by=by,
        )


def addresses_of(account: AccountId) -> list[Reached]:
    """Return an account's addresses, opened, in the order in which they were given."""
    with current().acting_as(Audience.PLATFORM):
        rows = list(Address.objects.filter(account_id=account).order_by("at", "id"))
    latest = {row.kind: row for row in rows}
    opened = [
        Reached(row.kind, _opened(row), row.language) for row in latest.values() if row.sealed
    ]
    return [one for one in opened if one.address]


def reached_by(accounts: Collection[AccountId]) -> dict[AccountId, list[str]]:
    """Return the kinds of address that each account has; which they are is shown to nobody."""
    return {one: [reached.kind for reached in addresses_of(one)] for one in accounts}


def forget_addresses(accounts: Iterable[AccountId]) -> None:
    """Empty every address these accounts ever had: their person is erased."""
    with current().acting_as(Audience.PLATFORM):
        _empty(Address.objects.filter(account_id__in=list(accounts)))


_PROOFS = """
SELECT m.account_id, max(p.at) FROM access_message m JOIN (
  SELECT message_id, at FROM access_attempt WHERE accepted
  UNION ALL
  SELECT e.message_id, e.at FROM access_messageend e JOIN access_message t ON t.id = e.message_id
  WHERE e.ended_by = t.account_id
) p ON p.message_id = m.id
WHERE m.kind = %s AND m.account_id = ANY(%s::uuid[]) GROUP BY m.account_id
"""


def last_proofs(accounts: Collection[AccountId]) -> dict[AccountId, Instant]:
    """Return when a test last reached each account: it said so, or a channel outside took it."""
    with current().acting_as(Audience.PLATFORM), connection.cursor() as cursor:
        cursor.execute(_PROOFS, [Kind.TEST.value, [str(one) for one in accounts]])
        return {AccountId(account): at for account, at in cursor.fetchall()}


def _key() -> bytes:
    return installation().derived_key("addresses")


def _opened(row: Address) -> str:
    plain = open_sealed(_key(), table=TABLE, row=row.id, sealed=bytes(row.sealed))
    return unpad(plain).decode()


def _empty(rows: Any) -> None:
    rows.exclude(sealed=b"").update(sealed=b"")
