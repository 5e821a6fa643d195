"""A unit, an operator and a psychologist, for the tests of this room."""

import pytest

from muster.access.roles import ADMINISTRATOR, UNIT_PSYCHOLOGIST
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId, UnitId, new_id
from muster.kernel.time import now
from muster.people.models import Unit
from muster.people.subjects import register_subjects
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


def make_unit(code: str, parent: UnitId | None = None) -> UnitId:
    with unit_of_work(Standing(Audience.ADMINISTRATOR)):
        made = Unit.objects.create(
            key=code, code=code, name_en=code, name_ru=code, parent_id=parent, zone="Europe/Kyiv"
        )
    return UnitId(made.id)


@pytest.fixture
def unit(db) -> UnitId:
    return make_unit("1")


@pytest.fixture
def psychologist(unit: UnitId) -> Viewer:
    return Viewer(AccountId(new_id()), UNIT_PSYCHOLOGIST, (unit,))


@pytest.fixture
def administrator(unit: UnitId) -> Viewer:
    return Viewer(AccountId(new_id()), ADMINISTRATOR, (unit,))


@pytest.fixture
def person(psychologist) -> PersonId:
    made = PersonId(new_id())
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        register_subjects([made], unit=psychologist.units[0], at=now())
    return made
