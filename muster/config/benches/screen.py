"""The main job: sittings a second from a file to the queue, beside a bare COPY of the same file."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from muster.config.benches.cases import Case, in_turn

SITTINGS = 120_000
RUNS = 3


def answer_file(path: Path, *, seed: int) -> None:
    """Write PHQ-9 forms drawn again and again from NHANES's real ones, under invented ids."""
    from muster.config.demonstration.nhanes import read

    survey = read()
    answered = survey.answers[(survey.answers >= 0).any(axis=1)]
    drawn = answered[np.random.default_rng(seed).integers(0, len(answered), SITTINGS)]
    columns: dict[str, object] = {"id": np.arange(seed * SITTINGS, (seed + 1) * SITTINGS)}
    for place in range(drawn.shape[1]):
        values = pl.Series(drawn[:, place])
        columns[f"phq{place + 1}"] = pl.select(pl.when(values >= 0).then(values)).to_series()
    pl.DataFrame(columns).write_csv(path)


def screen(home: Path) -> Case:
    """Measure whole runs: read, score, judge, seal, journal and queue; each file is a new one.

    The yardstick copies the same sittings as they then stand, in their own columns, into a table
    without index, trigger or policy. The note gives the leaner one too: the file as it came.
    """
    seeds, path, files = iter(range(1, 100)), home / "answers.csv", []

    def ours() -> float:
        answer_file(path, seed=next(seeds))
        start = time.perf_counter()
        _screened(path)
        return SITTINGS / (time.perf_counter() - start)

    def bare() -> float:
        files.append(_copied_file(path))
        return _copied_sittings()

    rate, copied = in_turn(ours, bare, RUNS)
    lean = statistics.median(files)
    note = (
        f"{SITTINGS:,} sittings a run; beside COPY of the file's own ten columns, "
        f"{lean:,.0f}/s, it is {rate / lean:.4f}"
    )
    return Case("screen", rate, "bare COPY of the same sittings", copied, "≥ 1/30", RUNS, note)


def _screened(path: Path) -> None:
    from muster.access.accounts import OPERATOR, viewer_named
    from muster.access.permissions import Permission
    from muster.assessments.files import Layout
    from muster.detection.screening import screen as screen_file
    from muster.kernel.time import now

    by = viewer_named(OPERATOR, to=Permission.IMPORT_SITTINGS, at=now())
    found = screen_file(
        path,
        instrument="phq-9",
        layout=Layout(items="phq{}", id="id"),
        unit=by.units[0],
        matching=None,
        by=by,
        at=now(),
    )
    if found.added != SITTINGS:
        raise RuntimeError(f"{found.added} of {SITTINGS} sittings were entered")


def _owner() -> Any:
    import psycopg
    from django.conf import settings

    from muster.config.database import owner_address

    owner = owner_address(settings.MUSTER_HOME, os.environ)
    return psycopg.connect(**owner.for_psycopg(), autocommit=True)


def _copied_sittings() -> float:
    """Copy the sittings that were entered last, as they stand, into a bare table."""
    with _owner() as connection:
        with connection.cursor().copy(
            "COPY (SELECT * FROM assessments_sitting WHERE recorded_at = "
            "(SELECT max(recorded_at) FROM assessments_sitting)) TO STDOUT"
        ) as reading:
            blocks = [bytes(block) for block in reading]
        connection.execute("DROP TABLE IF EXISTS bare_sitting")
        connection.execute("CREATE TABLE bare_sitting AS TABLE assessments_sitting WITH NO DATA")
        start = time.perf_counter()
        with connection.cursor().copy("COPY bare_sitting FROM STDIN") as writing:
            for place in range(0, len(blocks), 5000):
                writing.write(b"".join(blocks[place : place + 5000]))
        return SITTINGS / (time.perf_counter() - start)


def _copied_file(path: Path) -> float:
    """Copy the file as it came into a bare table of its ten columns."""
    with _owner() as connection:
        items = ", ".join(f"phq{n} smallint" for n in range(1, 10))
        connection.execute("DROP TABLE IF EXISTS bare_file")
        connection.execute(f"CREATE TABLE bare_file (id text, {items})")
        start = time.perf_counter()
        with (
            connection.cursor().copy("COPY bare_file FROM STDIN (FORMAT csv, HEADER)") as copy,
            path.open("rb") as file,
        ):
            while block := file.read(1 << 20):
                copy.write(block)
        return SITTINGS / (time.perf_counter() - start)
