"""Writing many sittings at once: scored in columns, sealed one by one, carried over in one piece.

Everything here runs inside the command that called it; nothing is written before the last line of
the file was read, and nothing stays if a later line of the command fails.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
from django.db import connection

from muster.assessments.rules.layout import packed_columns
from muster.instruments.rules.columns import Columns
from muster.kernel.ids import PersonId, UnitId, new_ids
from muster.kernel.time import Instant
from muster.vault.bulk import Staged, stage
from muster.vault.installation import installation
from muster.vault.keyring import data_keys, seal_many
from muster.vault.work import Work
from muster.vault.zones import Zone

TABLE = "assessments_sitting"
_BLOCK = 50_000


@dataclass(frozen=True, slots=True)
class Intake:
    """Sittings ready to be written. Every sequence has one entry for each sitting.

    `labels` are what keeps a sitting from being entered twice within its campaign: the id in the
    file, or its row. `answered_at` is None where the source does not say.
    """

    columns: Columns
    labels: Sequence[str]
    answered_at: Sequence[datetime | None]
    language: str = ""

    def __len__(self) -> int:
        return len(self.columns)


def identities(campaign: UUID, instrument: str, labels: Sequence[str]) -> list[bytes]:
    """Return the keyed hash of each sitting: campaign, instrument and label, 16 bytes."""
    start = hashlib.blake2b(
        f"sitting\x00{campaign.hex}\x00{instrument}\x00".encode(),
        key=installation().keys.lookup,
        digest_size=16,
    )
    hashes = []
    for label in labels:
        one = start.copy()
        one.update(label.encode())
        hashes.append(one.digest())
    return hashes


def write_sittings(
    work: Work,
    intake: Intake,
    *,
    campaign: UUID,
    persons: Sequence[PersonId],
    newborn: bool,
    mode: str,
    at: Instant,
) -> list[UUID]:
    """Write sittings and scores; return the sittings' ids in the intake's order.

    `newborn` says that the people were registered in this very command.
    """
    sittings = list(new_ids(len(intake)))
    keys = data_keys(work, persons, Zone.CLINICAL, newborn=newborn)
    sealed = seal_many(
        [keys[person] for person in persons],
        table=TABLE,
        rows=sittings,
        plains=packed_columns(intake.columns.answers),
    )
    specification = intake.columns.specification
    frame = pl.DataFrame(
        {
            "id": [one.hex for one in sittings],
            "person_id": [one.hex for one in persons],
            "identity": _hex(identities(campaign, specification.instrument, intake.labels)),
            "answers": _hex(sealed),
            "answered_at": pl.Series(
                [None if one is None else one.isoformat() for one in intake.answered_at],
                dtype=pl.String,
            ),
        }
    )
    _insert_sittings(frame, intake, campaign, mode, at)
    for scale in specification.scales:
        _insert_scores(frame, intake, scale.key, at)
    return sittings


def _insert_sittings(
    frame: pl.DataFrame, intake: Intake, campaign: UUID, mode: str, at: Instant
) -> None:
    specification = intake.columns.specification
    kinds = {
        "id": "uuid",
        "person_id": "uuid",
        "identity": "bytea",
        "answers": "bytea",
        "answered_at": "timestamptz",
    }
    staged = _staged("staged_sitting", kinds, frame)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (id, person_id, identity, answers, answered_at, campaign_id, "
            '"window", instrument, version, language, mode, recorded_at) '
            "SELECT id, person_id, identity, answers, answered_at, %s, '', %s, %s, %s, %s, %s "
            f'FROM "{staged.name}"',
            [
                campaign, specification.instrument, specification.version, intake.language,
                mode, at,
            ],
        )  # fmt: skip
        cursor.execute(f'DROP TABLE "{staged.name}"')


def _insert_scores(frame: pl.DataFrame, intake: Intake, scale: str, at: Instant) -> None:
    specification = intake.columns.specification
    scores = frame.select(
        pl.col("id").alias("sitting_id"),
        "person_id",
        at=pl.col("answered_at").fill_null(at.isoformat()),
    ).with_columns(**score_columns_of(intake.columns, scale))
    kinds = {
        "sitting_id": "uuid", "person_id": "uuid", "at": "timestamptz", "score": "float8",
        "answered": "int2", "items": "int2", "prorated": "bool", "least": "int4", "most": "int4",
        "band": "text", "cutoff": "int2", "positive": "bool", "unjudged": "bool", "severe": "bool",
        "clusters_met": "bool", "critical": "text[]", "critical_missing": "text[]",
    }  # fmt: skip
    staged = _staged("staged_score", kinds, scores.select(list(kinds)))
    listed = ", ".join(f'"{name}"' for name in kinds)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO assessments_score ({listed}, scale, instrument, version) "
            f'SELECT {listed}, %s, %s, %s FROM "{staged.name}"',
            [scale, specification.instrument, specification.version],
        )
        cursor.execute(f'DROP TABLE "{staged.name}"')


def score_columns_of(columns: Columns, key: str) -> dict[str, pl.Series]:
    """Return one scale's results as the columns of the table of scores."""
    outcome, scale = columns.outcome(key), columns.specification.scale(key)
    plan = next(one for one in columns.plans if one.scale.key == key)
    sexes = columns.sex if columns.sex is not None else np.zeros(len(columns), np.int8)
    cutoffs = None if plan.cutoffs is None else np.array(plan.cutoffs)[sexes]
    bands = [band.key for band in scale.bands] or [level.key for level in scale.levels]
    return {
        "score": pl.Series(columns.scores(key), nan_to_null=True),
        "answered": pl.Series(outcome.answered),
        "items": pl.Series(outcome.items),
        "prorated": pl.Series(outcome.prorated),
        "least": pl.Series(outcome.least),
        "most": pl.Series(outcome.most),
        "band": _named(outcome.band, bands),
        "cutoff": pl.Series([None] * len(columns), dtype=pl.Int16)
        if cutoffs is None
        else pl.Series(cutoffs),
        "positive": _flag(outcome.positive),
        "unjudged": pl.Series(~outcome.judged)
        if scale.method != "none"
        else pl.repeat(False, len(columns), eager=True),
        "severe": _flag(outcome.severe),
        "clusters_met": _flag(outcome.clusters_met),
        **_critical_lists(columns, key),
    }


