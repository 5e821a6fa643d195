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


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.db_table)
@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_may_do_what_the_matrix_says_and_nothing_else(audience, model):
    table, keeping = model._meta.db_table, keeping_of(model)
    allowed = allowed_on(keeping, audience)
    key = model._meta.pk.column if model._meta.pk.column else "person_id"
    with unit_of_work(Standing(audience)):
        assert is_refused(f'SELECT 1 FROM "{table}" LIMIT 1') is not (
            allowed is not None and allowed.select
        )
        assert is_refused(f'INSERT INTO "{table}" SELECT * FROM "{table}" WHERE false') is not (
            allowed is not None and allowed.insert
        )
        assert is_refused(f'UPDATE "{table}" SET "{key}" = "{key}"') is not (
            allowed is not None and allowed.update and not keeping.append_only
        )
        assert is_refused(f'DELETE FROM "{table}"')
        assert is_refused(f'TRUNCATE "{table}"')


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.db_table)
def test_row_level_security_is_on_and_triggers_stand(model):
    keeping = keeping_of(model)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, ARRAY(SELECT tgname::text FROM pg_trigger "
            "WHERE tgrelid = c.oid AND NOT tgisinternal) FROM pg_class c WHERE oid = %s::regclass",
            [model._meta.db_table],
        )
        secured, triggers = cursor.fetchone()
    assert secured
    assert ("muster_demand_command" in triggers) is keeping.guarded
    assert ("muster_append_only" in triggers) is keeping.append_only


def test_a_role_name_carries_the_databases_name():
    assert role_of(Audience.MEMBER) == f"{connection.settings_dict['NAME']}_member"
