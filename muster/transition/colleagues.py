"""Who may take a case: the caseworkers of a unit and of those above it; inside a unit of work."""

from __future__ import annotations

from muster.access.queries.colleagues import Colleague, holders
from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.people.serving import units_above


def caseworkers(unit: UnitId | None, at: Instant) -> list[Colleague]:
    """Return who may take cases of a unit's people, by name."""
    if unit is None:
        return []
    return holders([CASEWORKER, HEAD_OF_OFFICE], units_above([unit])[unit], at)
