"""Tasks as the organisation reads that was given them, and how many people it may expect."""

from __future__ import annotations

from django.db import models

from muster.transition.models.partners import SENT, offered
from muster.vault.models import Record


class PartnerTask(Record):
    """A task of somebody's case was given to an organisation; whose it is and what, sealed.

    What happens to it is also what happens to the case: `task_id` is its number there.
    """

    kept = SENT

    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    task_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    given_by = models.UUIDField()
    due_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_ptask_person"),
            models.Index(fields=("partner_id",), name="tran_ptask_partner"),
        )


class PartnerTaskFact(Record):
    """What became of it, one fact after another: said by the organisation, or by a caseworker."""

    kept = SENT

    task = models.ForeignKey(PartnerTask, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    reason = models.CharField(max_length=40, default="")
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("task",), name="tran_ptask_fact"),)


class Returnees(Record):
    """How many people a local authority may expect in its region, counted once a month.

    `people` None: too few to be told of; the last that was told stands where little changed.
    """

    kept = offered(append_only=True)

    partner_id = models.UUIDField()
    month = models.DateField()
    people = models.IntegerField(null=True)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("partner_id", "month"), name="tran_returnees"),
        )
