"""What the worker was asked to do for somebody, how far it has come, and what came of it.

No person is in any of it. What an errand tells is plain data in both languages, said to whoever
may ask for such an errand.
"""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone

_ASKED = Keeping(
    zone=Zone.PLATFORM,
    reach=Reach.NOBODY,
    sensitivity=Sensitivity.INTERNAL,
    scrub=Scrub.KEEP,
    append_only=True,
)


class Errand(Record):
    """An account asked the worker for something; `given` is what it needs, as a file's name."""

    kept = _ASKED

    kind = models.CharField(max_length=20)
    given = models.JSONField(default=dict)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("kind", "id"), name="access_errand_kind"),)


class ErrandEnd(Record):
    """An errand is over; `well` says whether it was carried out, `told` what came of it."""

    kept = _ASKED

    errand = models.OneToOneField(Errand, on_delete=models.PROTECT, related_name="+")
    well = models.BooleanField()
    told = models.JSONField()
    at = models.DateTimeField()


class Progress(models.Model):
    """How far a piece of work has come: no fact, and written while the work's own transaction runs.

    So it stands outside the rule that writes happen inside a command, like the jobs' own table.
    """

    kept = Keeping(
        zone=Zone.PLATFORM,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        guarded=False,
    )

    of = models.UUIDField(primary_key=True)
    done = models.BigIntegerField()
    total = models.BigIntegerField(null=True)
    at = models.DateTimeField()
