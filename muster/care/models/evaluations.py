"""Evaluations that a commander asks for: the request, its copy, and what became of it.

What a commander writes stands in command's zone, and so does the little that command is told. What
a clinician decides is clinical. The ombudsman's copy stands in oversight, where no commander reads.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.care.models.limitations import _for_command
from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Hand, Zone


class EvaluationAsked(Record):
    """A commander asks: what they saw in codes, whom they consulted, and the person's notice.

    `not_before` is when the notice is over. `sealed` holds the service number as it was typed and
    where the notice was handed over; command knows nobody's name.
    """

    kept = Keeping(
        zone=Zone.COMMAND,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
        hand=Hand.COMMANDER,
    )

    person_id = models.UUIDField(db_index=True)
    behaviours = ArrayField(models.CharField(max_length=40))
    urgent = models.BooleanField()
    consulted = models.UUIDField()
    consulted_on = models.DateField()
    given_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    not_before = models.DateTimeField()
    sealed = models.BinaryField()


class EvaluationSaid(Record):
    """What command is told: taken up and when, not taken up, and at last a limitation or none."""

    kept = _for_command()

    evaluation = models.ForeignKey(EvaluationAsked, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField(db_index=True)
    said = models.CharField(max_length=20)
    meets_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("evaluation", "said"), name="care_evaluationsaid_once"),
        )


class EvaluationAnswer(Record):
    """A clinician took it up and named an evaluator, or declined it for a coded reason; once."""

    kept = A_CLINICAL_FACT

    evaluation_id = models.UUIDField(unique=True)
    person_id = models.UUIDField(db_index=True)
    accepted = models.BooleanField()
    reason = models.CharField(max_length=40, default="")
    evaluator = models.UUIDField(null=True)
    meets_at = models.DateTimeField(null=True)
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    words = models.BinaryField(null=True)


class EvaluationReport(Record):
    """The evaluator reported: a limitation was ordered, or none; the words stay in care."""

    kept = A_CLINICAL_FACT

    evaluation_id = models.UUIDField(unique=True)
    person_id = models.UUIDField(db_index=True)
    outcome = models.CharField(max_length=20)
    limitation_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    words = models.BinaryField(null=True)


class EvaluationLate(Record):
    """The answer, or the report, was late, and that was told; once for each (`what`)."""

    kept = A_CLINICAL_FACT

    evaluation_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    what = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("evaluation_id", "what"), name="care_evaluationlate_once"
            ),
        )


def _for_the_ombudsman() -> Keeping:
    return Keeping(
        zone=Zone.OVERSIGHT,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
    )


class EvaluationCopy(Record):
    """The ombudsman's copy of a request, with why it was told at once, if it was.

    `unit_id` is where the person then served; no name stands here.
    """

    kept = _for_the_ombudsman()

    evaluation_id = models.UUIDField(unique=True)
    person_id = models.UUIDField(db_index=True)
    unit_id = models.UUIDField(null=True)
    behaviours = ArrayField(models.CharField(max_length=40))
    urgent = models.BooleanField()
    alerts = ArrayField(models.CharField(max_length=20))
    consulted = models.UUIDField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()


class EvaluationNoted(Record):
    """The ombudsman looked at a copy of which they were told at once; said once."""

    kept = _for_the_ombudsman()

    copy = models.OneToOneField(EvaluationCopy, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    by = models.UUIDField()
