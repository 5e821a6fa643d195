"""Every reading of a person's sittings, scores and answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.intake import TABLE
from muster.assessments.models import Campaign, Score, Sitting
from muster.assessments.rules.layout import label_of, unpacked, unpacked_columns
from muster.instruments.packs import pack
from muster.instruments.rules.specification import Specification
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed
from muster.vault.work import current
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One scale of one sitting as a clinician reads it."""

    sitting: UUID
    instrument: str
    scale: str
    at: datetime
    score: float | None
    answered: int
    items: int
    least: int
    most: int
    prorated: bool
    band: str | None
    positive: bool | None
    clusters_met: bool | None
    critical: tuple[str, ...]
    critical_missing: tuple[str, ...]
    corrected_by: UUID | None
    corrects: UUID | None


@query(
    key="assessments.results",
    permits=Permission.READ_RESULT,
    zone=Zone.CLINICAL,
    says=_("A person's results were read."),
)
def results(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[ScoreLine]]:
    """Return every result of a person, oldest first; what was corrected stays in the list."""
    links = {
        corrects: sitting
        for sitting, corrects in Sitting.objects.filter(
            person_id=person, corrects_id__isnull=False
        ).values_list("id", "corrects_id")
    }
    backwards = {sitting: corrects for corrects, sitting in links.items()}
    rows = Score.objects.filter(person_id=person).order_by("at", "sitting_id", "scale")
    lines = [
        ScoreLine(
            row.sitting_id, row.instrument, row.scale, row.at, row.score, row.answered, row.items,
            row.least, row.most, row.prorated, row.band, row.positive, row.clusters_met,
            tuple(row.critical), tuple(row.critical_missing),
            links.get(row.sitting_id), backwards.get(row.sitting_id),
        )
        for row in rows
    ]  # fmt: skip
    return Shown(lines, [person])


@query(
    key="assessments.answers",
    permits=Permission.READ_ANSWERS,
    zone=Zone.CLINICAL,
    says=_("A person's answers were read item by item."),
)
def answers(
    *, person: PersonId, sitting: UUID, reason: str, by: Viewer, at: Instant
) -> Shown[dict[str, int | None]]:
    """Return one sitting's answers by item code, as printed; `reason` stands in the journal."""
    row = Sitting.objects.filter(id=sitting, person_id=person).first()
    if row is None:
        raise problems.NO_SUCH_SITTING.refused()
    key = current().data_key(person, Zone.CLINICAL)
    record = open_sealed(key, table=TABLE, row=row.id, sealed=row.answers)
    return Shown(unpacked(pack(row.instrument).specification, record), [person])


@dataclass(frozen=True, slots=True)
class Past:
    """One earlier score of a person, complete and neither prorated nor corrected since."""

    instrument: str
    scale: str
    score: float
    at: datetime

    def of(self, instrument: str, scale: str) -> bool:
        return (self.instrument, self.scale) == (instrument, scale)


def last_scores(
    persons: Collection[PersonId], *, leaving_out: Collection[UUID], instrument: str = ""
) -> Mapping[PersonId, list[Past]]:
    """Return each person's earlier scores, newest first, for rooms above inside a unit of work.

    `leaving_out` are the sittings that are being judged; with `instrument`, only its scores.
    """
    listed = [str(one) for one in persons]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, instrument, scale, score, at FROM assessments_score "
            "WHERE person_id = ANY(%s::uuid[]) AND (%s = '' OR instrument = %s) "
            "AND score IS NOT NULL AND NOT prorated "
            "AND sitting_id <> ALL(%s::uuid[]) AND NOT EXISTS (SELECT FROM assessments_sitting "
            "newer WHERE newer.corrects_id = assessments_score.sitting_id) ORDER BY at DESC",
            [listed, instrument, instrument, [str(one) for one in leaving_out]],
        )
        found: dict[PersonId, list[Past]] = {}
        for person, instrument, scale, score, at in cursor.fetchall():
            found.setdefault(PersonId(person), []).append(Past(instrument, scale, score, at))
    return found


def screened_at(people: Collection[PersonId]) -> dict[PersonId, list[datetime]]:
    """Return when each of these people was screened, for rooms above inside a unit of work."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT person_id, at FROM assessments_score "
            "WHERE person_id = ANY(%s::uuid[])",
            [[str(one) for one in people]],
        )
        days: dict[PersonId, list[datetime]] = {}
        for person, at in cursor.fetchall():
            days.setdefault(PersonId(person), []).append(at)
    return days


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Sittings of one instrument that came in one way: `answers` is items × sittings."""

    specification: Specification
    mode: str
    persons: tuple[PersonId, ...]
    answers: NDArray[np.int8]


def sittings_since(since: Instant) -> Iterator[Sheaf]:
    """Open the answers recorded since `since`, for rooms above inside a unit of work.

    What was corrected is left out; the sitting that set it right is there.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, person_id, instrument, mode, answers FROM {TABLE} sitting "
            "WHERE recorded_at >= %s AND NOT EXISTS "
            f"(SELECT FROM {TABLE} newer WHERE newer.corrects_id = sitting.id) ORDER BY id",
            [since],
        )
        rows = cursor.fetchall()
    keys = data_keys(current(), [PersonId(row[1]) for row in rows], Zone.CLINICAL)
    sheaves: dict[tuple[str, str], list[tuple[PersonId, bytes]]] = defaultdict(list)
    for sitting, person, instrument, mode, sealed in rows:
        record = open_sealed(keys[person], table=TABLE, row=sitting, sealed=bytes(sealed))
        sheaves[instrument, mode].append((PersonId(person), record))
    for (instrument, mode), sealed_sheaf in sheaves.items():
        specification = pack(instrument).specification
        persons = tuple(person for person, _record in sealed_sheaf)
        answers = unpacked_columns(specification, [record for _person, record in sealed_sheaf])
        yield Sheaf(specification, mode, persons, answers)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sitting came from: the campaign or file, and what its row was called there."""

    campaign: str
    label: str


def origins_of(sittings: Collection[UUID]) -> dict[UUID, Origin]:
    """Return where these sittings came from, for rooms above inside a unit of work.

    It is how a subject who is nobody in personnel can be found by whoever sent the file.
    """
    rows = Sitting.objects.filter(id__in=list(sittings))
    campaigns = dict(
        Campaign.objects.filter(id__in={row.campaign_id for row in rows}).values_list("id", "name")
    )
    keys = data_keys(current(), [PersonId(row.person_id) for row in rows], Zone.CLINICAL)
    origins = {}
    for row in rows:
        key = keys[PersonId(row.person_id)]
        record = open_sealed(key, table=TABLE, row=row.id, sealed=bytes(row.answers))
        origins[row.id] = Origin(campaigns.get(row.campaign_id, ""), label_of(record))
    return origins
