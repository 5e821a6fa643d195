"""Programmes of support of local authorities, with quotas; who asked, and what became of it."""

from __future__ import annotations

from django.db import models

from muster.transition.models.partners import SENT, offered
from muster.vault.models import Record


class Support(Record):
    """What a local authority gives, to whom, and to how many; `aside` as of a vacancy.

    `taken` and `waits` follow from who asked. The database refuses more of them than there are
    places, whoever adds one. Where the quota is one of each year, `taken` is that of `year`.
    """

    kept = offered(append_only=False)

    partner_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    whom = models.TextField(blank=True)
    region = models.CharField(max_length=80)
    since = models.DateField()
    until = models.DateField()
    places = models.IntegerField()
    yearly = models.BooleanField(default=False)
    days = models.IntegerField()
    taken = models.IntegerField(default=0)
    waits = models.IntegerField(default=0)
    year = models.IntegerField()
    same = models.CharField(max_length=64)
    aside = models.CharField(max_length=120, blank=True)
    put_at = models.DateTimeField()
    put_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("partner_id",), name="tran_support_partner"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(taken__gte=0, taken__lte=models.F("places"), waits__gte=0),
                name="tran_support_quota",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="tran_support_ends_after"
            ),
        )


class SupportAsk(Record):
    """Somebody asked, or a task was given on it as they agreed: a name and what is needed, sealed.

    `task_id` is the task, None where the person asked themselves.
    """

    kept = SENT

    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    support = models.ForeignKey(Support, models.DO_NOTHING, related_name="+")
    task_id = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_sask_person"),
            models.Index(fields=("partner_id",), name="tran_sask_partner"),
            models.Index(fields=("support",), name="tran_sask_support"),
            models.Index(fields=("task_id",), name="tran_sask_task"),
        )


class SupportFact(Record):
    """What became of it, one fact after another; `ahead` is how many waited before them.

    `year` is that of the quota of which they have a place.
    """

    kept = SENT

    ask = models.ForeignKey(SupportAsk, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    partner_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    reason = models.CharField(max_length=40, default="")
    ahead = models.IntegerField(null=True)
    year = models.IntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=("ask",), name="tran_sask_fact"),)
