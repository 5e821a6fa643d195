"""Writes to the instruments: a licensed text is added. It is appended, never overwritten."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.instruments.licensed import read_licensed_text
from muster.instruments.models import LicensedText
from muster.instruments.queries import newest_text
from muster.instruments.wording import Wording
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Added:
    """The wording that a licensed text file holds; `new` is False where it counted already."""

    wording: Wording
    licence_holder: str
    new: bool


@command(
    key="instruments.add-text",
    permits=Permission.ADD_INSTRUMENT_TEXT,
    zone=Zone.CATALOGUE,
    says=_("A licensed text of an instrument was added."),
)
def add_text(*, data: Unjournalled[bytes], by: Viewer, at: Instant) -> Added:
    """Add a licensed text file; from now on it is the instrument's wording in its language.

    Refused, with what is wrong, where the file does not fit. The bytes that count already change
    nothing when they come again. The journal keeps their digest and none of their words.
    """
    text = read_licensed_text(data)
    wording = text.wording
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('muster instruments text'))")
    new = newest_text(wording.instrument, wording.language) != data
    if new:
        LicensedText.objects.create(
            instrument=wording.instrument, language=wording.language, raw=data,
            checksum=wording.checksum, terms=wording.terms, licence_holder=text.licence_holder,
            added_at=at, added_by=by.account,
        )  # fmt: skip
    note(
        instrument=wording.instrument, language=wording.language, checksum=wording.checksum,
        digest=hashlib.sha256(data).hexdigest(), added=new,
    )  # fmt: skip
    return Added(wording, text.licence_holder, new)
