"""What caseworkers want to be reminded of on a case: a day, and a few sealed words."""

from __future__ import annotations

from django.db import models

from muster.transition.models.track import A_FACT
from muster.vault.models import Record


class Reminder(Record):
    """What was last said of one reminder on a case; `done`: it is off the list."""

    kept = A_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField()
    reminder_id = models.UUIDField()
    day = models.DateField()
    done = models.BooleanField(default=False)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_reminder_person"),
            models.Index(fields=("day",), name="tran_reminder_day"),
        )
