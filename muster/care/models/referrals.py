"""Referrals: who was sent where, what became of it, and which of them have no answer."""

from django.db import models

from muster.vault.declarations import A_CLINICAL_FACT, Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class Referral(Record):
    """Somebody was sent to somebody else. `to` is a code of the profile's; `words` are sealed.

    `case_id` is null for a physician's referral of somebody who is in nobody's care.
    """

    kept = A_CLINICAL_FACT

    person_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    to = models.CharField(max_length=40)
    day = models.DateField(null=True)
    due_at = models.DateTimeField()
    referred_at = models.DateTimeField()
    referred_by = models.UUIDField()
    words = models.BinaryField(null=True)

    class Meta:
        indexes = (models.Index(fields=("person_id",), name="care_referral_person"),)


class ReferralFact(Record):
    """One thing that happened to a referral: kept, moved, not arrived and why, or told as late."""

    kept = A_CLINICAL_FACT

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    reason = models.CharField(max_length=40, default="")
    day = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)


class ReferralRow(models.Model):
    """Where a referral stands, folded from its facts; `unit_id` is where the person is placed."""

    kept = Keeping(
        zone=Zone.CLINICAL,
        reach=Reach.PLACE,
        sensitivity=Sensitivity.HEALTH,
        scrub=Scrub.DELETE,
        follows=True,
    )

    referral_id = models.UUIDField(primary_key=True)
    person_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    to = models.CharField(max_length=40)
    referred_at = models.DateTimeField()
    referred_by = models.UUIDField()
    day = models.DateField(null=True)
    due_at = models.DateTimeField()
    became = models.CharField(max_length=20, default="")
    reason = models.CharField(max_length=40, default="")
    moved = models.SmallIntegerField(default=0)
    told = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="care_referralrow_person"),
            models.Index(fields=("referred_at",), name="care_referralrow_at"),
            models.Index(
                fields=("due_at",),
                name="care_referralrow_open",
                condition=models.Q(ended_at__isnull=True),
            ),
        )
