"""Structured interviews: begun, filled part by part, and finished. The latest of a part counts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class Interview(Record):
    """An interview that was begun in a case, on one version of the form."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField()
    form = models.CharField(max_length=20)
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=("case_id",), name="care_interview_case"),)


class InterviewPart(Record):
    """What was found in one part, sealed at one width whatever it says."""

    kept = A_CLINICAL_FACT

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    part = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField()
    sealed = models.BinaryField()


class InterviewEnd(Record):
    """An interview is finished. `proposed` is what was proposed, `decided` what became of that.

    `decided` is "" where nothing was proposed, else "order" or "not-needed"; `words` say why not.
    """

    kept = A_CLINICAL_FACT

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()
    proposed = ArrayField(models.CharField(max_length=40))
    decided = models.CharField(max_length=20, default="")
    words = models.BinaryField(null=True)
