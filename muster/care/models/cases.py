"""Cases, what happened to them, and where each stands.

A case and its facts are appended. `CaseRow` is a projection of the two, kept so that “late, on
whom, why” and a clinician's own list are index scans; `care.checks` rebuilds it and compares.
"""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Case(Record):
    """Somebody's way through care, on the path that was in force when it began.

    `opened_by` is a code of the profile's `[reasons.opening]`; `source_id` the signal, report or
    request it came from, where there is one. `path` names the version of the path by its digest.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    opened_by = models.CharField(max_length=40)
    source_id = models.UUIDField(null=True)
    path = models.CharField(max_length=64)
    tier = models.CharField(max_length=10, default="")
    opened_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_case_person"),)


class CaseFact(Record):
    """One thing that happened to a case: who, when, as what, why. `note` is sealed at one width.

    `path` names the path to which the case was moved on purpose, by its digest.
    """

    kept = A_CLINICAL_FACT

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    hand = models.CharField(max_length=40, default="")
    step = models.CharField(max_length=40, default="")
    state = models.CharField(max_length=40, default="")
    reason = models.CharField(max_length=40, default="")
    given_to = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    path = models.CharField(max_length=64, default="")
    note = models.BinaryField(null=True)


class CaseRow(models.Model):
    """Where an open or ended case stands, as folded from its facts.

    `unit_id` is where the person is placed; the database keeps it true.
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
        follows=True,
    )

    case_id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    state = models.CharField(max_length=40)
    since = models.DateTimeField()
    owner = models.UUIDField()
    offered_to = models.UUIDField(null=True)
    offered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    late_to = models.CharField(max_length=40, default="")
    paused_until = models.DateTimeField(null=True)
    told = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="care_row_person"),
            models.Index(
                fields=("due_at",),
                name="care_row_untold",
                condition=models.Q(ended=False, told=False, due_at__isnull=False),
            ),
            models.Index(
                fields=("due_at", "case_id"),
                name="care_row_due",
                condition=models.Q(ended=False, due_at__isnull=False),
            ),
            models.Index(
                fields=("unit_id", "due_at"),
                name="care_row_unit_due",
                condition=models.Q(ended=False, due_at__isnull=False),
            ),
            models.Index(
                fields=("owner", "due_at"),
                name="care_row_owner",
                condition=models.Q(ended=False),
            ),
            models.Index(
                fields=("offered_to",),
                name="care_row_offered",
                condition=models.Q(ended=False, offered_to__isnull=False),
            ),
        )
