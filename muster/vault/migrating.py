"""Bringing a database to what the models declare: migrations, then grants, policies, triggers."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import connections

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


def unmigrated() -> list[str]:
    """Return the migrations that the database still lacks, as `app.name`."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections[OWNER_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]
