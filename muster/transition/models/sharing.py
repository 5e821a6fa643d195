"""Which kinds of partner somebody lets know of each other's tasks, and what each is shown of it."""

from __future__ import annotations

from django.db import models

from muster.transition.models.partners import OWN, SENT
from muster.vault.models import Record


class SharingSaid(Record):
    """Which kinds of partner may know of each other's tasks, until when; the last counts."""

    kept = OWN

    person_id = models.UUIDField()
    kinds = models.JSONField(default=list)
    until = models.DateField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="tran_sharing_person"),)


class PlanShown(Record):
    """What one partner reads of the others' tasks for somebody, sealed; None: nothing any more."""

    kept = SENT

    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    at = models.DateTimeField()
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id", "partner_id"), name="tran_shown_partner"),)
