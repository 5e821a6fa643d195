"""How people fare in work or training, as they say themselves, and the links that ask them."""

from __future__ import annotations

from django.db import models

from muster.transition.models.track import A_FACT, TrackCase
from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

BEFORE_A_VIEWER = Keeping(
    zone=Zone.PLATFORM,
    reach=Reach.NOBODY,
    sensitivity=Sensitivity.INTERNAL,
    scrub=Scrub.DELETE,
    append_only=True,
)


class FaringSaid(Record):
    """What somebody said of how they fare, sealed; `stops`: they want to be asked no more."""

    kept = A_FACT

    case = models.ForeignKey(TrackCase, models.DO_NOTHING, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
    stops = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="tran_faring_person"),)


class FaringLink(Record):
    """Somebody was asked at a mark of the follow-along, by a link that opens a form once.

    It stands in the platform's zone because its page asks before there is a viewer: opaque ids
    alone. `hash` is the keyed hash of digits that are kept nowhere.
    """

    kept = BEFORE_A_VIEWER

    hash = models.UUIDField(unique=True)
    case_id = models.UUIDField()
    person_id = models.UUIDField(db_index=True)
    account_id = models.UUIDField()
    begun_on = models.DateField()
    number = models.IntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("case_id", "begun_on", "number"), name="tran_faring_once"
            ),
        )


class FaringLinkEnd(Record):
    """A link was used."""

    kept = BEFORE_A_VIEWER

    link = models.OneToOneField(FaringLink, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    at = models.DateTimeField()
