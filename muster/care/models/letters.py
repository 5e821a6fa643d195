"""The letter that goes along with a handover: what the clinician wrote, what the person said to it.

Both are appended; the latest letter counts, and the person's latest word on that letter.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class HandoverLetter(Record):
    """What a clinician puts in: parts of the record, and words sealed at one width."""

    kept = A_CLINICAL_FACT

    handover_id = models.UUIDField()
    person_id = models.UUIDField()
    parts = ArrayField(models.CharField(max_length=20))
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("handover_id",), name="care_letter_handover"),)


class LetterWord(Record):
    """What the person said to a letter: yes or no, what stays out, words and wishes of their own.

    `said_by` is the person's own account, or the clinician's before whom they said it.
    """

    kept = A_CLINICAL_FACT

    letter_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField()
    agrees = models.BooleanField()
    left_out = ArrayField(models.CharField(max_length=20))
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    sealed = models.BinaryField()
