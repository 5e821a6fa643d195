"""A database for one test session, on a real PostgreSQL: a server that is named, or the embedded.

`MUSTER_TEST_SUPERUSER_URL` names a server; `MUSTER_TEST_POOLER` (host:port) puts PgBouncer between
the app and it. Without them the embedded PostgreSQL is started in a temporary home.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from muster.vault.address import ServerAddress
from muster.vault.postgres import Embedded
from muster.vault.schema.roles import Roles, prepare_sql

PASSWORD = "invented-for-tests"


@dataclass(frozen=True)
class TestDatabase:
    """The addresses of one database, as each login knocks."""

    superuser: ServerAddress
    owner: ServerAddress
    app: ServerAddress
    worker: ServerAddress

    __test__ = False

    def as_environment(self) -> dict[str, str]:
        """Return the environment under which a process of Muster uses this database."""
        return {
            "DATABASE_URL": self.app.as_url(show_password=True),
            "MUSTER_OWNER_URL": self.owner.as_url(show_password=True),
            "MUSTER_WORKER_URL": self.worker.as_url(show_password=True),
        }


@contextmanager
def server(home: Path) -> Iterator[ServerAddress]:
    """Yield a superuser's address on the server that the environment names, or the embedded one."""
    named = os.environ.get("MUSTER_TEST_SUPERUSER_URL")
    if named:
        yield ServerAddress.from_url(named)
        return
    embedded = Embedded(home)
    try:
        yield embedded.start()
    finally:
        embedded.stop()


@contextmanager
def fresh_database(superuser: ServerAddress, name: str) -> Iterator[TestDatabase]:
    """Make an empty database with its roles and logins; drop them all at the end."""
    roles = Roles(name)
    logins = (roles.owner, roles.app, roles.worker)
    with psycopg.connect(**superuser.for_psycopg(), autocommit=True) as admin:
        _drop(admin, roles)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    inside = superuser.in_database(name)
    with psycopg.connect(**inside.for_psycopg(), autocommit=True) as admin:
        for statement in prepare_sql(name):
            admin.execute(statement)
        for login in logins:
            admin.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), PASSWORD)
            )
    pooler = os.environ.get("MUSTER_TEST_POOLER")
    app = inside.with_login(roles.app, PASSWORD)
    if pooler:
        host, _, port = pooler.rpartition(":")
        app = app.at(host, port)
    try:
        yield TestDatabase(
            inside,
            inside.with_login(roles.owner, PASSWORD),
            app,
            inside.with_login(roles.worker, PASSWORD),
        )
    finally:
        with psycopg.connect(**superuser.for_psycopg(), autocommit=True) as admin:
            _drop(admin, roles)


def _drop(admin: psycopg.Connection, roles: Roles) -> None:
    name = sql.Identifier(roles.database)
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    for role in (roles.owner, roles.app, roles.worker, *roles.audiences):
        admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
