"""Paper forms and files of answers that were brought in on a page."""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class PaperEntry(Record):
    """One typing of a paper form: the first is the sitting, the second is the check on it.

    `sitting_id` is the sitting that the first typing entered. `turn` is 1, 2, or 3 for the answer
    that somebody settled on with the paper in hand, where the two differed; `reason` is then a code
    of the profile's. `alone` marks a second typing by the hand that did the first, `agreed` says of
    a second typing whether it found the same; a form without critical items agrees from the start.
    The answers are sealed at the width of the
    instrument, as the sitting's own are.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    sitting_id = models.UUIDField()
    instrument = models.CharField(max_length=40)
    turn = models.SmallIntegerField()
    alone = models.BooleanField(default=False)
    agreed = models.BooleanField(null=True)
    entered_by = models.UUIDField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=40, default="")
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="assessments_paper_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=("sitting_id", "turn"), name="assessments_paper_turn_once"
            ),
        )


class AnswerArrival(Record):
    """A file of answers that came in on a page, sealed whole until it is entered or dropped.

    `columns` says which of its columns mean what; `state` is one of `arriving.State`. `waiting` is
    sealed under the node's key and emptied when the file is settled, and when anybody is erased:
    it may hold their answers.
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.KEEP,
    )

    unit_id = models.UUIDField()
    instrument = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    columns = models.JSONField(default=dict)
    brought_by = models.UUIDField()
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=10)
    settled_at = models.DateTimeField(null=True)
    rows = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    added = models.IntegerField(default=0)
    waiting = models.BinaryField(null=True)
