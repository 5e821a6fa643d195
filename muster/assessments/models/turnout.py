"""What command reads of assessments: counts by unit, who is late, and the time it gave for them.

Only whole-unit windows and first stages are in it. Counts and names are a projection, written by
clinicians' roles and the watch; the commander's hand writes the time given, and nothing else.
"""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone


class TurnoutCount(Record):
    """How one unit itself, without those below it, stood in one window at the end of a day.

    Everybody of the unit is in exactly one column: still due, done in time, done late, late, or
    missed. Whoever came, declined, was excused or has only begun counts as done.
    """

    kept = Keeping(
        zone=Zone.COMMAND,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        hand=Hand.CLINICIAN,
    )

    unit_id = models.UUIDField()
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40)
    day = models.DateField()
    opens = models.DateField()
    closes = models.DateField()
    counts_until = models.DateField()
    due = models.IntegerField()
    in_time = models.IntegerField()
    done_late = models.IntegerField()
    late = models.IntegerField()
    missed = models.IntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit_id", "campaign_id", "window", "day"),
                name="assessments_turnout_counted_once",
            ),
        )


class LateName(Record):
    """Somebody is late in a whole-unit window. The name is sealed under their key for command.

    Once they have come (`came`), or the window no longer counts, `gone_at` is set and the name
    emptied; that the line stood there from `since` to `gone_at` stays, so that the person is told.
    """

    kept = Keeping(
        zone=Zone.COMMAND,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        hand=Hand.CLINICIAN,
    )

    person_id = models.UUIDField()
    unit_id = models.UUIDField()
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40)
    closes = models.DateField()
    until = models.DateTimeField()
    since = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    came = models.BooleanField(default=False)
    name = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person_id", "campaign_id", "window"), name="assessments_late_once"
            ),
            models.CheckConstraint(
                condition=models.Q(gone_at__isnull=True) | models.Q(name__isnull=True),
                name="assessments_late_gone_without_name",
            ),
        )
        indexes = (
            models.Index(
                fields=("person_id",),
                name="assessments_late_now",
                condition=models.Q(gone_at__isnull=True),
            ),
        )


class TimeGiven(Record):
    """A commander gives time for a window: the unit is released from one instant to another."""

    kept = Keeping(
        zone=Zone.COMMAND,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
        hand=Hand.COMMANDER,
    )

    unit_id = models.UUIDField()
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
