"""Handovers: a case on its way from one clinician to another, what happened, and both sides' board.

`HandoverSide` is a projection with a row for each unit that a handover touches: whoever gives and
whoever takes are in different units, and each has to see it. While it is open, the clinicians of a
side reach the person as if they were placed there (`care/reach.py`): whoever is responsible can
read what they are responsible for.
"""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Handover(Record):
    """Why a case has to change hands, from which unit to which, and on which day.

    `why` is a code of the profile's `[reasons.handover]`. `to_unit` is null where nobody of the
    force takes over.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField()
    why = models.CharField(max_length=40)
    from_unit = models.UUIDField()
    to_unit = models.UUIDField(null=True)
    day = models.DateField()
    opened_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_handover_person"),)


class HandoverFact(Record):
    """One thing that happened to a handover: who, when, to whom. `note` is sealed at one width."""

    kept = A_CLINICAL_FACT

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    given_to = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    note = models.BinaryField(null=True)


class HandoverSide(Record):
    """An open or ended handover as one of its two units sees it, folded from its facts.

    `reaches`: may this unit's clinicians reach the person by it? The giving side may while it is
    open; the taking side from the moment at which one of its clinicians is asked by name.
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
    )

    handover_id = models.UUIDField()
    person_id = models.UUIDField()
    case_id = models.UUIDField()
    side = models.CharField(max_length=10)
    unit_id = models.UUIDField()
    other_unit = models.UUIDField(null=True)
    why = models.CharField(max_length=40)
    day = models.DateField()
    stage = models.CharField(max_length=10)
    owner = models.UUIDField()
    gaining = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    reaches = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("handover_id", "side"), name="care_handover_side_once"),
        )
        indexes = (
            models.Index(
                fields=("person_id",),
                name="care_handover_reach",
                condition=models.Q(ended=False),
            ),
            models.Index(
                fields=("look_at",),
                name="care_handover_look",
                condition=models.Q(ended=False, look_at__isnull=False),
            ),
        )
