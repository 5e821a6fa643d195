"""What was brought in of occupations and skills: releases of archives, and what each lists.

No person is in any of it. Rows belong to the release that brought them and are never changed; which
release is in force is told by the order in which they came.
"""

from __future__ import annotations

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

LISTED = Keeping(
    zone=Zone.CATALOGUE,
    reach=Reach.NOBODY,
    sensitivity=Sensitivity.OPEN,
    scrub=Scrub.KEEP,
    append_only=True,
)


class ArchiveRelease(Record):
    """A release of one archive was brought in; of its kind, the last is in force.

    `rows_of` is the release whose rows it shares: its own, or an earlier one that listed the very
    same. `difference` names what it adds, drops and words otherwise than the one before it: lists
    of keys, and for each changed key the fields. `terms` are those of a national list's publisher.
    """

    kept = LISTED

    kind = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    terms = models.CharField(max_length=300, blank=True)
    counts = models.JSONField()
    aside = models.JSONField()
    difference = models.JSONField()
    rows_of = models.UUIDField()
    at = models.DateTimeField()
    added_by = models.UUIDField()

    class Meta:
        indexes = (models.Index(fields=("kind", "at"), name="tran_release_kind"),)


class Listed(Record):
    """One row of what a release lists; `place` is where it stands in its table of the release."""

    kept = LISTED

    release_id = models.UUIDField()
    place = models.IntegerField()

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=("release_id", "place"), name="%(class)s_place"),
        )


class ListedOccupation(Listed):
    """An occupation, or a military trade: `own` is the publisher's other name for it.

    A trade's `own` is its code and `service` its list; `zone` is O*NET's 1 to 5.
    """

    key = models.TextField()
    title = models.TextField()
    description = models.TextField()
    isco = models.TextField()
    own = models.TextField()
    zone = models.IntegerField(null=True)
    service = models.TextField()


class ListedSkill(Listed):
    """A skill of the release."""

    key = models.TextField()
    title = models.TextField()
    type = models.TextField()
    reuse = models.TextField()


class ListedTitle(Listed):
    """A name of an occupation, in a language; the first of a language is how it is called."""

    key = models.TextField()
    language = models.TextField()
    title = models.TextField()


class ListedDuty(Listed):
    """One sentence of what people in an occupation do."""

    key = models.TextField()
    says = models.TextField()


class ListedLink(Listed):
    """An occupation leads to another, needs a skill, or is matched; `type` says which."""

    key = models.TextField()
    type = models.CharField(max_length=40)
    other = models.TextField()


class ListedWeight(Listed):
    """How much one interest or one value says of an occupation, on its publisher's scale."""

    key = models.TextField()
    scale = models.TextField()
    name = models.TextField()
    value = models.FloatField()


class ListedWage(Listed):
    """How many work in an occupation, and what they are paid in a year: percentiles."""

    key = models.TextField()
    title = models.TextField()
    employment = models.BigIntegerField(null=True)
    annual_p10 = models.BigIntegerField(null=True)
    annual_p25 = models.BigIntegerField(null=True)
    annual_median = models.BigIntegerField(null=True)
    annual_p75 = models.BigIntegerField(null=True)
    annual_p90 = models.BigIntegerField(null=True)
