"""Asking one person again: what a plan of treatment is measured by."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class AskedAgain(Record):
    """Somebody is asked the same again between two days; the latest of a cause counts.

    `cause` is an opaque id of whoever asks, a case. Without `instruments` nothing is asked for this
    cause any more.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    cause = models.UUIDField()
    instruments = ArrayField(models.CharField(max_length=40))
    opens_on = models.DateField()
    closes_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="assessments_asked_again_person"),)
