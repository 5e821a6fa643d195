"""Wordings that this installation has licensed, kept as the very bytes that came."""

from django.db import models

from muster.vault.declarations import Keeping, Reach, Scrub, Sensitivity
from muster.vault.models import Record
from muster.vault.zones import Zone


class LicensedText(Record):
    """A licensed text file for one instrument in one language; the newest counts.

    `raw` is the file, and `checksum` the SHA-256 of its words (see `Wording.checksum`): a stored
    text whose words no longer give it is not used. An answer is always read by its code, so an
    older text stays for the sittings that were worded by it.
    """

    kept = Keeping(
        zone=Zone.CATALOGUE,
        reach=Reach.NOBODY,
        sensitivity=Sensitivity.INTERNAL,
        scrub=Scrub.KEEP,
        append_only=True,
    )

    instrument = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    raw = models.BinaryField()
    checksum = models.CharField(max_length=64)
    terms = models.TextField()
    licence_holder = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField()
