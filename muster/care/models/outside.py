"""Civilian care that takes a case over: whom it was asked of, what they said, and by which link."""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class OutsideAsked(Record):
    """A clinician outside the force was asked to take a case over; the id stands for them.

    `way` is "link" or "call". `sealed` says whom: name, place and number, at one width.
    """

    kept = A_CLINICAL_FACT

    handover_id = models.UUIDField(db_index=True)
    person_id = models.UUIDField()
    way = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    sealed = models.BinaryField()


class OutsideAnswer(Record):
    """What they said: taken over or not, by whom, and on which day the first visit is."""

    kept = A_CLINICAL_FACT

    asked = models.OneToOneField(OutsideAsked, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    accepted = models.BooleanField()
    visit_on = models.DateField(null=True)
    said_at = models.DateTimeField()
    sealed = models.BinaryField()


def _before_there_is_a_viewer(*, append_only: bool = True) -> Keeping:
    return Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.DELETE,
        append_only=append_only,
    )


class OutsideLink(Record):
    """A link that lets one clinician outside answer once, until it expires; opaque ids alone.

    It stands in the platform's zone because its page asks before there is a viewer. `hash` is the
    keyed hash of what stands in the address, which is kept nowhere.
    """

    kept = _before_there_is_a_viewer()

    hash = models.UUIDField(unique=True)
    asked_id = models.UUIDField()
    handover_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    unit_id = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()


class OutsideLinkEnd(Record):
    """A link was used, or taken back."""

    kept = _before_there_is_a_viewer()

    link = models.OneToOneField(OutsideLink, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    used = models.BooleanField()
