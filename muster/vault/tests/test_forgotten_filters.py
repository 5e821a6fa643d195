"""A query that forgets its filter returns nothing, in every table that concerns people or units.

The rows are put there by a superuser, one in each table, of whatever fits its columns.
"""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.db import connection

from muster.kernel.ids import PersonId, UnitId, new_id
from muster.vault.declarations import Keeping, Reach, keeping_of
from muster.vault.schema.tables import allowed_on, own_models
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Rows

pytestmark = pytest.mark.database

BOUND = {Reach.PERSON, Reach.SELF, Reach.UNIT, Reach.PLACE, Reach.MENTION}
MODELS = [model for model in own_models() if keeping_of(model).reach in BOUND]
VALUES = {
    "uuid": lambda: str(new_id()),
    "text": lambda: "x",
    "character varying": lambda: "x",
    "boolean": lambda: True,
    "bytea": lambda: b"x",
    "date": lambda: "2026-01-01",
    "timestamp with time zone": lambda: "2026-01-01T00:00:00Z",
    "ARRAY": lambda: "{}",
    "jsonb": lambda: "{}",
}


def row_for(admin: psycopg.Connection, table: str, fixed: dict[str, Any]) -> dict[str, Any]:
    """Return a value for every column that must have one."""
    columns = admin.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
        "AND is_nullable = 'NO' AND column_default IS NULL",
        [table],
    ).fetchall()
    made = {name: VALUES.get(kind, lambda: 1)() for name, kind in columns}
    return {**made, **fixed}


def belongs(model: Any, keeping: Keeping, person: PersonId, unit: UnitId) -> dict[str, Any]:
    """Return the columns by which the row is this person's, or this unit's."""
    if keeping.reach is Reach.UNIT:
        return {keeping.unit_column: unit}
    if keeping.reach is Reach.PLACE:
        return {keeping.unit_column: unit, keeping.person_column: person}
    column = model._meta.pk.column if keeping.reach is Reach.SELF else keeping.person_column
    return {column: person}


@pytest.fixture
def house_with_rows(committed):
    """One row in every such table, all of one person in one unit."""
    person, unit = PersonId(new_id()), UnitId(new_id())
    with psycopg.connect(**committed.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(
            "INSERT INTO people_unit "
            "(id, key, code, name_en, name_ru, kind, zone, country, stands) "
            "VALUES (%s, '1', '1', '1', '1', '', '', '', true)",
            [unit],
        )
        for model in MODELS:
            fixed = belongs(model, keeping_of(model), person, unit)
            row = row_for(admin, model._meta.db_table, fixed)
            names = ", ".join(f'"{name}"' for name in row)
            places = ", ".join(["%s"] * len(row))
            admin.execute(
                f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})',
                list(row.values()),
            )
    return person, unit


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def test_without_a_unit_or_a_person_every_table_is_empty_and_with_one_it_is_not(house_with_rows):
    person, unit = house_with_rows
    seen = 0
    for model in MODELS:
        table, keeping = model._meta.db_table, keeping_of(model)
        for audience in Audience:
            allowed = allowed_on(keeping, audience)
            if allowed is None or not allowed.select or allowed.rows is Rows.ALL:
                continue
            with unit_of_work(Standing(audience)):
                assert count(table) == 0, (table, audience)
            with unit_of_work(Standing(audience, units=(UnitId(new_id()),))):
                assert count(table) == 0, (table, audience)
            whose = person if allowed.rows is Rows.OWN else None
            with unit_of_work(Standing(audience, units=(unit,), person=whose)):
                reached = count(table)
            expected = 0 if allowed.rows is Rows.OWN and keeping.reach is Reach.UNIT else 1
            assert reached == expected, (table, audience)
            seen += reached
    assert seen > len(MODELS)
