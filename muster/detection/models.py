"""Signals, what was done about them, and the queue as it stands.

A signal and its facts are appended. The queue's rows are a projection of the two, kept so that the
morning list is one index scan; `detection.checks` rebuilds it and compares.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Signal(Record):
    """Somebody is to be called: the tier, the findings by code, and the reasons, sealed.

    `source` is what raised it (a sitting, a request for help, a missed screen) and `source_id`
    its id: one source raises one signal. `tier` and `due_at` are what was promised when it was
    raised; where it took the place of an open signal, they are never less than that one's.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    source = models.CharField(max_length=20)
    source_id = models.UUIDField()
    instrument = models.CharField(max_length=40, default="")
    tier = models.CharField(max_length=10)
    findings = ArrayField(models.CharField(max_length=40))
    reasons = models.BinaryField()
    answered_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="detection_signal_person"),)


class SignalFact(Record):
    """One thing that happened to a signal, by whom and when. `reason` is a code of the profile."""

    kept = A_CLINICAL_FACT

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    step = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    given_to = models.UUIDField(null=True)
    reason = models.CharField(max_length=40, default="")
    tier = models.CharField(max_length=10, default="")


class QueueRow(models.Model):
    """Where a signal stands, as folded from its facts. `rank` 0 is red.

    `due_at` is the promise and `call_by` the next thing to do for it; both are null once kept.
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
    )

    # A projection can be rebuilt, so the database need not guard the reference.
    signal = models.OneToOneField(
        Signal, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    person_id = models.UUIDField()
    rank = models.SmallIntegerField()
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    call_by = models.DateTimeField(null=True)
    standing = models.CharField(max_length=20)
    owner = models.UUIDField(null=True)
    attempts = models.SmallIntegerField(default=0)
    ended = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(
                fields=("rank", "due_at"),
                name="detection_queue_open",
                condition=models.Q(ended=False),
            ),
            models.Index(fields=("person_id",), name="detection_queue_person"),
        )
