"""A file of answers, read: what can be entered, what was refused and why, and what it comes to.

Nothing is written here. Reading the same file again gives the same facts, whether it has been
entered before or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from muster.assessments import problems
from muster.assessments.batches import Intake, Known, Layout, Matching
from muster.assessments.rules.layout import LONGEST_LABEL
from muster.instruments.answers import (
    Answers,
    answers_of,
    columns_for,
    sexes_of,
    totals_against,
)
from muster.instruments.rules.blocks import SEXES
from muster.instruments.rules.columns import Columns, score_columns
from muster.instruments.rules.scalar import CutOffs
from muster.instruments.rules.specification import Specification
from muster.kernel.ids import PersonId
from muster.kernel.problems import Problem
from muster.kernel.sheets import Block, Sheet, doubled_said, open_sheet
from muster.kernel.time import Calendar, Instant
from muster.people.rules.dates import YEARS_BACK, read_dates, years_between

__all__ = ["AnswerFile", "Known", "Layout", "Matching", "read_answers"]

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file as read. `intake` holds what can be entered; `persons` whom it was matched to.

    Of `rows` in all, `empty` hold no answer and are no sittings, `refused` have a problem.
    """

    name: str
    digest: str
    intake: Intake
    persons: Sequence[PersonId] | None
    rows: int
    empty: int
    refused: int
    problems: tuple[Problem, ...]

    @property
    def columns(self) -> Columns:
        return self.intake.columns

    @property
    def complete(self) -> Flags:
        """Which sittings have every answer that the form had to have?"""
        whole = np.ones(len(self.columns), dtype=np.bool_)
        for outcome in self.columns.scales:
            whole &= outcome.answered == outcome.items
        return whole

    def facts(self) -> dict[str, Any]:
        """Return the counts of the file. `positive` and `clusters_met` are of complete forms."""
        complete, columns = self.complete, self.columns
        counts: dict[str, Any] = {
            "rows": self.rows,
            "complete": int(complete.sum()),
            "incomplete": int((~complete).sum()),
            "empty": self.empty,
            "refused": self.refused,
            "positive": int((_any(columns, "positive") & complete).sum()),
            "critical": int(columns.critical.sum()),
            "critical_missing": int(columns.critical_missing.sum()),
        }
        if any(scale.clusters for scale in columns.specification.scales):
            counts["clusters_met"] = int((_any(columns, "clusters_met") & complete).sum())
        return counts


def read_answers(
    path: Path,
    specification: Specification,
    layout: Layout,
    cutoffs: CutOffs,
    *,
    at: Instant,
    calendar: Calendar,
    matching: Matching | None = None,
) -> AnswerFile:
    """Read a file of answers to one instrument; Refused where the file as a whole is no use.

    Every row that cannot be entered has a problem that names it; the rest can. Days are those of
    `calendar`, the calendar of the unit that the file came from. With `matching`,
    the ids are people's, and a person's own sex decides a cut-off that depends on it.
    """
    if matching is not None and layout.id is None:
        raise problems.MATCHING_NEEDS_IDS.refused()
    sheet = open_sheet(path)
    with doubled_said(sheet):
        columns = columns_for(specification, layout.items, sheet.columns)
        for name in layout.named():
            if name not in sheet.columns:
                raise problems.NO_SUCH_COLUMN.refused(name=name, known=", ".join(sheet.columns))
    block = sheet.table([*dict.fromkeys([*columns.values(), *layout.named()])])
    answers = answers_of(block.cells, block.numbers, specification, columns)
    reading = _Reading(sheet, block, answers, layout, at, calendar)
    return reading.finish(specification, cutoffs, path.name, matching)


def _noon(day: date, calendar: Calendar) -> datetime:
    """Return Greenwich's noon, the same whatever the calendar, unless the day is another there."""
    noon = datetime.combine(day, time(12), UTC)
    if calendar.local_date(noon) == day:
        return noon
    return datetime.combine(day, time(12), ZoneInfo(calendar.zone)).astimezone(UTC)


