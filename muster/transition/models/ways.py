"""What people of one trade went into, over enough of them that it tells of nobody."""

from __future__ import annotations

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class WentInto(Record):
    """So many people at least, of one military role, began work in one occupation."""

    kept = Keeping(
        zone=Zone.TRANSITION,
        reach=Reach.ORDER,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
    )

    unit_id = models.UUIDField()
    role = models.CharField(max_length=60)
    isco = models.CharField(max_length=10)
    people = models.IntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit_id", "role", "isco"), name="tran_went"),
        )
