"""Visits of a team to a unit: the day, who is expected when, and who came. Never an answer."""

from django.db import models

from muster.assessments.models.campaigns import A_PLAN
from muster.vault.declarations import A_CLINICAL_FACT
from muster.vault.models import Record


class Visit(Record):
    """One day at one unit for one window of a campaign.

    `rooms` are pairs of a name and its seats. Hours are minutes after midnight of the unit's day.
    """

    kept = A_PLAN

    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40)
    unit_id = models.UUIDField()
    team_id = models.UUIDField(null=True)
    day = models.DateField()
    place = models.CharField(max_length=120)
    rooms = models.JSONField()
    begins = models.SmallIntegerField()
    ends = models.SmallIntegerField()
    minutes = models.SmallIntegerField()
    pause_from = models.SmallIntegerField(default=0)
    pause_until = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()


class VisitEnd(Record):
    """A visit was called off."""

    kept = A_PLAN

    visit_id = models.UUIDField(unique=True)
    unit_id = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField()


class Expected(Record):
    """When and where a person is expected; `minute` null: no longer. The latest one counts."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField(db_index=True)
    visit_id = models.UUIDField(db_index=True)
    minute = models.SmallIntegerField(null=True)
    room = models.CharField(max_length=60, default="")
    at = models.DateTimeField()


class Attendance(Record):
    """Whether a person came to one stage of a window, declined or was excused; the latest counts.

    `visit_id` is the visit at which it was noted, null where there was none.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField(db_index=True)
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40)
    stage = models.SmallIntegerField(default=1)
    visit_id = models.UUIDField(null=True, db_index=True)
    state = models.CharField(max_length=10)
    day = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField()


class Reminded(Record):
    """Somebody was reminded of a window; `step` says which reminder it was. Each is sent once."""

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    campaign_id = models.UUIDField()
    window = models.CharField(max_length=40)
    step = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person_id", "campaign_id", "window", "step"),
                name="assessments_reminded_once",
            ),
        )
