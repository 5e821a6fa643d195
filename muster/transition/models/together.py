"""Two people who want to be placed together, as both agreed; whoever holds a round reads it too."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class TogetherSaid(Record):
    """One of two said that they want to be placed together, or that they no longer do.

    `person_id` is who said it, `people` are both: the other gave out the code that was typed.
    """

    kept = Keeping(
        zone=Zone.TRANSITION,
        reach=Reach.MENTION,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
    )

    person_id = models.UUIDField()
    people = ArrayField(models.UUIDField())
    pair_id = models.UUIDField()
    tie = models.CharField(max_length=10)
    agreed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_together_person"),
            models.Index(fields=("pair_id",), name="tran_together_pair"),
        )
