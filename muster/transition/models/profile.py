"""What somebody says of themselves for work: their own, and nobody's else unless they show it."""

from __future__ import annotations

from django.db import models

from muster.transition.models.partners import OWN
from muster.vault.models import Record


class ProfilePart(Record):
    """One part of a profile as it was last said (skills, service, …), sealed; the last counts."""

    kept = OWN

    person_id = models.UUIDField()
    part = models.CharField(max_length=20)
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id", "part"), name="tran_profile_person"),)
