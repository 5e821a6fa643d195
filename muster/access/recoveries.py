"""What waits for a second administrator; for use inside a unit of work of the platform's zone."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from muster.access.models import Recovery, RecoveryEnd
from muster.access.rules.recovery import STANDS
from muster.kernel.ids import AccountId
from muster.kernel.time import Instant


def open_recoveries(at: Instant) -> QuerySet[Recovery]:
    """Return what waits for a second person, the oldest first."""
    ended = RecoveryEnd.objects.filter(recovery=OuterRef("pk"))
    waiting = Recovery.objects.filter(~Exists(ended), asked_at__gt=at - STANDS)
    return waiting.select_related("account").order_by("asked_at", "id")


def recovery_waits_for(account: AccountId, at: Instant) -> bool:
    """Did somebody ask to let the holder of `account` in again?"""
    return open_recoveries(at).filter(account_id=account).exists()
