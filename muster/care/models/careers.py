"""Adverse career actions, as the auditor alone keeps them: under pseudonyms until one matches.

No other audience has a grant on this zone. A pseudonym is a service number sealed in a way that
gives the same text each time (`care/careers.py`), so that one list twice adds nothing.
"""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


def _of_careers(*, append_only: bool) -> Keeping:
    return Keeping(
        zone=Zone.CAREER,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=append_only,
    )


class CareerFile(Record):
    """A list that was brought in. `waiting` holds its rows, named by pseudonym, and the report.

    It is sealed under a key of its own and emptied when the list is written or dropped.
    """

    kept = Keeping(
        zone=Zone.CAREER,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.KEEP,
    )

    digest = models.CharField(max_length=64)
    brought_by = models.UUIDField()
    arrived_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    rows = models.IntegerField()
    refused = models.IntegerField()
    added = models.IntegerField(default=0)
    waiting = models.BinaryField(null=True)


class CareerAction(Record):
    """One action: under which pseudonym, what, when, and which unit ordered it.

    `person_id` and `within` (days of the nearest window) are null until it lies near care, which
    is the only thing that is ever said of the care.
    """

    kept = _of_careers(append_only=False)

    pseudonym = models.CharField(max_length=96)
    kind = models.CharField(max_length=40)
    day = models.DateField()
    unit_id = models.UUIDField()
    imported_at = models.DateTimeField()
    person_id = models.UUIDField(null=True, db_index=True)
    within = models.SmallIntegerField(null=True)
    matched_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("pseudonym", "kind", "day", "unit_id"), name="care_careeraction_once"
            ),
        )


class CareerReview(Record):
    """What an auditor concluded about an action near care, once; `note` is sealed."""

    kept = _of_careers(append_only=True)

    action = models.OneToOneField(CareerAction, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    outcome = models.CharField(max_length=20)
    note = models.BinaryField()
    at = models.DateTimeField()
    by = models.UUIDField()
