"""Who stays in work, as it is told of groups; and in which groups somebody wants to be counted."""

from __future__ import annotations

from django.db import models

from muster.transition.models.track import A_FACT
from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class GroupsSaid(Record):
    """Which groups somebody wants to be counted in, sealed; the last counts, None takes it back."""

    kept = A_FACT

    person_id = models.UUIDField()
    at = models.DateTimeField()
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="tran_groups_person"),)


class StayingTold(Record):
    """How many of a group stay in work, over enough people that it tells of nobody.

    `kind` "all" is everybody; `points` are days, the share, its interval, and how many were seen.
    """

    kept = Keeping(
        zone=Zone.TRANSITION,
        reach=Reach.ORDER,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
    )

    unit_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    group = models.CharField(max_length=40)
    people = models.IntegerField()
    points = models.JSONField()
    shown = models.BooleanField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit_id", "kind", "group"), name="tran_staying"),
        )
