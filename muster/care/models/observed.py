"""What others noticed about somebody: the doors by which it comes, what came, and about whom.

A report comes about nobody yet: whoever tells it types a name. It waits, sealed under the node's
key, until it is known who is meant; then it is written anew among that person's own records, and
nothing of it stays here.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class ReportDoor(Record):
    """The address of a unit for reports; of several, the one drawn last is the one that opens."""

    kept = Keeping(
        zone=Zone.PLANNING,
        reach=Reach.ORDER,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    unit_id = models.UUIDField()
    code = models.CharField(max_length=20, unique=True)
    drawn_at = models.DateTimeField()
    drawn_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=("unit_id",), name="care_reportdoor_unit"),)


class Report(Record):
    """What came in at a unit's door. `waiting` is emptied as soon as it is settled.

    `reporter` is a code of the profile's, `account` who told it where they had signed in.
    `state` is "new", then "unmatched" while a clinician has to say who is meant, then "settled".
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.KEEP,
    )

    unit_id = models.UUIDField()
    reporter = models.CharField(max_length=40)
    account = models.UUIDField(null=True)
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    why = models.CharField(max_length=40, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    waiting = models.BinaryField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("arrived_at",),
                name="care_report_waiting",
                condition=~models.Q(state="settled"),
            ),
            models.Index(fields=("unit_id", "arrived_at"), name="care_report_unit"),
        )


class Observation(Record):
    """What somebody noticed about a person. `words`, sealed, are the reporter's own and a number.

    The id is the report's, so that a report becomes one observation however often it is settled.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    reporter = models.CharField(max_length=40)
    account = models.UUIDField(null=True)
    behaviours = ArrayField(models.CharField(max_length=40))
    told_at = models.DateTimeField()
    matched_at = models.DateTimeField()
    matched_by = models.UUIDField()
    words = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_observation_person"),)
