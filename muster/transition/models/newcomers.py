"""Somebody from outside whom an office took in: the name they gave there, and nothing else."""

from __future__ import annotations

from django.db import models

from muster.transition.models.track import A_FACT
from muster.vault.models import Record


class TakenIn(Record):
    """An office took somebody in who never served here; `sealed` is the name typed there."""

    kept = A_FACT

    person_id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    taken_by = models.UUIDField()
    sealed = models.BinaryField()
