"""What personnel was answered about somebody's recall; the person reads every one of these."""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class RecallAnswer(Record):
    """Asked by whom, under which order (sealed), and which of the three words was answered."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField(db_index=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    answer = models.CharField(max_length=10)
    sealed = models.BinaryField()
