"""Sittings from a file: whole or not at all, and once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.batches import Intake
from muster.assessments.events import (
    IMPORTED,
    Imported,
)
from muster.assessments.filing import filed
from muster.assessments.models import Batch, Campaign
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Landed:
    """What became of a file: `added` sittings, 0 where the same file had landed before."""

    campaign: UUID
    added: int


@command(
    key="assessments.import-sittings",
    permits=Permission.IMPORT_SITTINGS,
    zone=Zone.CLINICAL,
    says=_("Sittings were imported from a file."),
)
def import_sittings(
    *,
    unit: UnitId,
    name: str,
    digest: str,
    intake: Unjournalled[Intake],
    persons: Unjournalled[Sequence[PersonId] | None],
    by: Viewer,
    at: Instant,
) -> Landed:
    """Enter a file's sittings, whole or not at all; the same file a second time adds nothing.

    `digest` (SHA-256, hexadecimal) names the campaign. `persons` are the people the rows were
    matched to; None makes each row a subject of the campaign, who is nobody in personnel.
    """
    from muster.assessments.intake import enter_people, enter_subjects  # loaded for files alone

    campaign = filed(f"file:{digest}:{unit.hex}", name, unit, at)
    if not _claim(campaign, intake, at):
        note(added=0)
        return Landed(campaign.id, 0)
    work = current()
    if persons is None:
        entered = enter_subjects(work, intake, campaign=campaign.id, unit=unit, at=at)
    else:
        entered = enter_people(work, intake, campaign=campaign.id, persons=persons, at=at)
        note(people=persons)
    IMPORTED.tell(
        Imported(
            entered.sittings,
            entered.persons,
            intake.columns,
            intake.answered_at,
            at,
            entered_by=by.account,
            unit=unit,
            newborn=persons is None,
        )
    )
    note(added=len(entered.sittings), sealed=entered.sealed)
    return Landed(campaign.id, len(entered.sittings))


def _claim(campaign: Campaign, intake: Intake, at: Instant) -> bool:
    """Claim the file's landing for this command; False where it has landed before.

    A file lands once for each instrument. Refused where it landed before and was read otherwise,
    from other columns say: entering both readings would double every sitting.
    """
    instrument, holds = intake.columns.specification.instrument, intake.holds()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assessments_batch (id, campaign_id, unit_id, instrument, holds, "
            "sittings, received_at) VALUES (%s, %s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (campaign_id, instrument) DO NOTHING",
            [
                current().command, campaign.id, campaign.unit_id, instrument, holds,
                len(intake), at,
            ],
        )  # fmt: skip
        if cursor.rowcount:
            return True
    landed = Batch.objects.get(campaign=campaign, instrument=instrument)
    if bytes(landed.holds) != holds:
        raise problems.LANDED_OTHERWISE.refused(file=campaign.name, day=landed.received_at.date())
    return False
