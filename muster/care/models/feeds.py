"""The secret address by which a person's own calendar reads when their appointments are."""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


def _before_there_is_a_viewer() -> Keeping:
    return Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.DELETE,
        append_only=True,
    )


class CalendarFeed(Record):
    """A person let a calendar read. `hash` is the keyed hash of what stands in the address."""

    kept = _before_there_is_a_viewer()

    hash = models.UUIDField(unique=True)
    person_id = models.UUIDField(db_index=True)
    account_id = models.UUIDField()
    language = models.CharField(max_length=5)
    made_at = models.DateTimeField()


class CalendarFeedEnd(Record):
    """A person took the address back."""

    kept = _before_there_is_a_viewer()

    feed = models.OneToOneField(CalendarFeed, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
