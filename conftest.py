"""What every test may ask for: the session's database, its viewers, and committed work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connections

from muster.vault.installation import installation
from muster.vault.postgres import Embedded
from tests.database import (
    EMPTY_WHAT_IS_FILLED,
    TestDatabase,
    fresh_database,
    kept_database,
    server,
)

# A test that takes longer on a busy machine is no worse: speed is measured in `muster bench`.
hypothesis.settings.register_profile(
    "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


def pytest_unconfigure() -> None:
    """Stop a server that a test may have started in the session's home, before that is removed."""
    home = Path(settings.MUSTER_HOME)
    if home.name.startswith("muster-tests-"):
        Embedded(home).stop()


@pytest.fixture(scope="session", autouse=True)
def _no_profile_was_adopted() -> None:
    """Tests judge by the profile that the settings name; whoever adopts one says `forget()`."""
    from muster.policy import versions

    versions.remember()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDatabase]:
    """An empty database of this session's own, with all roles."""
    home = Path(settings.MUSTER_HOME)
    home.mkdir(parents=True, exist_ok=True)
    if not installation().key_folder.exists():
        installation().key_folder.make()
    kept = os.environ.get("MUSTER_TEST_KEEP")
    name, opened = (f"mt_{kept}", kept_database) if kept else (f"mt{os.getpid()}", fresh_database)
    with server(home) as superuser, opened(superuser, name) as made:
        yield made


@pytest.fixture(scope="session")
def django_db_setup(database: TestDatabase, django_db_blocker) -> Iterator[None]:
    """Migrate the session's database as its owner; the tests knock as the app."""
    from muster.vault.migrating import migrate

    for alias, address in (("default", database.app), ("owner", database.owner)):
        connections[alias].settings_dict.update(address.for_django())
    with django_db_blocker.unblock():
        if not database.is_migrated:
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
        admin.execute("SET session_replication_role = replica")
        admin.execute(EMPTY_WHAT_IS_FILLED)
    (Path(settings.MUSTER_HOME) / "journal-head.json").unlink(missing_ok=True)
