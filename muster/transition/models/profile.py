"""What somebody says of themselves for work: their own, and nobody's else unless they show it."""

from __future__ import annotations

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone


class ProfilePart(Record):
    """One part of a profile as it was last said (skills, service, record, …), sealed.

    What is said anew takes its place: of what was said before nothing is kept (ADR 0073). Nobody
    but the person writes it.
    """

    kept = Keeping(
        zone=Zone.TRANSITION,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        hand=Hand.PERSON,
    )

    person_id = models.UUIDField()
    part = models.CharField(max_length=20)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person_id", "part"), name="tran_profile_part_once"),
        )
