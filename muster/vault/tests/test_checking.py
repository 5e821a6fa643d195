"""The database's protection, really weakened in every way, and each way seen."""

import psycopg
import pytest
from django.db import connection, transaction

from muster.vault.schema.checking import Difference, differences

pytestmark = pytest.mark.database


def found() -> list[Difference]:
    with transaction.atomic(), connection.cursor() as cursor:
        differing = differences(cursor, connection.settings_dict["NAME"])
        transaction.set_rollback(True)
    return differing


@pytest.fixture
def owner(database, committed):
    """The owner's connection, whose deeds are undone by protecting the database again."""
    with psycopg.connect(**database.owner.for_psycopg(), autocommit=True) as one:
        yield one
    from django.db import connections

    from muster.vault.migrating import protect

    protect(connections["owner"])
    connections["owner"].close()


def test_a_database_in_order_differs_in_nothing(committed):
    assert found() == []


@pytest.mark.parametrize(
    ("damage", "where", "missing"),
    [
        ('GRANT SELECT ON people_person TO "{name}_commander"', "people_person", False),
        ("GRANT SELECT ON vault_datakey TO PUBLIC", "vault_datakey", False),
        ('GRANT SELECT (sealed) ON people_detail TO "{name}_partner"', "people_detail", False),
        ('REVOKE SELECT ON people_person FROM "{name}_clinician"', "people_person", True),
        ('DROP POLICY "{name}_clinician_select" ON people_person', "people_person", True),
        ("CREATE POLICY extra ON people_person USING (true)", "people_person", False),
        ("ALTER TABLE people_person DISABLE ROW LEVEL SECURITY", "people_person", True),
        ("DROP TRIGGER muster_append_only ON journal_entry", "journal_entry", True),
        ("ALTER TABLE journal_entry DISABLE TRIGGER USER", "journal_entry", True),
        (
            "DROP TRIGGER muster_update_detection_queueperson ON people_placement",
            "people_placement",
            True,
        ),
        (
            "CREATE OR REPLACE FUNCTION muster_person() RETURNS uuid LANGUAGE sql AS "
            "$$ SELECT NULL::uuid $$",
            "muster_person",
            True,
        ),
        ("GRANT EXECUTE ON FUNCTION muster_erase(uuid) TO PUBLIC", "muster_erase", False),
        (
            "CREATE FUNCTION back_door() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS "
            "$$ SELECT count(*) FROM people_person $$",
            "back_door",
            False,
        ),
    ],
)
def test_each_damage_is_seen(owner, database, damage, where, missing):
    owner.execute(damage.format(name=database.owner.database))
    try:
        assert (where, missing) in [(one.where, one.missing) for one in found()]
    finally:
        owner.execute("DROP FUNCTION IF EXISTS back_door()")
        owner.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
        owner.execute("REVOKE SELECT (sealed) ON people_detail FROM PUBLIC")


def test_a_changed_condition_is_seen(owner, database):
    name = database.owner.database
    owner.execute(f'ALTER POLICY "{name}_clinician_select" ON people_person USING (true)')
    assert {one.where for one in found()} == {"people_person"}