def _critical_lists(columns: Columns, key: str) -> dict[str, pl.Series]:
    """Return PostgreSQL's text of the critical items answered so, and of those left out.

    Few sittings have any, so those few are asked for their whole result.
    """
    answered, missing = ["{}"] * len(columns), ["{}"] * len(columns)
    for sitting in np.flatnonzero(columns.critical | columns.critical_missing).tolist():
        result = next(one for one in columns.row(sitting) if one.scale == key)
        answered[sitting] = "{" + ",".join(one.item for one in result.critical) + "}"
        missing[sitting] = "{" + ",".join(result.critical_missing) + "}"
    return {"critical": pl.Series(answered), "critical_missing": pl.Series(missing)}


def _flag(column: Any) -> pl.Series:
    """Return a signed column (1, 0, -1 for unknown) as booleans and nulls."""
    whole = pl.Series(column)
    return pl.select(pl.when(whole >= 0).then(whole == 1)).to_series()


def _named(column: Any, names: Sequence[str]) -> pl.Series:
    if not names:
        return pl.Series([None] * len(column), dtype=pl.String)
    lookup = np.array([*names, None], dtype=object)
    return pl.Series(lookup[column].tolist(), dtype=pl.String)


def _hex(values: Sequence[bytes]) -> list[str]:
    return ["\\x" + one.hex() for one in values]


def _staged(name: str, kinds: dict[str, str], frame: pl.DataFrame) -> Staged:
    def blocks() -> Any:
        for part in frame.iter_slices(_BLOCK):
            buffer = BytesIO()
            part.write_csv(buffer, include_header=False)
            yield buffer.getvalue()

    return stage(name, kinds, blocks())


def unit_of_campaign(campaign: UUID) -> UnitId:
    """Return the unit a campaign belongs to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit_id FROM assessments_campaign WHERE id = %s", [campaign])
        return UnitId(cursor.fetchone()[0])
