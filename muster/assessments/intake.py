"""Writing many sittings at once: scored in columns, sealed one by one, carried over in one piece.

Everything here runs inside the command that called it; nothing is written before the last line of
the file was read, and nothing stays if a later line of the command fails. All that is known of a
sitting is staged in one table and copied once; each real table then takes its columns from there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

import numpy as np
import polars as pl
from django.db import connection
from numpy.typing import NDArray

from muster.assessments.batches import TABLE, Intake
from muster.assessments.rules.layout import packed_columns
from muster.instruments.rules.columns import Columns
from muster.instruments.rules.specification import Method
from muster.kernel.ids import PersonId, UnitId, new_ids
from muster.kernel.time import Instant
from muster.people.subjects import register_staged, register_subjects
from muster.vault.bulk import stage
from muster.vault.keyring import data_keys, seal_many
from muster.vault.keys import KEY_BYTES
from muster.vault.work import Work, wrapping
from muster.vault.zones import Zone

_STAGED = "staged_sitting"
_BLOCK = 30_000


@dataclass(frozen=True, slots=True)
class Entered:
    """What was written: the sittings' ids and people, and a digest of the sealed answers."""

    sittings: Sequence[UUID]
    persons: Sequence[PersonId]
    sealed: str


def enter_subjects(
    work: Work, intake: Intake, *, campaign: UUID, unit: UnitId, at: Instant
) -> Entered:
    """Write sittings of new subjects, one for each label, who are nobody in personnel."""
    if len(set(intake.labels)) < len(intake):
        return _enter_repeated(work, intake, campaign=campaign, unit=unit, at=at)
    persons = [PersonId(one) for one in new_ids(len(intake))]
    sittings = new_ids(len(intake))
    drawn = os.urandom(KEY_BYTES * len(persons))
    keys = [drawn[start : start + KEY_BYTES] for start in range(0, len(drawn), KEY_BYTES)]
    work.remember_keys(Zone.CLINICAL, persons, keys)
    wrapped = wrapping().wrap_many(
        keys, persons=[one.bytes for one in persons], zone=Zone.CLINICAL.value
    )
    sealed = seal_many(
        keys,
        table=TABLE,
        rows=sittings,
        plains=packed_columns(intake.columns.answers, intake.labels),
    )
    _stage(intake, persons, sittings, sealed, at, wrapped)
    register_staged(_STAGED, "person_id", unit=unit, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO vault_datakey (person_id, zone, wrapped) "
            f"SELECT person_id, %s, wrapped FROM {_STAGED}",
            [Zone.CLINICAL.value],
        )
    _carry_over(intake, campaign, "import", at)
    return Entered(sittings, persons, _digest(sealed))


def _enter_repeated(
    work: Work, intake: Intake, *, campaign: UUID, unit: UnitId, at: Instant
) -> Entered:
    """Write sittings of new subjects of whom some sat several times."""
    labels = list(dict.fromkeys(intake.labels))
    subjects = dict(zip(labels, map(PersonId, new_ids(len(labels))), strict=True))
    register_subjects(list(subjects.values()), unit=unit, at=at)
    data_keys(work, list(subjects.values()), Zone.CLINICAL, newborn=True)
    persons = [subjects[label] for label in intake.labels]
    return enter_people(work, intake, campaign=campaign, persons=persons, at=at)


def enter_people(
    work: Work, intake: Intake, *, campaign: UUID, persons: Sequence[PersonId], at: Instant
) -> Entered:
    """Write sittings of people who are known."""
    sittings = new_ids(len(intake))
    keys = data_keys(work, persons, Zone.CLINICAL)
    sealed = seal_many(
        [keys[person] for person in persons],
        table=TABLE,
        rows=sittings,
        plains=packed_columns(intake.columns.answers, intake.labels),
    )
    _stage(intake, persons, sittings, sealed, at, None)
    _carry_over(intake, campaign, "import", at)
    return Entered(sittings, persons, _digest(sealed))


_SITTING = {
    "person_id": "uuid", "sitting_id": "uuid", "wrapped": "bytea", "answers": "bytea",
    "answered_at": "timestamptz", "at": "timestamptz",
}  # fmt: skip
_SCORE = {
    "score": "float8", "answered": "int2", "items": "int2", "prorated": "bool", "least": "int4",
    "most": "int4", "band": "text", "cutoff": "int2", "positive": "bool", "unjudged": "bool",
    "severe": "bool", "clusters_met": "bool", "critical": "text[]", "critical_missing": "text[]",
}  # fmt: skip


