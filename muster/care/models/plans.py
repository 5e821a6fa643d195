"""Plans, sessions, reviews and safety plans: each appended, the latest counts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class Plan(Record):
    """What a person and their clinicians have agreed on; `sealed` holds the goals in words.

    `begins_on` is the day from which reviews measure: the first plan's of this course. `measures`
    are the questionnaires that the person is asked again before each review.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField()
    owner = models.UUIDField()
    programmes = ArrayField(models.CharField(max_length=40))
    measures = ArrayField(models.CharField(max_length=40), default=list)
    begins_on = models.DateField()
    review_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("case_id",), name="care_plan_case"),)


class Session(Record):
    """One appointment of a plan: kept, moved, or a coded reason for not coming."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField()
    on = models.DateField()
    became = models.CharField(max_length=40)
    minutes = models.SmallIntegerField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()
    words = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("case_id",), name="care_session_case"),)


class Review(Record):
    """One review: what the scores said, what that proposed, what the clinician decided and why."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField()
    held_at = models.DateTimeField()
    held_by = models.UUIDField()
    course = models.CharField(max_length=20)
    proposed = models.CharField(max_length=20)
    decided = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, default="")
    next_review = models.DateField()
    words = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("case_id",), name="care_review_case"),)


class SafetyPlanMade(Record):
    """A safety plan as it was made with the person, sealed at one width; the latest counts."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_safetyplan_person"),)
