"""The plan of the year: what falls due, and which team does it in which week."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.assessments.models.campaigns import A_PLAN
from muster.vault.models import Record


class Wanted(Record):
    """A unit is to be seen between two days, as somebody wants it; `people` null: everybody.

    `cancels_id` takes an earlier wish back.
    """

    kept = A_PLAN

    unit_id = models.UUIDField()
    name = models.CharField(max_length=120)
    opens_on = models.DateField()
    closes_on = models.DateField()
    people = models.IntegerField(null=True)
    able = ArrayField(models.CharField(max_length=40))
    cancels_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()


class YearPlan(Record):
    """A plan that was made for the teams of a unit and one year; the latest one counts."""

    kept = A_PLAN

    unit_id = models.UUIDField()
    year = models.SmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()


class PlanNeed(Record):
    """What a plan was made for: the work of one unit that falls due in some weeks.

    `key` names it within the plan, `source` where it comes from; `name` is a campaign's or a wish's
    own name, "" for a window of the profile's calendar.
    """

    kept = A_PLAN

    plan_id = models.UUIDField(db_index=True)
    unit_id = models.UUIDField()
    key = models.CharField(max_length=120)
    source = models.CharField(max_length=80)
    name = models.CharField(max_length=120, default="")
    first_week = models.SmallIntegerField()
    last_week = models.SmallIntegerField()
    sittings = models.IntegerField()
    interviews = models.IntegerField()
    able = ArrayField(models.CharField(max_length=40))


class PlanPart(Record):
    """So much of a need is given to a team in a week. The highest revision of a need counts.

    `team_id` null: in this revision nobody does any of it. `revision` 0 is the planner's.
    """

    kept = A_PLAN

    plan_id = models.UUIDField(db_index=True)
    unit_id = models.UUIDField()
    need = models.CharField(max_length=120)
    revision = models.SmallIntegerField()
    team_id = models.UUIDField(null=True)
    week = models.SmallIntegerField(default=0)
    sittings = models.IntegerField(default=0)
    interviews = models.IntegerField(default=0)
    at = models.DateTimeField()
    by = models.UUIDField()
