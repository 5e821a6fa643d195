"""Sittings, their scores, and asking for help. A correction is a new sitting.

A sitting names its person by the opaque id alone, with no foreign key: entries of an offline node
may arrive before the person does, and large tables are to be split by year.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class Sitting(Record):
    """One person's answers to one instrument at one time, sealed, at a fixed width.

    Its id keeps it from being entered twice. `answered_at` is null where the source did not say.
    `corrects` names the sitting that this one sets right.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40, default="")
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=5, default="")
    mode = models.CharField(max_length=10)
    answered_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    answers = models.BinaryField()
    corrects_id = models.UUIDField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="assessments_sitting_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=("corrects_id",),
                name="assessments_sitting_corrected_once",
                condition=models.Q(corrects_id__isnull=False),
            ),
        )


class Score(models.Model):
    """What one scale of one sitting came to: never the number without its completeness.

    Scores are asked for by person, so the person leads the key, and it is the only index.
    """

    kept = A_CLINICAL_FACT

    pk = models.CompositePrimaryKey("person_id", "sitting_id", "scale")
    person_id = models.UUIDField()
    sitting_id = models.UUIDField()
    scale = models.CharField(max_length=40)
    instrument = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    at = models.DateTimeField()
    score = models.FloatField(null=True)
    answered = models.SmallIntegerField()
    items = models.SmallIntegerField()
    prorated = models.BooleanField()
    least = models.IntegerField()
    most = models.IntegerField()
    band = models.CharField(max_length=40, null=True)
    cutoff = models.SmallIntegerField(null=True)
    positive = models.BooleanField(null=True)
    unjudged = models.BooleanField()
    severe = models.BooleanField(null=True)
    clusters_met = models.BooleanField(null=True)
    critical = ArrayField(models.CharField(max_length=40))
    critical_missing = ArrayField(models.CharField(max_length=40))


class HelpRequest(Record):
    """Somebody asked to talk with someone, without any questionnaire."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    urgent = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
