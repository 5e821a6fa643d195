"""A unit, somebody who serves in it, and a campaign that asks them, for the tests of this room."""

from __future__ import annotations

import pytest

from muster.access.roles import MEMBER
from muster.access.viewers import Viewer
from muster.kernel.ids import PersonId, UnitId
from tests.houses import account_of_person, enlist, make_unit, psychologist_of


@pytest.fixture
def unit(db) -> UnitId:
    return make_unit("1")


@pytest.fixture
def psychologist(unit: UnitId) -> Viewer:
    return psychologist_of(unit)


@pytest.fixture
def person(unit: UnitId) -> PersonId:
    return enlist(unit, number="AB-001", surname="Гайко", given="Олесь", Sex="male")


@pytest.fixture
def member(person: PersonId, unit: UnitId) -> Viewer:
    return Viewer(account_of_person(person, unit), MEMBER, person=person)
