"""A database for one test session, on a real PostgreSQL: a server that is named, or the embedded.

`MUSTER_TEST_SUPERUSER_URL` names a server; `MUSTER_TEST_POOLER` (host:port) puts PgBouncer between
the app and it. Without them the embedded PostgreSQL is started in a temporary home. On a server
that is named, `MUSTER_TEST_KEEP` (a word for the database's name) keeps the database for the next
session, which takes it up if nothing was changed that makes its tables.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from muster.vault.address import ServerAddress
from muster.vault.postgres import Embedded
from muster.vault.schema.roles import Roles, prepare_sql

PASSWORD = "invented-for-tests"
HOUSE = Path(__file__).parents[1] / "muster"

# Most tables are empty after most tests, and a table emptied for nothing costs four new files.
EMPTY_WHAT_IS_FILLED = """
DO $$
DECLARE
  named text;
  is_filled boolean;
  filled text[];
BEGIN
  FOR named IN SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'django_migrations'
  LOOP
    EXECUTE 'SELECT EXISTS (SELECT FROM ' || named || ')' INTO is_filled;
    IF is_filled THEN
      filled := filled || named;
    END IF;
  END LOOP;
  IF filled IS NOT NULL THEN
    EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' CASCADE';
  END IF;
END $$
"""


@dataclass(frozen=True)
class TestDatabase:
    """The addresses of one database, as each login knocks."""

    superuser: ServerAddress
    owner: ServerAddress
    app: ServerAddress
    worker: ServerAddress
    is_migrated: bool = False

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
    _make(superuser, name)
    try:
        yield _knocking(superuser, name)
    finally:
        with psycopg.connect(**superuser.for_psycopg(), autocommit=True) as admin:
            _drop(admin, Roles(name))


@contextmanager
def kept_database(superuser: ServerAddress, name: str) -> Iterator[TestDatabase]:
    """Take up the database that an earlier session left, emptied, or make one; leave it there.

    One session has it at a time; whoever comes meanwhile gets a fresh one.
    """
    with psycopg.connect(**superuser.for_psycopg(), autocommit=True) as admin:
        [is_ours] = admin.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name]).fetchone()
        if not is_ours:
            with fresh_database(superuser, f"{name}{os.getpid()}") as made:
                yield made
            return
        is_migrated = _comment(admin, name) == (made_of := what_makes_tables())
        if not is_migrated:
            _make(superuser, name)
        made = replace(_knocking(superuser, name), is_migrated=is_migrated)
        with psycopg.connect(**made.superuser.for_psycopg(), autocommit=True) as inside:
            inside.execute("SET session_replication_role = replica")
            inside.execute(EMPTY_WHAT_IS_FILLED)
        yield made
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), made_of))


def what_makes_tables() -> str:
    """Return a digest of everything from which the tables and their protection are made."""
    digest = hashlib.sha256()
    for path in sorted(HOUSE.rglob("*.py")):
        words = path.relative_to(HOUSE).parts
        if {"migrations", "models", "models.py", "vault"} & set(words) and "tests" not in words:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _comment(admin: psycopg.Connection, name: str) -> str | None:
    found = admin.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    return found[0] if found else None


def _make(superuser: ServerAddress, name: str) -> None:
    roles = Roles(name)
    with psycopg.connect(**superuser.for_psycopg(), autocommit=True) as admin:
        _drop(admin, roles)
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    with psycopg.connect(**superuser.in_database(name).for_psycopg(), autocommit=True) as admin:
        for statement in prepare_sql(name):
            admin.execute(statement)
        for login in (roles.owner, roles.app, roles.worker):
            admin.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(login), PASSWORD)
            )


def _knocking(superuser: ServerAddress, name: str) -> TestDatabase:
    roles, inside = Roles(name), superuser.in_database(name)
    pooler = os.environ.get("MUSTER_TEST_POOLER")
    app = inside.with_login(roles.app, PASSWORD)
    if pooler:
        host, _, port = pooler.rpartition(":")
        app = app.at(host, port)
    return TestDatabase(
        inside,
        inside.with_login(roles.owner, PASSWORD),
        app,
        inside.with_login(roles.worker, PASSWORD),
    )


def _drop(admin: psycopg.Connection, roles: Roles) -> None:
    name = sql.Identifier(roles.database)
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    for role in (roles.owner, roles.app, roles.worker, *roles.audiences):
        admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))
