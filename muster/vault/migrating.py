"""Bringing a database to what the models declare: migrations, then grants, policies, triggers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management import call_command
from django.db import connections

from muster.vault import problems
from muster.vault.login import OWNER_ALIAS
from muster.vault.schema import schema_sql


def migrate(*, verbosity: int = 0) -> None:
    """Migrate and protect the database, as its owner. May be run again at any time.

    Procrastinate's tables come from its own migrations, like those of any other Django app.
    """
    call_command("migrate", database=OWNER_ALIAS, verbosity=verbosity, interactive=False)
    protect(connections[OWNER_ALIAS])


def protect(owner: Any) -> None:
    """Generate and run every grant, policy and trigger, all or nothing."""
    # PgBouncer hands one database name to all logins, so the name is the server's, not a setting's.
    from django.db import transaction

    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        for statement in schema_sql(str(owner.settings_dict["NAME"])):
            cursor.execute(statement)


def unmigrated(alias: str = OWNER_ALIAS) -> list[str]:
    """Return the migrations that the database still lacks, as `app.name`."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


def applied(alias: str = OWNER_ALIAS) -> list[str]:
    """Return the migrations that the database has, as `app.name`, in order."""
    from django.db.migrations.recorder import MigrationRecorder

    done = MigrationRecorder(connections[alias]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in done)


def unknown_to_this_code(migrations: Iterable[str]) -> list[str]:
    """Return those of `migrations` (`app.name`) that a later version of Muster brought."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    replaced = {f"{a}.{n}" for one in loader.disk_migrations.values() for a, n in one.replaces}
    return sorted(set(migrations) - known - replaced)


def refuse_to_go_back(alias: str = OWNER_ALIAS) -> None:
    """Refused where the database was migrated by a later version than this one."""
    strange = unknown_to_this_code(applied(alias))
    if strange:
        raise problems.DATABASE_AHEAD.refused(first=strange[0])
