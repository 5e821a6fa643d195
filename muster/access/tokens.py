"""Tokens by which another program acts as an account; kept as keyed hashes, counted by the minute.

A token is never more than its account: where the account's role ends, the token opens nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from muster.access.models import RoleEnd, RoleGrant, Token, TokenEnd
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.vault.installation import installation
from muster.vault.work import Standing, current, unit_of_work
from muster.vault.zones import Audience

BEGINS = "muster_"
_FIELD, _BYTES = "interface token", 32


@dataclass(frozen=True, slots=True)
class Shown:
    """A token as its owner sees it in a list."""

    token: UUID
    name: str
    account: AccountId
    scopes: tuple[str, ...]
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token stands for, in what; `count` is how often it was shown in this minute."""

    token: UUID
    account: AccountId
    scopes: frozenset[str]
    count: int


def make(
    account: AccountId, name: str, scopes: Collection[str], until: Instant, *, at: Instant
) -> tuple[UUID, str]:
    """Draw a token, and return its id with the words of it, which stand nowhere else."""
    said = BEGINS + secrets.token_urlsafe(_BYTES)
    with current().acting_as(Audience.PLATFORM):
        made = Token.objects.create(
            account_id=account, name=name, hash=_hash(said), scopes=sorted(scopes), made_at=at,
            ends_at=until,
        )  # fmt: skip
    return made.id, said


def listed(accounts: Collection[AccountId], at: Instant) -> tuple[Shown, ...]:
    """Return the tokens of these accounts that hold, the newest first."""
    with current().acting_as(Audience.PLATFORM):
        rows = list(_open(at).filter(account_id__in=list(accounts)).order_by("-made_at", "id"))
    return tuple(
        Shown(one.id, one.name, AccountId(one.account_id), tuple(one.scopes), one.made_at,
              one.ends_at)
        for one in rows
    )  # fmt: skip


def end(token: UUID, accounts: Collection[AccountId], *, by: UUID, at: Instant) -> bool:
    """Let a token of one of these accounts open nothing from now on; False where there is none."""
    with current().acting_as(Audience.PLATFORM):
        one = _open(at).filter(id=token, account_id__in=list(accounts)).first()
        if one is None:
            return False
        TokenEnd.objects.create(token=one, at=at, ended_by=by)
    return True


def accounts_for(organisation: UUID) -> list[AccountId]:
    """Return the accounts that were ever given a role for an organisation."""
    with current().acting_as(Audience.PLATFORM):
        found = RoleGrant.objects.filter(unit_id=organisation).values_list("account_id", flat=True)
        return [AccountId(one) for one in dict.fromkeys(found)]


def shut_out(organisation: UUID, *, by: UUID, at: Instant) -> int:
    """End every role that was given for an organisation; return how many ended."""
    ended = RoleEnd.objects.filter(grant=OuterRef("pk"))
    with current().acting_as(Audience.PLATFORM):
        grants = list(RoleGrant.objects.filter(~Exists(ended), unit_id=organisation, ends__gt=at))
        RoleEnd.objects.bulk_create(RoleEnd(grant=one, at=at, taken_by=by) for one in grants)
    return len(grants)


def bearer(said: str, at: Instant) -> Bearer | None:
    """Return whom a token stands for, and count that it was shown; None where it opens nothing.

    A unit of work of its own: whoever shows a token is nobody yet.
    """
    with unit_of_work(Standing(Audience.PLATFORM)):
        one = _open(at).filter(hash=_hash(said), account__is_active=True).first()
        if one is None:
            return None
        count = _counted(one.id, at.replace(second=0, microsecond=0))
    return Bearer(one.id, AccountId(one.account_id), frozenset(one.scopes), count)


def _counted(token: UUID, minute: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_tokenuse AS u (id, token_id, minute, count) "
            "VALUES (gen_random_uuid(), %s, %s, 1) ON CONFLICT (token_id) DO UPDATE SET "
            "count = CASE WHEN u.minute = excluded.minute THEN u.count + 1 ELSE 1 END, "
            "minute = excluded.minute RETURNING count",
            [token, minute],
        )
        return int(cursor.fetchone()[0])


def _open(at: Instant) -> QuerySet[Token]:
    ended = TokenEnd.objects.filter(token=OuterRef("pk"))
    return Token.objects.filter(~Exists(ended), ends_at__gt=at)


def _hash(said: str) -> UUID:
    return UUID(bytes=installation().lookup_hash(_FIELD, said))
