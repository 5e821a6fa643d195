"""Campaigns: their terms, their opening and closing, and the files of answers that came in.

Facts are appended. A campaign's terms are read by whoever they concern, so they stand in the zone
of planning and name nobody; `Campaign` is what sittings refer to, and stands with them.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

A_PLAN = Keeping(
    zone=Zone.PLANNING,
    reach=Reach.ORDER,
    sensitivity=Sensitivity.INTERNAL,
    scrub=Scrub.KEEP,
    append_only=True,
)
"""How plans are kept: written within the units of whoever writes, read by those they concern."""


class Campaign(Record):
    """What one group of people is asked in one stretch of time, or one file of answers."""

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    key = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    unit_id = models.UUIDField()
    instruments = ArrayField(models.CharField(max_length=40))
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)


class Batch(Record):
    """One file of answers to one instrument that came in, whole; coming twice changes nothing.

    Its id is the import's entry in the journal. `holds` is the digest of the answers as read.
    """

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.UNIT,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    unit_id = models.UUIDField()
    instrument = models.CharField(max_length=40)
    holds = models.BinaryField()
    sittings = models.IntegerField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "instrument"), name="assessments_batch_lands_once"
            ),
        )


class Terms(Record):
    """Who is asked what, and when. Its id is the campaign's; `unit_id` is the first of `units`.

    `who` and `stages` are the data of `rules.who` and `rules.stages`. Windows are either those of
    the profile's `calendar`, counted from each person's own days, or `windows`, pairs of ISO days.
    `closes_on` is the last day of a campaign that goes by a calendar, if it has one.
    """

    kept = A_PLAN

    unit_id = models.UUIDField()
    units = ArrayField(models.UUIDField())
    name = models.CharField(max_length=120)
    who = models.JSONField()
    stages = models.JSONField()
    calendar = models.CharField(max_length=40, default="")
    windows = models.JSONField()
    closes_on = models.DateField(null=True)
    in_room = models.BooleanField()
    whole_unit = models.BooleanField()
    prepared_at = models.DateTimeField()
    prepared_by = models.UUIDField()


class CampaignTurn(Record):
    """A prepared campaign was opened, or an open one closed."""

    kept = A_PLAN

    campaign_id = models.UUIDField()
    unit_id = models.UUIDField()
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("campaign_id", "state"), name="assessments_campaign_turns_once"
            ),
        )
