"""A unit, those who look after it, and one person in it, for the tests of this room."""

import pytest

from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.time import now
from muster.people.subjects import register_subjects
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import administrator_of, make_unit, psychologist_of


@pytest.fixture
def unit(db) -> UnitId:
    return make_unit("1")


@pytest.fixture
def psychologist(unit: UnitId) -> Viewer:
    return psychologist_of(unit)


@pytest.fixture
def administrator(unit: UnitId) -> Viewer:
    return administrator_of(unit)


@pytest.fixture
def person(psychologist) -> PersonId:
    made = PersonId(new_id())
    with unit_of_work(Standing(Audience.CLINICIAN, units=psychologist.units)):
        register_subjects([made], unit=psychologist.units[0], at=now())
    return made
