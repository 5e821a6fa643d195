"""Appointments for second stages: hours that a clinician offers, and who took one.

That an hour is taken is known to everybody who might want it; by whom, to the two alone. So the
taking stands apart from the booking, and names nobody.
"""

from django.db import models

from muster.assessments.models.campaigns import A_PLAN
from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Slot(Record):
    """An hour that an account keeps free for people of a unit and all below it."""

    kept = A_PLAN

    unit_id = models.UUIDField(db_index=True)
    holder_id = models.UUIDField()
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=120)
    offered_at = models.DateTimeField()


class SlotTurn(Record):
    """A slot was taken, or is free again; numbers count up, so that two cannot take one at once."""

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    slot_id = models.UUIDField()
    number = models.SmallIntegerField()
    taken = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("slot_id", "number"), name="assessments_slot_turns_one_by_one"
            ),
        )


class Booking(Record):
    """A person has a slot, for one stage of one window of a campaign."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField(db_index=True)
    slot_id = models.UUIDField(db_index=True)
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40)
    stage = models.SmallIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()


class BookingEnd(Record):
    """A booking was given up: by the person, or because the clinician could not keep it."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    booking_id = models.UUIDField(unique=True)
    at = models.DateTimeField()
    by = models.UUIDField()
