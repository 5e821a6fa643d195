"""Cases of people who leave service: what happened, how it stands, and what was said.

No clinical table is named here, and none can be reached: the room imports no room that has one,
and the database gives caseworkers this zone and the catalogue, and no other about anybody.
"""

from __future__ import annotations

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

A_FACT = Keeping(
    zone=Zone.TRANSITION,
    reach=Reach.PERSON,
    sensitivity=Sensitivity.PERSONAL,
    scrub=Scrub.DELETE,
    append_only=True,
)
A_ROW = Keeping(
    zone=Zone.TRANSITION,
    reach=Reach.PLACE,
    sensitivity=Sensitivity.PERSONAL,
    scrub=Scrub.DELETE,
    follows=True,
)


class TrackCase(Record):
    """A case was opened: from a packet, by the person, or brought from an earlier system."""

    kept = A_FACT

    person_id = models.UUIDField()
    source = models.CharField(max_length=20)
    path = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="tran_case_person"),)


class TrackFact(Record):
    """One thing that happened to a case; `note`, where there is one, is sealed."""

    kept = A_FACT

    case = models.ForeignKey(TrackCase, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    step = models.CharField(max_length=40, default="")
    state = models.CharField(max_length=40, default="")
    reason = models.CharField(max_length=40, default="")
    given_to = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    task_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40, default="")
    hand = models.CharField(max_length=40, default="")
    partner = models.CharField(max_length=80, default="")
    note = models.BinaryField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("case",), name="tran_fact_case"),
            models.Index(fields=("person_id",), name="tran_fact_person"),
        )


class TrackRow(Record):
    """A case as its facts leave it, for lists; rebuilt from them."""

    kept = A_ROW

    case_id = models.UUIDField(unique=True)
    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    state = models.CharField(max_length=40)
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    owner = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reached_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    placed_at = models.DateTimeField(null=True)
    lost_at = models.DateTimeField(null=True)
    checks = models.IntegerField(default=0)
    conferred_at = models.DateTimeField(null=True)
    hands = models.IntegerField(default=0)
    open_needs = models.IntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="tran_row_person"),
            models.Index(fields=("unit_id",), name="tran_row_unit"),
        )


class StepRow(Record):
    """A step of a case with its times, for lists and for measuring; rebuilt from the facts."""

    kept = A_ROW

    case_id = models.UUIDField()
    number = models.IntegerField()
    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    task_id = models.UUIDField(null=True)
    key = models.CharField(max_length=40)
    hand = models.CharField(max_length=40)
    partner = models.CharField(max_length=80, default="")
    owner = models.UUIDField(null=True)
    began_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, default="")
    again = models.IntegerField(default=0)
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case_id", "number"), name="tran_step"),)
        indexes = (
            models.Index(fields=("person_id",), name="tran_step_person"),
            models.Index(fields=("unit_id",), name="tran_step_unit"),
        )


class NeedsMap(Record):
    """A map of needs as it was made with the person, sealed but for how many; the last counts."""

    kept = A_FACT

    case = models.ForeignKey(TrackCase, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    made_by = models.UUIDField()
    open_needs = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("case",), name="tran_needs_case"),)


class CareSaid(Record):
    """Whether somebody is in contact with care, sealed, as they agreed; taken back by the next."""

    kept = A_FACT

    person_id = models.UUIDField()
    at = models.DateTimeField()
    said_by = models.UUIDField()
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="tran_care_person"),)


class TrackWord(Record):
    """What the person or a caseworker wrote to the other, sealed."""

    kept = A_FACT

    case = models.ForeignKey(TrackCase, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    from_person = models.BooleanField()
    said_at = models.DateTimeField()
    said_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=("case",), name="tran_word_case"),)


class StepTimes(Record):
    """How long a step takes others, in days, over enough cases that it tells of nobody."""

    kept = Keeping(
        zone=Zone.TRANSITION,
        reach=Reach.ORDER,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
    )

    unit_id = models.UUIDField()
    key = models.CharField(max_length=40)
    cases = models.IntegerField()
    median = models.FloatField()
    most = models.FloatField()
    since = models.DateField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit_id", "key"), name="tran_times"),)
