"""How an account comes in without a password: codes used once, and a recovery that two people make.

Facts alone: a code that was used, and a recovery that was decided, have a second row that says so.
"""

from django.db import models

from muster.access.models.accounts import Account
from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

_APPENDED = Keeping(
    zone=Zone.PLATFORM,
    reach=Reach.NOBODY,
    sensitivity=Sensitivity.INTERNAL,
    scrub=Scrub.KEEP,
    append_only=True,
)


class OneTimeCode(Record):
    """A code that lets one account in once. `hash` is keyed: the code itself stands nowhere."""

    kept = _APPENDED

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    hash = models.UUIDField(unique=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    expires_at = models.DateTimeField()


class CodeEnd(Record):
    """A code was used, or withdrawn because another took its place; there is one end for a code."""

    kept = _APPENDED

    code = models.OneToOneField(OneTimeCode, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    used = models.BooleanField()


class Recovery(Record):
    """Somebody asked to let a holder in again who lost their device or their password."""

    kept = _APPENDED

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    at_terminal = models.BooleanField()


class RecoveryEnd(Record):
    """A second person approved a recovery, or somebody refused it."""

    kept = _APPENDED

    recovery = models.OneToOneField(Recovery, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField()
    approved = models.BooleanField()
