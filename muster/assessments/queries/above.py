"""What rooms above read of sittings, inside a unit of work of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from muster.assessments.batches import TABLE
from muster.assessments.models import Campaign, Sitting
from muster.assessments.rules.layout import label_of, unpacked_columns
from muster.instruments.packs import pack
from muster.instruments.rules.specification import Specification
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.vault.keyring import data_keys
from muster.vault.sealing import open_sealed
from muster.vault.trips import Filled, Statement
from muster.vault.work import current
from muster.vault.zones import Zone


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


_BEFORE = Statement(
    "SELECT sitting_id, instrument, scale, score, at FROM assessments_score "
    "WHERE person_id = $1 AND score IS NOT NULL AND NOT prorated "
    "AND NOT EXISTS (SELECT FROM assessments_sitting newer "
    "WHERE newer.corrects_id = assessments_score.sitting_id) ORDER BY at DESC"
)


def scores_asked(person: PersonId) -> Filled:
    """Return what `scores_before` asks, to be asked ahead."""
    return _BEFORE.of(person)


def scores_before(person: PersonId, sitting: UUID) -> list[Past]:
    """Return what one person scored beside a sitting that is being judged, newest first."""
    return [Past(*row[1:]) for row in current().ask(_BEFORE, person) if row[0] != sitting]


_SCREENED = """
SELECT DISTINCT person_id, at FROM assessments_score WHERE person_id = ANY(%(people)s::uuid[])
UNION
SELECT person_id, at FROM (
  SELECT DISTINCT ON (person_id, campaign_id, "window", stage) person_id, at, state
  FROM assessments_attendance WHERE person_id = ANY(%(people)s::uuid[])
  ORDER BY person_id, campaign_id, "window", stage, id DESC
) last WHERE state = 'declined'
"""


def screened_at(people: Collection[PersonId]) -> dict[PersonId, list[datetime]]:
    """Return when each of these people was screened, for rooms above inside a unit of work.

    Who came and declined was seen by somebody; that counts as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SCREENED, {"people": [str(one) for one in people]})
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
