"""Alerts: somebody on duty is to look at once, and who was told until one of them answered.

An alert and its facts are appended. `AlertRow` is a projection of the two, so that the clock looks
at those alone that nobody has answered.
"""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Alert(Record):
    """Something was found that cannot wait for anybody to open the queue.

    `source_id` is what it was found in, a sitting or a request for help; `rank` is the tier, 0 for
    red; `unit_id` is where the person was placed, whose duties are called.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    source_id = models.UUIDField()
    rank = models.SmallIntegerField()
    raised_at = models.DateTimeField()


class AlertFact(Record):
    """An account was told of an alert as a `rung` of the ladder, or answered it."""

    kept = A_CLINICAL_FACT

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    step = models.CharField(max_length=10)
    rung = models.CharField(max_length=40, default="")
    account_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    done_by = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("alert", "step", "rung", "account_id"),
                name="detection_alertfact_once",
                nulls_distinct=False,
            ),
        )


class AlertRow(models.Model):
    """Where an alert stands: the next look at it, and who answered it when."""

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PERSON,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
    )

    # A projection can be rebuilt, so the database need not guard the reference.
    alert = models.OneToOneField(
        Alert, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    person_id = models.UUIDField()
    rank = models.SmallIntegerField()
    raised_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("raised_at",),
                name="detection_alert_unanswered",
                condition=models.Q(answered_at__isnull=True),
            ),
            models.Index(fields=("person_id",), name="detection_alert_person"),
            models.Index(fields=("answered_at",), name="detection_alert_answered"),
        )
