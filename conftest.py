"""What every test may ask for: the session's database, its viewers, and committed work."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from muster.vault.installation import installation
from muster.vault.postgres import Embedded
from tests.database import TestDatabase, fresh_database, server


def pytest_unconfigure() -> None:
    """Leave nothing behind: the session's home, and a server that a test may have started in it."""
    home = Path(settings.MUSTER_HOME)
    if home.name.startswith("muster-tests-"):
        Embedded(home).stop()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDatabase]:
    """An empty database of this session's own, with all roles."""
    home = Path(settings.MUSTER_HOME)
    home.mkdir(parents=True, exist_ok=True)
    if not installation().key_folder.exists():
        installation().key_folder.make()
    with server(home) as superuser, fresh_database(superuser, f"mt{os.getpid()}") as made:
        yield made


@pytest.fixture(scope="session")
def django_db_setup(database: TestDatabase, django_db_blocker) -> Iterator[None]:
    """Migrate the session's database as its owner; the tests knock as the app."""
    from muster.vault.migrating import migrate

    for alias, address in (("default", database.app), ("owner", database.owner)):
        connections[alias].settings_dict.update(address.for_django())
    with django_db_blocker.unblock():
        migrate()
        connections["owner"].close()
    yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def committed(database: TestDatabase, django_db_setup, django_db_blocker) -> Iterator[TestDatabase]:
    """A test whose work is truly committed, by this process or others; emptied afterwards."""
    with django_db_blocker.unblock():
        yield database
        connections["default"].close()
    with psycopg.connect(**database.superuser.for_psycopg(), autocommit=True) as admin:
        tables = admin.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables "
            "WHERE schemaname = 'public' AND tablename <> 'django_migrations'"
        ).fetchone()
        admin.execute("SET session_replication_role = replica")
        admin.execute(f"TRUNCATE {tables[0]}")
    (Path(settings.MUSTER_HOME) / "journal-head.json").unlink(missing_ok=True)
