"""Signals, what was done about them, and the queue as it stands.

A signal and its facts are appended. The queue's rows are a projection of the two, one for each
signal and one for each person, kept so that the morning list is an index scan;
`detection.checks` rebuilds them and compares.
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
    `since` is when the person's waiting began: where the signal took the place of another that
    nobody had called for, with that one.
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
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    call_by = models.DateTimeField(null=True)
    standing = models.CharField(max_length=20)
    owner = models.UUIDField(null=True)
    attempts = models.SmallIntegerField(default=0)
    ended = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="detection_queue_person"),)


_OPEN = models.Q(ended=False)
_WAITING = models.Q(ended=False, due_at__isnull=False)


class QueuePerson(models.Model):
    """Somebody in the queue: all that is open about one person, folded from their rows into one.

    `rank` is the most urgent tier of what somebody is still to call for, `due_at` the earliest
    promise, `call_by` the earliest next thing to do; `since` is when their waiting began, `latest`
    when the last open signal was raised. Once nothing is open any more, `ended` is true and the
    rest is empty. `unit_id` is where the person is placed, so that a unit's list starts from it.
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
        follows=True,
    )

    person_id = models.UUIDField(primary_key=True)
    unit_id = models.UUIDField(null=True)
    rank = models.SmallIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    call_by = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)
    latest = models.DateTimeField(null=True)
    standing = models.CharField(max_length=20, default="")
    owner = models.UUIDField(null=True)
    attempts = models.SmallIntegerField(default=0)
    instruments = ArrayField(models.CharField(max_length=40), default=list)
    ended = models.BooleanField()

    class Meta:
        # One for each stretch of the list (queries/places.py), one for units, one for what is new.
        indexes = (
            models.Index(
                fields=("due_at", "since", "person_id"),
                name="detection_person_red",
                condition=_WAITING & models.Q(rank=0),
            ),
            models.Index(
                fields=("due_at", "since", "person_id"),
                name="detection_person_due",
                condition=_WAITING,
            ),
            models.Index(
                fields=("call_by", "since", "person_id"),
                name="detection_person_ahead",
                condition=_WAITING,
            ),
            models.Index(
                fields=("since", "person_id"),
                name="detection_person_spoken",
                condition=models.Q(ended=False, due_at__isnull=True),
            ),
            models.Index(fields=("unit_id",), name="detection_person_unit", condition=_OPEN),
            models.Index(fields=("latest",), name="detection_person_latest", condition=_OPEN),
        )
