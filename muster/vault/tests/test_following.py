"""Whoever is moved takes along what waits for them: one unit's list loses it, another's gains it.

The mover is an administrator, who may see nothing of what waits.
"""

import pytest
from django.db import connection

from muster.kernel.ids import PersonId, new_id
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience
from tests.houses import make_unit

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def units():
    root = make_unit("1")
    return make_unit("1.1", root), make_unit("1.2", root)


@pytest.fixture
def person(units):
    made = PersonId(new_id())
    here = Standing(Audience.CLINICIAN, units=units[:1])
    with unit_of_work(here), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_placement (person_id, unit_id, since) "
            "VALUES (%s, %s, '2026-01-01')",
            [made, units[0]],
        )
        cursor.execute(
            "INSERT INTO detection_queueperson (person_id, standing, attempts, instruments, "
            "ended) VALUES (%s, '', 0, '{}', false)",
            [made],
        )
    return made


def seen_by(unit) -> list[PersonId]:
    with unit_of_work(Standing(Audience.CLINICIAN, units=(unit,))), connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM detection_queueperson")
        return [row[0] for row in cursor.fetchall()]


def test_a_row_stands_where_its_person_is_placed_whatever_was_written(units, person):
    assert seen_by(units[0]) == [person]
    assert seen_by(units[1]) == []


def test_a_row_goes_where_its_person_goes(units, person):
    both = Standing(Audience.ADMINISTRATOR, units=units)
    with unit_of_work(both), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_placement SET unit_id = %s WHERE person_id = %s", [units[1], person]
        )
    assert seen_by(units[0]) == []
    assert seen_by(units[1]) == [person]


def test_nobody_sees_the_row_of_a_person_of_another_unit(units, person):
    stranger = make_unit("2")
    assert seen_by(stranger) == []


def test_people_of_a_page_are_looked_for_one_by_one_and_strangers_stay_out_of_reach(units, person):
    stranger = PersonId(new_id())
    with unit_of_work(Standing(Audience.CLINICIAN, units=units[1:])) as work:
        work.admit([person, stranger])
        with connection.cursor() as cursor:
            cursor.execute("SELECT muster_people()")
            assert cursor.fetchone()[0] == []
    with unit_of_work(Standing(Audience.CLINICIAN, units=units[:1])) as work:
        work.admit([person, stranger])
        with connection.cursor() as cursor:
            cursor.execute("SELECT muster_people()")
            assert cursor.fetchone()[0] == [person]
    with unit_of_work(Standing(Audience.CLINICIAN, units=units[:1])), connection.cursor() as cursor:
        cursor.execute("SELECT muster_people()")
        assert cursor.fetchone()[0] == []
