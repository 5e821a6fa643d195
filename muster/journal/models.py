"""The journal's tables: entries, their leaves in the node's Merkle log, and the signed heads.

Nothing here points at another table, so an entry outlives whatever it speaks of.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Entry(Record):
    """One command or one reading. `body` is sealed; `people` names whom a list showed.

    The column `xact` (xid8, filled by PostgreSQL) tells the sealer which entries are settled.
    """

    kept = Keeping(
        zone=Zone.JOURNAL,
        reach=Reach.MENTION,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEY,
        append_only=True,
    )

    node = models.UUIDField()
    kind = models.CharField(max_length=10)
    command = models.CharField(max_length=60)
    actor = models.UUIDField()
    role = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    person_id = models.UUIDField(null=True)
    people = ArrayField(models.UUIDField(), null=True)
    at = models.DateTimeField()
    zone = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    body = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(
                fields=("person_id", "at"),
                name="journal_entry_person",
                condition=models.Q(person_id__isnull=False),
            ),
            models.Index(fields=("at", "id"), name="journal_entry_at"),
            # Few among many: what was refused, and what the house asks about itself at every look.
            models.Index(
                fields=("at", "id"),
                name="journal_entry_refused",
                condition=models.Q(kind="refused"),
            ),
            models.Index(
                fields=("command", "at"),
                name="journal_entry_keeping",
                condition=models.Q(command__in=("access.back-up", "people.settle-units")),
            ),
        )


class Leaf(models.Model):
    """The place of a settled entry in the log, and its hash (RFC 9162, 32 bytes)."""

    kept = Keeping(
        zone=Zone.JOURNAL,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    hash = models.BinaryField()


class Head(Record):
    """A signed statement: after `size` entries, the log's root was `root`.

    `frontier` lets the sealer go on without re-reading the log; `settled_before` and `cluster` say
    up to which transaction of which database cluster every entry has its place.
    """

    kept = Keeping(
        zone=Zone.JOURNAL,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    node = models.UUIDField()
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    signed_at = models.DateTimeField()
    signature = models.BinaryField()
    settled_before = models.BigIntegerField()
    cluster = models.CharField(max_length=24)


class Oddity(Record):
    """Something out of the ordinary that the watch over the journal found, for the auditor.

    `pattern` says by which rule; `count` and `seconds` are its numbers. Opaque ids and times alone,
    and never what was read or answered. Its id is made of what it is about, so the same thing
    found twice is one.
    """

    kept = Keeping(
        zone=Zone.JOURNAL,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    pattern = models.CharField(max_length=40)
    actor = models.UUIDField(null=True)
    role = models.CharField(max_length=40, default="")
    person_id = models.UUIDField(null=True)
    entry_id = models.UUIDField(null=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    count = models.IntegerField()
    seconds = models.FloatField(null=True)
    found_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("last_at", "id"), name="journal_oddity_at"),)


class OddityEnd(Record):
    """An auditor looked into an oddity and concluded something; `conclusion` is a code."""

    kept = Keeping(
        zone=Zone.OVERSIGHT,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    oddity_id = models.UUIDField(unique=True)
    person_id = models.UUIDField(null=True)
    conclusion = models.CharField(max_length=40)
    at = models.DateTimeField()
    concluded_by = models.UUIDField()


class WatchedUntil(Record):
    """Up to which instant the watch has judged the journal; `of` says which of its looks."""

    kept = Keeping(
        zone=Zone.JOURNAL,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    of = models.CharField(max_length=20)
    until = models.DateTimeField()
    at = models.DateTimeField()
