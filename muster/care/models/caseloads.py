"""Caseloads: who is away and who covers, and cases that their owner gives to the team's pool."""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class WorkingTime(Record):
    """A clinician's working time, and a stretch in which another covers; each kind's latest counts.

    `percent` is of a full-time post; an absence has `away_from`, `away_until` and `cover`. Nobody
    in care stands in it.
    """

    kept = Keeping(
        zone=Zone.PLANNING,
        reach=Reach.ORDER,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    unit_id = models.UUIDField()
    account = models.UUIDField()
    percent = models.SmallIntegerField(null=True)
    away_from = models.DateField(null=True)
    away_until = models.DateField(null=True)
    cover = models.UUIDField(null=True)
    said_at = models.DateTimeField()
    said_by = models.UUIDField()

    class Meta:
        indexes = (
            models.Index(fields=("account", "said_at"), name="care_workingtime_account"),
            models.Index(
                fields=("cover",),
                name="care_workingtime_cover",
                condition=models.Q(cover__isnull=False),
            ),
        )


class Pooled(models.Model):
    """A case whose owner gave it to the team's pool; it stays theirs until somebody takes it.

    It holds while the case is open and still belongs to `owner`.
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
        follows=True,
    )

    case_id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    owner = models.UUIDField()
    since = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_pooled_person"),)
