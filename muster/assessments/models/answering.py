"""A sitting in progress: begun, answered question by question, ended; and how somebody is reached.

What is answered stands sealed at one width, question and answer together, so neither which question
a row answers nor how can be told from the table. Facts are appended; the latest answer counts.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class Answering(Record):
    """A person began to answer: in what campaign and window, which instruments, in which order.

    Each instrument is submitted under an id of its own, drawn from this one's (`rules/said.py`).
    `in_room` says that others are near, so that this sitting has to look like everyone's.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40, default="")
    instruments = ArrayField(models.CharField(max_length=40))
    language = models.CharField(max_length=5)
    in_room = models.BooleanField()
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="assessments_answering_person"),)


class Answer(Record):
    """One question answered, sealed (`rules/said.py`); `number` counts from 1 in the sitting."""

    kept = A_CLINICAL_FACT

    answering_id = models.UUIDField()
    person_id = models.UUIDField()
    number = models.SmallIntegerField()
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("answering_id", "number"), name="assessments_answer_numbered_once"
            ),
        )


class FollowUpFact(Record):
    """Something that became of the follow-up of a sitting: each kind of thing once.

    `became` is "opened", "missing", "refused", "abandoned" or "done". `sitting_id` and `instrument`
    are those of the critical answer that opened it.
    """

    kept = A_CLINICAL_FACT

    answering_id = models.UUIDField()
    person_id = models.UUIDField()
    sitting_id = models.UUIDField()
    instrument = models.CharField(max_length=40)
    became = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("answering_id", "became"), name="assessments_follow_up_fact_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("at",),
                name="assessments_follow_up_opened",
                condition=models.Q(became="opened"),
            ),
        )


class AnsweringEnd(Record):
    """A sitting in progress ended: "submitted", or "declined" where nothing was answered."""

    kept = A_CLINICAL_FACT

    answering_id = models.UUIDField(unique=True)
    person_id = models.UUIDField()
    became = models.CharField(max_length=20)
    at = models.DateTimeField()


class Reachable(Record):
    """How and where a person said they can be reached, sealed at one width; the latest counts."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id", "at"), name="assessments_reachable_person"),)
