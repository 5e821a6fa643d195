"""Papers of somebody that run out: which, and until when; the paper itself is nowhere here."""

from __future__ import annotations

from django.db import models

from muster.transition.models.partners import OWN
from muster.vault.models import Record


class PaperKept(Record):
    """What somebody last said of one of their papers; `gone`: it is off their list."""

    kept = OWN

    person_id = models.UUIDField()
    paper_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    until = models.DateField(null=True)
    gone = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_paper_person"),
            models.Index(fields=("until",), name="tran_paper_until"),
        )
