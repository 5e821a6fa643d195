"""A unit's calendar is its own, or of the next unit above that has one; few units read few rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.kernel.ids import PersonId, UnitId, new_id
from muster.kernel.time import Calendar
from muster.people.calendars import calendar_of_unit, calendars_of, unit_calendars
from muster.people.subjects import register_subjects
from muster.people.tests.conftest import MONDAY
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing(force) -> Standing:
    return Standing(Audience.CLINICIAN, force.units)


def test_a_company_keeps_the_hours_of_the_force_above_it(unit_ids, standing):
    with unit_of_work(standing):
        for code in ("F", "1", "1/1/1"):
            found = calendar_of_unit(unit_ids[code])
            assert (found.zone, found.country) == ("Europe/Moscow", "RU")
        assert calendar_of_unit(UnitId(new_id())) == Calendar()


def test_one_by_one_and_all_at_once_are_the_same(unit_ids, standing):
    with unit_of_work(standing):
        everyone = unit_calendars()
        assert {unit: calendar_of_unit(unit) for unit in unit_ids.values()} == everyone


def test_people_go_by_their_units_and_strangers_by_utc(unit_ids, standing):
    here, stranger = PersonId(new_id()), PersonId(new_id())
    with unit_of_work(standing):
        register_subjects([here], unit=unit_ids["2/1"], at=MONDAY)
        found = calendars_of([here, stranger])
        assert found[here].zone == "Europe/Moscow"
        assert found[stranger] == Calendar()


def test_only_the_units_above_are_read(unit_ids, standing):
    with (
        unit_of_work(standing),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        calendar_of_unit(unit_ids["1/1/1"])
    assert "WITH RECURSIVE above" in asked.captured_queries[0]["sql"]
