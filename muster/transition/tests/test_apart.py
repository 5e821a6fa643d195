"""Casework reaches no table of health: not by a grant, whatever a query says."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from muster.access.roles import CASEWORKER, HEAD_OF_OFFICE
from muster.vault.declarations import Reach, Sensitivity, keeping_of
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone
from tests.houses import make_unit

OWN = {Zone.TRANSITION, Zone.PARTNERS, Zone.CATALOGUE, Zone.FORMATION}


def closed():
    """Return the tables that a caseworker may not reach, by what the models declare."""
    models = (one for one in apps.get_models() if one.__module__.startswith("muster."))
    return sorted(
        one._meta.db_table
        for one in models
        if keeping_of(one).zone not in OWN and keeping_of(one).reach is not Reach.ZONE
    )


def test_no_table_of_health_stands_where_a_caseworker_reads():
    found = {
        one._meta.db_table
        for one in apps.get_models()
        if one.__module__.startswith("muster.")
        and keeping_of(one).sensitivity is Sensitivity.HEALTH
    }
    assert found <= set(closed())
    assert {CASEWORKER.audience, HEAD_OF_OFFICE.audience} == {Audience.CASEWORKER}


@pytest.mark.database
def test_the_database_refuses_a_caseworker_every_table_but_their_own(db):
    unit = make_unit("T")
    tables = closed()
    assert "assessments_score" in tables
    assert "care_case" in tables
    for verb in ("SELECT 1 FROM {} LIMIT 1", "DELETE FROM {}"):
        for table in tables:
            with (
                unit_of_work(Standing(Audience.CASEWORKER, (unit,))),
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(verb.format(table))
