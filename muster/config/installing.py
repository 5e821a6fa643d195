"""How an installation comes to be: database and roles, tables, keys, the first people in charge.

Each step may be run again and changes nothing the second time, except the last, which refuses.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import available_timezones

import holidays
import psycopg
from psycopg import sql

from muster.config.database import EMBEDDED_DATABASE, uses_embedded
from muster.config.problems import (
    NAME_IS_THE_OPERATORS,
    NO_SUCH_COUNTRY,
    NO_SUCH_TIME_ZONE,
    OWNER_NOT_NAMED,
)
from muster.kernel.ids import AccountId, UnitId, new_id
from muster.kernel.time import Instant
from muster.vault.address import ServerAddress
from muster.vault.postgres import Embedded
from muster.vault.schema.roles import prepare_sql

OPERATOR = "operator"
FIRST_YEAR = timedelta(days=365)
FIRST_ROLES = {
    "administrator": ["administrator"],
    # The command line does the whole main job on one machine: it imports, judges and is audited.
    OPERATOR: ["administrator", "unit-psychologist", "assessment-team", "auditor"],
}


@dataclass(frozen=True, slots=True)
class Installed:
    """What setting up made: the accounts by name, and the root of the tree of units.

    With the digits of `invitation` the first administrator sets a password on the pages.
    """

    accounts: Mapping[str, AccountId]
    unit: UnitId
    until: Instant
    invitation: str


def prepare_embedded(home: Path) -> ServerAddress:
    """Start the embedded server, make Muster's database and its roles; return the superuser's."""
    superuser = Embedded(home).start()
    with psycopg.connect(**superuser.for_psycopg(), autocommit=True) as admin:
        asked = "SELECT FROM pg_database WHERE datname = %s"
        if admin.execute(asked, [EMBEDDED_DATABASE]).fetchone() is None:
            name = sql.Identifier(EMBEDDED_DATABASE)
            admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
    inside = superuser.in_database(EMBEDDED_DATABASE)
    with psycopg.connect(**inside.for_psycopg(), autocommit=True) as admin:
        for statement in prepare_sql(EMBEDDED_DATABASE):
            admin.execute(statement)
    return inside


def make_keys() -> bool:
    """Make the node's keys unless they stand; Refused where sealed records wait for lost ones.

    Returns whether they were made now. The tables must stand already.
    """
    from django.db import connections

    from muster.vault import problems
    from muster.vault.installation import installation
    from muster.vault.login import OWNER_ALIAS

    folder = installation().key_folder
    if folder.exists():
        return False
    with connections[OWNER_ALIAS].cursor() as owner:
        owner.execute("SELECT EXISTS (SELECT FROM vault_datakey)")
        if owner.fetchone()[0]:
            raise problems.KEYS_MISSING.refused(folder=str(folder.folder))
    folder.make()
    return True


def demand_owner() -> None:
    """Refused where a server is named without the owner's login, which alone may migrate."""
    if not uses_embedded(os.environ) and not os.environ.get("MUSTER_OWNER_URL"):
        raise OWNER_NOT_NAMED.refused()


def bring_up_to_date(home: Path) -> None:
    """Make what is missing below the first account: database, roles, tables, grants, keys."""
    from muster.vault.migrating import migrate, refuse_to_go_back

    demand_owner()
    if uses_embedded(os.environ):
        prepare_embedded(home)
    refuse_to_go_back()
    migrate()
    make_keys()


@dataclass(frozen=True, slots=True)
class Force:
    """The whole force as its first unit says it: a name, a code, a time zone, its holidays."""

    name: str
    code: str
    zone: str = ""
    country: str = ""

    def demand_known(self) -> None:
        """Refused where clocks could not be reckoned in this time zone or this calendar."""
        if self.zone and self.zone not in available_timezones():
            raise NO_SUCH_TIME_ZONE.refused(zone=self.zone)
        if self.country and self.country not in holidays.list_supported_countries():
            raise NO_SUCH_COUNTRY.refused(country=self.country)


def first_people(*, administrator: str, force: Force, at: Instant) -> Installed:
    """Make the root unit, the first administrator and the operator, their roles for a year.

    Refused where an account stands already.
    """
    from muster.access import problems
    from muster.access.commands import first_viewer, set_up
    from muster.access.commands.inviting import invite
    from muster.access.queries import any_account
    from muster.people.commands.units import found_force

    if any_account():
        raise problems.ALREADY_SET_UP.refused()
    if administrator == OPERATOR:
        raise NAME_IS_THE_OPERATORS.refused(name=administrator)
    force.demand_known()
    by, unit, until = first_viewer(), UnitId(new_id()), at + FIRST_YEAR
    found_force(
        unit=unit, code=force.code, name=force.name, zone=force.zone, country=force.country,
        by=by, at=at,
    )  # fmt: skip
    roles = {administrator: FIRST_ROLES["administrator"], OPERATOR: FIRST_ROLES[OPERATOR]}
    accounts = set_up(
        administrator=administrator, operator=OPERATOR, roles=roles, unit=unit, until=until,
        by=by, at=at,
    )  # fmt: skip
    invitation = invite(account=administrator, by=by, at=at)
    return Installed(accounts, unit, until, invitation.code)
