"""Outcomes counted for command: care hands in how each part ended, and only sums are written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from uuid import UUID

from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.people.serving import units_above
from muster.people.unit_names import units_of_kinds
from muster.policy.queries import in_force
from muster.programmes.facts import Part
from muster.programmes.models import ProgrammeOutcome
from muster.programmes.rules.outcomes import COLUMNS, Half, released

LARGE = ("force", "command", "army", "division", "brigade")
"""The kinds of unit whose commanders read outcomes."""


def counted_already(half: Half) -> bool:
    """Was this half of a year counted before?"""
    return ProgrammeOutcome.objects.filter(half=str(half)).exists()


def write_outcomes(
    half: Half, parts: Sequence[Part], courses: Mapping[UUID, str], at: Instant
) -> int:
    """Write what may be shown of a half of a year; return how many lines that is.

    `courses` says "improved", "unchanged", "worse" or "not_known" for each enrolment. Nothing is
    written of a unit in which too few began.
    """
    large = set(units_of_kinds(LARGE))
    paths = units_above({one.unit for one in parts if one.unit is not None})
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    waits: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in parts:
        for unit in paths.get(one.unit, ()) if one.unit is not None else ():
            if unit not in large:
                continue
            ended = "completed" if one.completed else "left"
            counts[one.programme][str(unit)].update(("started", ended, courses[one.enrolment]))
            waits[one.programme, str(unit)].append((one.began_at - one.asked_at).days)
    above = _above(large)
    least, lines = in_force().small_groups.clinical_cell, []
    for programme, by_unit in counts.items():
        whole = {unit: {name: tally[name] for name in COLUMNS} for unit, tally in by_unit.items()}
        for unit, shown in released(whole, above, least).items():
            if shown["started"] is not None:
                waited = int(median(waits[programme, unit]))
                lines.append(
                    ProgrammeOutcome(
                        unit_id=UUID(unit), programme=programme, half=str(half), waited=waited,
                        counted_at=at, **shown,
                    )
                )  # fmt: skip
    ProgrammeOutcome.objects.bulk_create(lines)
    return len(lines)


def _above(large: set[UnitId]) -> dict[str, str | None]:
    """Return of each large unit the next large one above it."""
    return {
        str(unit): next((str(one) for one in path[1:] if one in large), None)
        for unit, path in units_above(large).items()
    }
