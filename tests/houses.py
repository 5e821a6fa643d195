"""Units and people for tests of rooms that may not touch those tables themselves."""

from __future__ import annotations

from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.people.models import Unit
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


def make_unit(code: str, parent: UnitId | None = None) -> UnitId:
    """Make a unit that keeps Kyiv's time."""
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        made = Unit.objects.create(
            key=code, code=code, name_en=code, name_ru=code, parent_id=parent, zone="Europe/Kyiv"
        )
    return UnitId(made.id)


def psychologist_of(unit: UnitId) -> Viewer:
    return Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (unit,))


def administrator_of(unit: UnitId) -> Viewer:
    return Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))
