"""The main job: a file of answers in; scores, signals and the queue out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from muster.access.viewers import Viewer
from muster.assessments.commands import import_sittings
from muster.assessments.files import AnswerFile, Layout, Matching, read_answers
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.detection.raising import in_force
from muster.detection.rules.columns import judge_columns
from muster.instruments.packs import pack
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant


@dataclass(frozen=True, slots=True)
class Screened:
    """What became of a file. The facts are the file's own; `added` is what this call entered.

    `tiers` counts the sittings as the file alone would have them judged.
    """

    file: AnswerFile
    tiers: Mapping[str, int]
    campaign: UUID | None
    added: int

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file.name,
            "digest": self.file.digest,
            "instrument": self.file.columns.specification.instrument,
            "campaign": None if self.campaign is None else str(self.campaign),
            **self.file.facts(),
            "tiers": dict(self.tiers),
            "queued": sum(count for tier, count in self.tiers.items() if tier != "none"),
            "added": self.added,
            "problems": [problem.as_json() for problem in self.file.problems],
        }


def screen(
    path: Path,
    *,
    instrument: str,
    layout: Layout,
    unit: UnitId,
    matching: Matching | None,
    by: Viewer,
    at: Instant,
) -> Screened:
    """Read, score, judge and queue a sheet's sittings; a second time the same facts, none added.

    Refused where the file or its columns are no use; single rows that are not stand in `problems`.
    """
    specification = pack(instrument).specification
    cutoffs = cutoffs_of(in_force(), specification)
    file = read_answers(path, specification, layout, cutoffs, at=at, matching=matching)
    return enter(file, unit=unit, by=by, at=at)


def enter(file: AnswerFile, *, unit: UnitId, by: Viewer, at: Instant) -> Screened:
    """Judge and queue the sittings of a file that was read."""
    tiers = judge_columns(file.columns, in_force()).counts
    counts = {tier.value: count for tier, count in tiers.items()}
    if not len(file.intake):
        return Screened(file, counts, None, 0)
    landed = import_sittings(
        unit=unit,
        name=file.name,
        digest=file.digest,
        intake=file.intake,
        persons=file.persons,
        by=by,
        at=at,
    )
    return Screened(file, counts, landed.campaign, landed.added)
