"""Raw SQL by a login that is a member of the commander's role alone: no clinical table answers."""

from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from muster.access.roles import COMMANDER
from muster.access.viewers import Viewer
from muster.care.commands.limitations import (
    Told,
    order_limitation,
    send_notice,
    show_limitation,
)
from muster.care.rules.limitations import Basis, Form, Terms
from muster.kernel.ids import AccountId, new_id
from muster.kernel.time import now
from muster.vault.declarations import Reach, keeping_of
from muster.vault.schema.roles import Roles
from muster.vault.schema.tables import own_models
from muster.vault.zones import MATRIX, Audience, Zone
from tests.houses import enlist, make_unit, psychologist_of

NAME = "only_commands_login"
DAY = timedelta(days=1)


@pytest.fixture
def login(committed):
    """An address for a login that was granted the commander's role and no other."""
    superuser = committed.superuser.for_psycopg()
    roles, own = Roles(superuser["dbname"]), sql.Identifier(NAME)
    with psycopg.connect(**superuser, autocommit=True) as dba:
        dba.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(own))
        dba.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'invented'").format(own))
        role = sql.Identifier(roles.of(Audience.COMMANDER))
        dba.execute(sql.SQL("GRANT {} TO {}").format(role, own))
        try:
            yield {**superuser, "user": NAME, "password": "invented"}, roles
        finally:
            dba.execute(sql.SQL("DROP ROLE {}").format(own))


def told_command(unit):
    """Send a notice about an invented rifleman of a unit to its invented commander."""
    by, at = psychologist_of(unit), now()
    person = enlist(unit, number="AB-001", surname="Гайко", given="Олесь")
    commander = Viewer(AccountId(new_id()), COMMANDER, (unit,))
    limitation, first = new_id(), at.date()
    terms = Terms(
        Form.ORDINARY, Basis.ASSESSMENT, ("weapons",), first, first + 20 * DAY, first + 9 * DAY,
        "after-review", at, at,
    )  # fmt: skip
    order_limitation(person=person, limitation=limitation, terms=terms, case=None, by=by, at=at)
    show_limitation(person=person, limitation=limitation, comment="", by=by, at=at)
    told = Told("duty-limitation", (), "", "555-0102", (commander.account,))
    send_notice(person=person, limitation=limitation, told=told, by=by, at=at)


def answers(connection, table) -> bool:
    try:
        connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table)))
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def test_no_table_of_care_answers_and_no_other_role_can_be_taken(login):
    address, roles = login
    theirs, other = make_unit("1"), make_unit("2")
    told_command(theirs)
    open_zones = set(MATRIX[Audience.COMMANDER])
    with psycopg.connect(**address, autocommit=True) as command:
        for model in own_models():
            keeping, table = keeping_of(model), model._meta.db_table
            if keeping.reach is Reach.ZONE:  # keys and erasures, by zone: asked below
                continue
            assert answers(command, table) == (keeping.zone in open_zones), table
        zones = command.execute("SELECT DISTINCT zone FROM vault_datakey").fetchall()
        assert {Zone(row[0]) for row in zones} <= {Zone.COMMAND}, "no key of health is in reach"
        for audience in (Audience.CLINICIAN, Audience.MEMBER, Audience.AUDITOR):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                command.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(roles.of(audience))))
        notices = sql.SQL("SELECT count(*) FROM care_commandnotice")
        assert command.execute(notices).fetchone() == (0,), "without its units it finds nothing"
        for unit, found in ((theirs, 1), (other, 0)):
            command.execute("SELECT set_config('muster.units', %s, false)", [f"{{{unit}}}"])
            assert command.execute(notices).fetchone() == (found,)
        with pytest.raises(psycopg.Error):
            command.execute("DELETE FROM care_commandnotice")
