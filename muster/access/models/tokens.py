"""Tokens by which another program acts as an account, in part of what the account may."""

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


class Token(Record):
    """A token of an account. `hash` is keyed: the token itself stands nowhere."""

    kept = _APPENDED

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    hash = models.UUIDField(unique=True)
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()


class TokenEnd(Record):
    """A token was taken back before its time."""

    kept = _APPENDED

    token = models.OneToOneField(Token, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.UUIDField()


class TokenUse(Record):
    """How often a token was shown in one minute, the last one: what the limit is held against."""

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        guarded=False,
    )

    token = models.OneToOneField(Token, on_delete=models.PROTECT, related_name="+")
    minute = models.DateTimeField()
    count = models.IntegerField()
