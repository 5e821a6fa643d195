"""Specialised assessment teams: who is in them, what they can do, whom they serve, when not.

Every row is written within `unit_id`, the unit the team belongs to. The latest fact about a member
or a served unit counts.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from muster.assessments.models.campaigns import A_PLAN
from muster.vault.models import Record


class Team(Record):
    """An assessment team of a unit."""

    kept = A_PLAN

    unit_id = models.UUIDField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.UUIDField()


class TeamMember(Record):
    """An account is a member until `until` (null: on and on): able to do this, so much a week.

    `able` are the profile's qualifications; `sittings` and `interviews` are capacities of a week.
    """

    kept = A_PLAN

    team_id = models.UUIDField(db_index=True)
    unit_id = models.UUIDField()
    account_id = models.UUIDField()
    able = ArrayField(models.CharField(max_length=40))
    sittings = models.SmallIntegerField()
    interviews = models.SmallIntegerField()
    until = models.DateField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()


class TeamServes(Record):
    """A team serves a unit and all below it, or no longer does."""

    kept = A_PLAN

    team_id = models.UUIDField(db_index=True)
    unit_id = models.UUIDField()
    served_id = models.UUIDField()
    serves = models.BooleanField()
    at = models.DateTimeField()
    by = models.UUIDField()


class TeamAbsence(Record):
    """A member is away, or the whole team where `account_id` is null, both days included.

    `cancels_id` takes an earlier absence back.
    """

    kept = A_PLAN

    team_id = models.UUIDField(db_index=True)
    unit_id = models.UUIDField()
    account_id = models.UUIDField(null=True)
    since = models.DateField()
    until = models.DateField()
    cancels_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()