def _stage(
    intake: Intake,
    persons: Sequence[UUID],
    sittings: Sequence[UUID],
    sealed: Sequence[bytes],
    at: Instant,
    wrapped: Sequence[bytes] | None,
) -> None:
    """Copy all that is known of the sittings into one temporary table."""
    answered = [None if one is None else one.isoformat() for one in intake.answered_at]
    columns: dict[str, pl.Series] = {
        "person_id": pl.Series([one.hex for one in persons]),
        "sitting_id": pl.Series([one.hex for one in sittings]),
        "wrapped": pl.repeat(None, len(intake), dtype=pl.String, eager=True)
        if wrapped is None
        else _hex(wrapped),
        "answers": _hex(sealed),
        "answered_at": pl.Series(answered, dtype=pl.String),
        "at": pl.Series(answered, dtype=pl.String).fill_null(at.isoformat()),
    }
    kinds = dict(_SITTING)
    for place, scale in enumerate(intake.columns.specification.scales):
        for name, values in score_columns_of(intake.columns, scale.key).items():
            columns[f"{name}_{place}"] = values
            kinds[f"{name}_{place}"] = _SCORE[name]
    stage(_STAGED, kinds, _blocks(pl.DataFrame(columns)))


def _carry_over(intake: Intake, campaign: UUID, mode: str, at: Instant) -> None:
    """Write sittings and scores from the staged table, and drop it."""
    specification = intake.columns.specification
    instrument, version = specification.instrument, specification.version
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (id, person_id, answers, answered_at, campaign_id, "
            '"window", instrument, version, language, mode, recorded_at) '
            "SELECT sitting_id, person_id, answers, answered_at, %s, '', %s, %s, %s, %s, %s "
            f"FROM {_STAGED}",
            [campaign, instrument, version, intake.language, mode, at],
        )
        for place, scale in enumerate(specification.scales):
            there = ", ".join(_SCORE)
            here = ", ".join(f"{name}_{place}" for name in _SCORE)
            cursor.execute(
                f"INSERT INTO assessments_score (person_id, sitting_id, at, {there}, scale, "
                f"instrument, version) SELECT person_id, sitting_id, at, {here}, %s, %s, %s "
                f"FROM {_STAGED}",
                [scale.key, instrument, version],
            )
        cursor.execute(f"DROP TABLE {_STAGED}")


def score_columns_of(columns: Columns, key: str) -> dict[str, pl.Series]:
    """Return one scale's results as the columns of the table of scores."""
    outcome, scale = columns.outcome(key), columns.specification.scale(key)
    bands = [band.key for band in scale.bands] or [level.key for level in scale.levels]
    judged = scale.method is not Method.NONE
    return {
        "score": pl.Series(columns.scores(key), nan_to_null=True),
        "answered": pl.Series(outcome.answered),
        "items": pl.Series(outcome.items),
        "prorated": pl.Series(outcome.prorated),
        "least": pl.Series(outcome.least),
        "most": pl.Series(outcome.most),
        "band": _named(outcome.band, bands),
        "cutoff": _cutoffs(columns, key),
        "positive": _flag(outcome.positive),
        "unjudged": pl.Series(~outcome.judged & judged),
        "severe": _flag(outcome.severe),
        "clusters_met": _flag(outcome.clusters_met),
        **_critical_lists(columns, key),
    }


def _cutoffs(columns: Columns, key: str) -> pl.Series:
    plan = next(one for one in columns.plans if one.scale.key == key)
    if plan.cutoffs is None:
        return pl.repeat(None, len(columns), dtype=pl.Int16, eager=True)
    sexes = np.zeros(len(columns), np.int8) if columns.sex is None else columns.sex
    return pl.Series(np.array(plan.cutoffs)[sexes])


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


def _flag(column: NDArray[np.int8]) -> pl.Series:
    """Return a signed column (1, 0, -1 for unknown) as booleans and nulls."""
    whole = pl.Series(column)
    return pl.select(pl.when(whole >= 0).then(whole == 1)).to_series()


def _named(column: NDArray[np.int8], names: Sequence[str]) -> pl.Series:
    """Return a column of places in `names`, -1 for none, as the names themselves."""
    if not names:
        return pl.repeat(None, len(column), dtype=pl.String, eager=True)
    return pl.Series(column).replace_strict(
        list(range(len(names))), list(names), default=None, return_dtype=pl.String
    )


def _hex(values: Sequence[bytes]) -> pl.Series:
    """Return bytes as PostgreSQL writes them."""
    return pl.select(
        "\\x" + pl.lit(pl.Series(values, dtype=pl.Binary)).bin.encode("hex")
    ).to_series()


def _digest(sealed: Sequence[bytes]) -> str:
    return hashlib.sha256(b"".join(sealed)).hexdigest()


def _blocks(frame: pl.DataFrame) -> Iterable[bytes]:
    for part in frame.iter_slices(_BLOCK):
        buffer = BytesIO()
        part.write_csv(buffer, include_header=False)
        yield buffer.getvalue()
