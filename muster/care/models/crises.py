"""Crises, what happened in each, where they stand, and what was told to others on a ground."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Crisis(Record):
    """Somebody has to speak with the person now. `source_id` is what the alarm was found in."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    source_id = models.UUIDField()
    opened_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_crisis_person"),)


class CrisisFact(Record):
    """One thing that happened in a crisis: who, when, with which code. `note` is sealed."""

    kept = A_CLINICAL_FACT

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    code = models.CharField(max_length=40, default="")
    given_to = models.UUIDField(null=True)
    meets_at = models.DateTimeField(null=True)
    note = models.BinaryField(null=True)


class CrisisRow(models.Model):
    """Where a crisis stands, as folded from its facts; `look_at` is when its lateness is told."""

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
        follows=True,
    )

    crisis_id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    responsible = models.UUIDField(null=True)
    offered_to = models.UUIDField(null=True)
    awaited = models.CharField(max_length=20, default="")
    due_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person_id",),
                name="care_crisis_one_open",
                condition=models.Q(ended_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                fields=("look_at",),
                name="care_crisis_look",
                condition=models.Q(ended_at__isnull=True, look_at__isnull=False),
            ),
        )


class Disclosure(Record):
    """What was told about somebody beside a notice: on which ground, to whom, and what of it.

    `told_on` is the day on which the person was told of it; null: they read it on their page.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    crisis_id = models.UUIDField(null=True)
    ground = models.CharField(max_length=40)
    recipient = models.CharField(max_length=40)
    contents = ArrayField(models.CharField(max_length=40))
    at = models.DateTimeField()
    by = models.UUIDField()
    told_on = models.DateField(null=True)
    note = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_disclosure_person"),)
