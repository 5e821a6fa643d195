"""Adopted profiles, crisis numbers with who last called them, legal holds: tables only."""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

_of_catalogue = Keeping(
    zone=Zone.CATALOGUE,
    reach=Reach.NOBODY,
    sensitivity=Sensitivity.OPEN,
    scrub=Scrub.KEEP,
    append_only=True,
)


class ProfileVersion(Record):
    """A profile kept whole: adopted from a day on, or in use and kept for the cases begun by it.

    `content` is the profile's table as JSON, laid over what it extends, so that no file that is
    changed later changes what was judged by it; `digest` names it. `starts` is null where nobody
    adopted it; of two that start on one day the one adopted last counts.
    """

    kept = _of_catalogue

    digest = models.CharField(max_length=64, db_index=True)
    key = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    content = models.TextField()
    starts = models.DateField(null=True)
    at = models.DateTimeField()
    adopted_by = models.UUIDField()


class CrisisNumber(Record):
    """A number for the whole force, or for one unit and all below it.

    `kind` is a code of the profile's numbers; what is entered here takes that number's place.
    """

    kept = _of_catalogue

    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    name_en = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    unit_id = models.UUIDField(null=True)
    invented = models.BooleanField(default=False)
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()


class CrisisCheck(Record):
    """Somebody called a number and it answered.

    `entered_id` is null for a number that stands in the profile; its digits are kept, so that a
    check of an old number says nothing about a new one.
    """

    kept = _of_catalogue

    entered_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    at = models.DateTimeField()
    checked_by = models.UUIDField()


class CrisisNumberEnd(Record):
    """A number that was entered is no longer shown."""

    kept = _of_catalogue

    entered = models.OneToOneField(CrisisNumber, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.UUIDField()


class LegalHold(Record):
    """Nothing about this record of a person is removed or erased until the hold is lifted."""

    kept = Keeping(
        zone=Zone.IDENTITY,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.PERSONAL,
        scrub=Scrub.DELETE,
        append_only=True,
    )

    person_id = models.UUIDField(db_index=True)
    order = models.CharField(max_length=40)
    at = models.DateTimeField()
    lifts_id = models.UUIDField(null=True, unique=True)
