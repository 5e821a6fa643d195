"""How an account is reached, what it was sent, and what became of it: opaque ids, never a person.

A message has a kind and no content, so nothing here says what it was about. What is still shown
on a screen is a projection of the ends, kept so that every page may ask for it every few seconds.
"""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


def _of_platform(*, append_only: bool, sensitivity: Sensitivity = Sensitivity.INTERNAL) -> Keeping:
    return Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=sensitivity,
        scrub=Scrub.KEEP,
        append_only=append_only,
    )


class Address(Record):
    """An address that an account was given, sealed at one width; the latest of a kind counts.

    The seal is the node's, because an account is no person. Where another took its place, or the
    account's person was erased, `sealed` is emptied: that there was one stays known, not which.
    """

    kept = _of_platform(append_only=False, sensitivity=Sensitivity.PERSONAL)

    account_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    sealed = models.BinaryField()
    at = models.DateTimeField()
    given_by = models.UUIDField()


class Message(Record):
    """An account was told something: a task waits, a reminder, a test, the house needs something.

    `about` is an opaque id and `step` which step of it; together an account is told once.
    """

    kept = _of_platform(append_only=False)

    account_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    about = models.UUIDField()
    step = models.CharField(max_length=40)
    at = models.DateTimeField()
    open = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("about", "step", "account_id"), name="access_message_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("account_id",),
                name="access_message_open",
                condition=models.Q(open=True),
            ),
            models.Index(
                fields=("at",),
                name="access_message_waiting",
                condition=models.Q(open=True, kind="waiting"),
            ),
        )


class Attempt(Record):
    """A channel outside was asked to carry a message, and took it or did not; `why` is a code."""

    kept = _of_platform(append_only=True)

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    accepted = models.BooleanField()
    why = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("message", "channel"),
                condition=models.Q(accepted=True),
                name="access_attempt_once",
            ),
        )


class MessageEnd(Record):
    """A message left the screen: its account, or another, answered it, or nobody need any more."""

    kept = _of_platform(append_only=True)

    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.UUIDField(null=True)