class _Reading:
    """One file on its way from cells to sittings: each step refuses rows and says why."""

    def __init__(
        self,
        sheet: Sheet,
        block: Block,
        answers: Answers,
        layout: Layout,
        at: Instant,
        calendar: Calendar,
    ) -> None:
        self.sheet, self.block, self.answers = sheet, block, answers
        self.layout, self.at, self.calendar = layout, at, calendar
        self.refused: Flags = answers.refused.copy()
        self.found: list[Problem] = [*sheet.problems, *answers.problems]

    def finish(
        self,
        specification: Specification,
        cutoffs: CutOffs,
        name: str,
        matching: Matching | None,
    ) -> AnswerFile:
        empty = self.answers.empty & ~self.refused
        sexes, dates = self._sexes(), self._dates()
        self._check_totals(specification, cutoffs)
        ids = self._ids(empty)
        known = None if matching is None else self._known(ids, matching)
        kept = np.flatnonzero(~self.refused & ~empty)
        if known is not None:
            sexes = np.array([SEXES.index(one.sex if one else None) for one in known], np.int8)
        numbers = self.block.numbers.to_numpy()
        labels = [ids[place] or f"row {numbers[place]}" for place in kept]
        columns = score_columns(
            specification,
            self.answers.matrix[:, kept],
            sex=None if sexes is None else sexes[kept],
            cutoffs=cutoffs,
        )
        return AnswerFile(
            name=name,
            digest=self.sheet.digest,
            intake=Intake(columns, labels, [dates[place] for place in kept]),
            persons=_persons(known, kept),
            rows=len(self.block) + self.sheet.refused,
            empty=int(empty.sum()),
            refused=int(self.refused.sum()) + self.sheet.refused,
            problems=tuple(sorted(self.found, key=lambda problem: problem.row or 0)),
        )

    def _cells(self, name: str) -> pl.Series:
        return self.block.cells[name]

    def _sexes(self) -> NDArray[np.int8] | None:
        if self.layout.sex is None:
            return None
        sexes, found = sexes_of(self.block.cells, self.layout.sex, self.block.numbers)
        self.found += found
        return sexes

    def _dates(self) -> Sequence[datetime | None]:
        """Return when each row was answered; a date that is none, or to come, refuses the row."""
        name = self.layout.answered_on
        if name is None:
            return [None] * len(self.block)
        texts = self._cells(name).to_list()
        read = read_dates(text for text in texts if text is not None)
        today = self.calendar.local_date(self.at)
        dates: list[datetime | None] = []
        for place, text in enumerate(texts):
            day = None if text is None else read[text]
            if isinstance(day, Problem):
                self._refuse(place, problems.NO_DATE.at(column=name, text=text or ""))
                day = None
            elif day is not None and day > today:
                self._refuse(place, problems.FUTURE_DATE.at(column=name, date=day))
                day = None
            elif day is not None and years_between(day, today) >= YEARS_BACK:
                self._refuse(place, problems.OLD_DATE.at(column=name, date=day, years=YEARS_BACK))
                day = None
            dates.append(None if day is None else _noon(day, self.calendar))
        return dates

    def _check_totals(self, specification: Specification, cutoffs: CutOffs) -> None:
        name = self.layout.total
        if name is None:
            return
        columns = score_columns(specification, self.answers.matrix, cutoffs=cutoffs)
        refused, found = totals_against(self.block.cells, name, self.block.numbers, columns)
        self.refused |= refused
        self.found += found

    def _ids(self, empty: Flags) -> list[str | None]:
        """Return each row's id; refuse a row without one, and the second row of one id.

        A form with no answer is no sitting, so it takes no id away from one that has answers.
        """
        name = self.layout.id
        if name is None:
            return [None] * len(self.block)
        cells = self._cells(name)
        ids: list[str | None] = cells.to_list()
        standing = ~self.refused & ~empty
        absent = cells.is_null().to_numpy() & standing
        for place in np.flatnonzero(absent).tolist():
            self._refuse(place, problems.NO_ID.at(column=name))
        long = (cells.str.len_bytes() > LONGEST_LABEL).fill_null(False).to_numpy() & standing
        for place in np.flatnonzero(long).tolist():
            self._refuse(place, problems.ID_TOO_LONG.at(column=name, most=LONGEST_LABEL))
        there = np.flatnonzero(standing & ~absent & ~long)
        again = ~cells.gather(there).is_first_distinct().to_numpy()
        first = {ids[place]: place for place in there[~again].tolist()} if again.any() else {}
        for place in there[again].tolist():
            taken = int(self.block.numbers[first[ids[place]]])
            self._refuse(place, problems.DUPLICATE_ID.at(column=name, first=taken))
        return ids

    def _known(self, ids: Sequence[str | None], matching: Matching) -> list[Known | None]:
        """Match every row's id to a person; refuse the rows whose id is nobody's."""
        found = matching([one for one in ids if one is not None])
        known = [None if one is None else found.get(one) for one in ids]
        for place, one in enumerate(known):
            if one is None and not self.refused[place] and not self.answers.empty[place]:
                self._refuse(place, problems.NO_SUCH_PERSON.at(column=self.layout.id))
        return known

    def _refuse(self, place: int, problem: Problem) -> None:
        self.refused[place] = True
        self.found.append(problem.in_row(int(self.block.numbers[place])))


def _persons(known: Sequence[Known | None] | None, kept: NDArray[np.intp]) -> list[PersonId] | None:
    if known is None:
        return None
    return [one.person for place in kept if (one := known[place]) is not None]


def _any(columns: Columns, name: str) -> Flags:
    """Where is a flag of any scale up?"""
    up = np.zeros(len(columns), dtype=np.bool_)
    for outcome in columns.scales:
        up |= getattr(outcome, name) == 1
    return up
