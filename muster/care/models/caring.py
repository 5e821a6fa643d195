"""Caring contacts over the year after somebody left or moved: when it began, and what was sent."""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class CaringYear(Record):
    """A year of caring contacts for one person, from the day on which they left or moved."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField(db_index=True)
    begins_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person_id", "begins_on"), name="care_caring_year"),
        )


class CaringContact(Record):
    """One caring contact that went out; its words are the same for everybody and stand nowhere."""

    kept = A_CLINICAL_FACT

    year = models.ForeignKey(CaringYear, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    number = models.SmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("year", "number"), name="care_caring_once"),)
