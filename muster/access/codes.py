"""One-time codes: drawn, kept as keyed hashes, used once; for use inside a unit of work.

Whoever uses these speaks as the platform (`acting_as(Audience.PLATFORM)`), to which codes belong.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from muster.access.models import CodeEnd, OneTimeCode
from muster.access.rules.codes import SHAPES, CodeKind, drawn
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant
from muster.vault.installation import installation

_FIELD = "one-time code"


def issue(
    accounts: Collection[AccountId],
    kind: CodeKind,
    *,
    by: AccountId,
    at: Instant,
    holds: timedelta | None = None,
    digits: str | None = None,
) -> dict[AccountId, str]:
    """Draw a code for each account; those of the same kind that it had hold no longer.

    A code holds for as long as its kind, or for less. The digits are returned and stand nowhere.
    `digits` are those of a message's address, for the one account that it is sent to.
    """
    longest = SHAPES[kind].holds
    until = at + (longest if holds is None else min(holds, longest))
    withdraw(accounts, kind, at)
    codes = {account: digits or drawn(kind) for account in accounts}
    OneTimeCode.objects.bulk_create(
        OneTimeCode(
            account_id=account, kind=kind.value, hash=_hash(code), made_at=at, made_by=by,
            expires_at=until,
        )
        for account, code in codes.items()
    )  # fmt: skip
    return codes


def withdraw(accounts: Collection[AccountId], kind: CodeKind, at: Instant) -> None:
    """Let codes that were given out and not used hold no longer.

    One after another until the transaction ends, so that of two presses at once one code holds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"muster codes {kind}"])
    CodeEnd.objects.bulk_create(
        (
            CodeEnd(code=one, at=at, used=False)
            for one in _open(at).filter(account_id__in=list(accounts), kind=kind.value)
        ),
        ignore_conflicts=True,  # its holder may be using it in this moment
    )


def standing(code: str, kinds: Collection[CodeKind], at: Instant) -> OneTimeCode | None:
    """Return what a code's digits stand for, None where they let nobody in at `at`."""
    wanted = _open(at).filter(hash=_hash(code), kind__in=[kind.value for kind in kinds])
    return wanted.filter(account__is_active=True).select_related("account").first()


def standing_by_id(code: UUID, at: Instant) -> OneTimeCode | None:
    """Return the same for a code whose digits were typed on the page before."""
    wanted = _open(at).filter(id=code, account__is_active=True)
    return wanted.select_related("account").first()


def use(code: OneTimeCode, at: Instant) -> bool:
    """Use a code; False where somebody else did in the same moment."""
    try:
        with transaction.atomic():
            CodeEnd.objects.create(code=code, at=at, used=True)
    except IntegrityError:
        return False
    return True


def _open(at: Instant) -> QuerySet[OneTimeCode]:
    ended = CodeEnd.objects.filter(code=OuterRef("pk"))
    return OneTimeCode.objects.filter(~Exists(ended), expires_at__gt=at)


def _hash(code: str) -> UUID:
    return UUID(bytes=installation().lookup_hash(_FIELD, code))
