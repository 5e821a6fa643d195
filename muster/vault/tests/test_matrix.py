"""Connected as each audience, everything is tried on every table: the matrix holds in the database.

`tests/guards` walk the declarations; this file asks PostgreSQL itself.
"""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from muster.vault.declarations import keeping_of
from muster.vault.schema.tables import allowed_on, own_models
from muster.vault.work import Standing, role_of, unit_of_work
from muster.vault.zones import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MODELS = own_models()


def is_refused(statement: str) -> bool:
    """Does PostgreSQL refuse the statement for want of a right? (It is undone in any case.)"""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            raise _UndoError
    except _UndoError:
        return False
    except DatabaseError as error:
        return getattr(error.__cause__, "sqlstate", "") == "42501"


class _UndoError(Exception):
    pass


def tried(model) -> dict[str, str]:
    """Return one statement of each kind that the model's table could be asked for."""
    table, key = model._meta.db_table, model._meta.pk.column or "person_id"
    return {
        "select": f'SELECT 1 FROM "{table}" LIMIT 1',
        "insert": f'INSERT INTO "{table}" SELECT * FROM "{table}" WHERE false',
        "update": f'UPDATE "{table}" SET "{key}" = "{key}"',
        "delete": f'DELETE FROM "{table}"',
        "truncate": f'TRUNCATE "{table}"',
    }


def granted(model, audience: Audience) -> set[str]:
    """Return the kinds of statement that the matrix lets the audience say to the model's table."""
    keeping = keeping_of(model)
    allowed = allowed_on(keeping, audience)
    if allowed is None:
        return set()
    rights = {
        "select": allowed.select,
        "insert": allowed.insert,
        "update": allowed.update and not keeping.append_only,
    }
    return {kind for kind, right in rights.items() if right}


@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_may_do_what_the_matrix_says_and_nothing_else(audience):
    with unit_of_work(Standing(audience)):
        done = {
            model: {kind for kind, line in tried(model).items() if not is_refused(line)}
            for model in MODELS
        }
    assert done == {model: granted(model, audience) for model in MODELS}


def test_row_level_security_is_on_and_triggers_stand():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, ARRAY(SELECT tgname::text FROM pg_trigger "
            "WHERE tgrelid = c.oid AND NOT tgisinternal) FROM pg_class c "
            "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        )
        found = {table: (secured, triggers) for table, secured, triggers in cursor.fetchall()}
    for model in MODELS:
        keeping, (secured, triggers) = keeping_of(model), found[model._meta.db_table]
        assert secured, model
        assert ("muster_demand_command" in triggers) is keeping.guarded, model
        assert ("muster_append_only" in triggers) is keeping.append_only, model


def test_a_role_name_carries_the_databases_name():
    assert role_of(Audience.MEMBER) == f"{connection.settings_dict['NAME']}_member"
