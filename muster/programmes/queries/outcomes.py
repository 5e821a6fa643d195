"""Outcomes of programmes as command and heads of service read them: sums, never people."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.unit_names import UnitName, unit_names
from muster.programmes.models import ProgrammeOutcome
from muster.vault.zones import Zone

MOST = 400


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One programme in one formation and one half of a year; None: too few to be shown."""

    unit: UnitId
    name: UnitName
    programme: str
    half: str
    started: int
    completed: int | None
    left: int | None
    improved: int | None
    unchanged: int | None
    worse: int | None
    not_known: int | None
    waited: int | None


@query(
    key="programmes.outcomes",
    permits=Permission.READ_OUTCOMES,
    zone=Zone.COMMAND,
    says=_("Outcomes of programmes were read, in sums."),
)
def outcomes(*, by: Viewer, at: Instant) -> Shown[list[OutcomeLine]]:
    """Return the outcomes within the viewer's units, the latest half of a year first."""
    rows = list(ProgrammeOutcome.objects.order_by("-half", "programme", "unit_id")[:MOST])
    names = unit_names([UnitId(one.unit_id) for one in rows])
    return Shown(
        [
            OutcomeLine(
                UnitId(one.unit_id), names[UnitId(one.unit_id)], one.programme, one.half,
                one.started or 0, one.completed, one.left, one.improved, one.unchanged, one.worse,
                one.not_known, one.waited,
            )
            for one in rows
        ]
    )  # fmt: skip
