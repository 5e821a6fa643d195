"""The unit that a command line means."""

from __future__ import annotations

from muster.access.viewers import Viewer
from muster.config.problems import NO_SUCH_UNIT
from muster.kernel.ids import UnitId
from muster.people.formation import unit_by_code
from muster.vault.work import unit_of_work


def unit_meant(code: str | None, by: Viewer) -> UnitId:
    """Return the unit of this code, or the first that the viewer's role was given for."""
    if code is None:
        return by.units[0]
    with unit_of_work(by.standing()):
        unit = unit_by_code(code)
    if unit is None:
        raise NO_SUCH_UNIT.refused(unit=code)
    return UnitId(unit.id)
