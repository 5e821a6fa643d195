"""Records opened in an emergency by a clinician who had no care link, and what became of that.

They stand in the journal's zone: the person, an auditor and the privacy officer read them, and no
clinician. Nothing of health stands in them; the reason's words are sealed under the person's key.
"""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

_KEPT = Keeping(
    zone=Zone.JOURNAL,
    reach=Reach.PERSON,
    sensitivity=Sensitivity.INTERNAL,
    scrub=Scrub.KEY,
    append_only=True,
)


class GlassBroken(Record):
    """One account may read one person's record until `until`; `reason` is a code of the profile's.

    Its id stands for a unit in which that person alone is placed (`care/reach.py`).
    """

    kept = _KEPT

    person_id = models.UUIDField()
    account_id = models.UUIDField()
    role = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    note = models.BinaryField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=("person_id",), name="care_glass_person"),
            models.Index(fields=("account_id", "opened_at"), name="care_glass_account"),
        )


class GlassFact(Record):
    """A second person reviewed it, once; or nobody had within the time, and that was told, once."""

    kept = _KEPT

    glass = models.ForeignKey(GlassBroken, on_delete=models.CASCADE, related_name="+")
    person_id = models.UUIDField()
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    done_by = models.UUIDField()
    conclusion = models.CharField(max_length=40, default="")
    note = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("glass", "act"), name="care_glassfact_once"),
        )
