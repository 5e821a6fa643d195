"""The base of every record, and the vault's own tables: data keys and erasures."""

from typing import ClassVar

from django.db import models

from muster.kernel.ids import new_id
from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.zones import Zone


class Record(models.Model):
    """A row of Muster's own: an opaque UUIDv7 and a declaration of how the table is kept."""

    kept: ClassVar[Keeping]

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class DataKey(models.Model):
    """One person's data key for one zone, wrapped under the node's key. Erasure deletes it."""

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.ZONE,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.DELETE,
        append_only=True,
    )

    pk = models.CompositePrimaryKey("person_id", "zone")
    person_id = models.UUIDField()
    zone = models.CharField(max_length=20)
    wrapped = models.BinaryField()


class Erasure(models.Model):
    """A person was erased: kept so that no new key is made and every restore repeats it."""

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.ZONE,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    person_id = models.UUIDField(primary_key=True)
    zone = models.CharField(max_length=20, default=Zone.IDENTITY.value)
    at = models.DateTimeField()
    ground = models.CharField(max_length=40)


class ZoneErasure(Record):
    """One zone of a person's records was erased: kept so that restoring an older backup repeats it.

    The person is still known, and what comes later is kept under a new key.
    """

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.ZONE,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    person_id = models.UUIDField()
    part = models.CharField(max_length=20)
    zone = models.CharField(max_length=20, default=Zone.IDENTITY.value)
    at = models.DateTimeField()
    ground = models.CharField(max_length=40)
