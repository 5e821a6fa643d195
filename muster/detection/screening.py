"""The main job: a file of answers in; scores, signals and the queue out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np

from muster.access.viewers import Viewer
from muster.assessments.commands import import_sittings
from muster.assessments.commands.arriving import begin_file, settle_file
from muster.assessments.files import AnswerFile, Layout, Matching, read_answers
from muster.assessments.matched import read_arrival
from muster.assessments.queries.arriving import file_content
from muster.assessments.rules.cutoffs import cutoffs_of
from muster.detection.earlier import earlier_columns
from muster.detection.rules.columns import judge_columns
from muster.instruments.packs import pack
from muster.kernel.ids import UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import LANGUAGES
from muster.people.calendars import calendar_of_unit
from muster.policy.queries import in_force
from muster.vault.work import unit_of_work


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
    with unit_of_work(by.standing()):
        calendar = calendar_of_unit(unit)
    file = read_answers(
        path, specification, layout, cutoffs, at=at, calendar=calendar, matching=matching
    )
    return enter(file, unit=unit, by=by, at=at)


def tiers_of(file: AnswerFile) -> dict[str, int]:
    """Return how many of a file's sittings would stand in each tier, as the file alone has them."""
    who = file.persons if file.persons is not None else file.intake.labels
    unknown = datetime.max.replace(tzinfo=UTC)  # what has no day is compared with nothing after it
    earlier = earlier_columns(
        file.columns,
        who,
        [one or unknown for one in file.intake.answered_at],
        day_of=lambda _who, at: at.date(),
        past={},
    )
    days = np.array([one and one.date() for one in file.intake.answered_at], "datetime64[D]")
    tiers = judge_columns(file.columns, in_force(), answered_on=days, earlier=earlier).counts
    return {tier.value: count for tier, count in tiers.items()}


def enter_arrival(arrival: UUID, *, by: Viewer, at: Instant) -> Screened | None:
    """Enter a file that came in on a page and was confirmed; None where nothing is left to do.

    What keeps the whole file out is written down with it and raised; the file is not kept then.
    """
    if not begin_file(arrival=arrival, by=by, at=at):
        return None
    found, data = file_content(arrival=arrival, by=by, at=at)
    try:
        file = read_arrival(found, data, profile=in_force(), by=by, at=at)
        screened = enter(file, unit=found.unit, by=by, at=at)
    except Refused as refusal:
        why = {one: refusal.problem.says(one) for one in LANGUAGES}
        settle_file(arrival=arrival, added=0, refused=why, by=by, at=at)
        raise
    settle_file(arrival=arrival, added=screened.added, refused=None, by=by, at=at)
    return screened


def enter(file: AnswerFile, *, unit: UnitId, by: Viewer, at: Instant) -> Screened:
    """Judge and queue the sittings of a file that was read."""
    counts = tiers_of(file)
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
