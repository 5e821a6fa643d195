"""Which database this process speaks to, and as whom."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from muster.kernel.problems import Refused
from muster.vault.address import ServerAddress
from muster.vault.postgres import Embedded
from muster.vault.schema.roles import Roles

EMBEDDED_DATABASE = "muster"


def databases(home: Path, environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES: `default` for the app or worker, `owner` only while migrating.

    MUSTER_LOGIN=worker makes the process speak as the worker; MUSTER_MIGRATING lets the owner in.
    """
    migrating = environment.get("MUSTER_MIGRATING") == "yes"
    entries = {"default": _entry(app_address(home, environment))}
    if migrating:
        entries["owner"] = _entry(owner_address(home, environment))
    return entries


def app_address(home: Path, environment: Mapping[str, str]) -> ServerAddress:
    """Return where the app (or the worker) knocks."""
    worker = environment.get("MUSTER_LOGIN") == "worker"
    url = environment.get("DATABASE_URL")
    if worker:
        url = environment.get("MUSTER_WORKER_URL", url)
    if url:
        return ServerAddress.from_url(url)
    roles = Roles(EMBEDDED_DATABASE)
    return _embedded(home, roles.worker if worker else roles.app)


def owner_address(home: Path, environment: Mapping[str, str]) -> ServerAddress:
    """Return where the owner knocks."""
    url = environment.get("MUSTER_OWNER_URL")
    if url:
        return ServerAddress.from_url(url)
    return _embedded(home, Roles(EMBEDDED_DATABASE).owner)


def uses_embedded(environment: Mapping[str, str]) -> bool:
    return not environment.get("DATABASE_URL")


def _embedded(home: Path, user: str) -> ServerAddress:
    server = Embedded(home)
    try:
        return server.address(EMBEDDED_DATABASE, user)
    except Refused:
        # Not running: commands that need no database still load their settings.
        return ServerAddress(EMBEDDED_DATABASE, user, host=str(server.data))


def _entry(address: ServerAddress) -> dict[str, Any]:
    return {
        **address.for_django(),
        "CONN_MAX_AGE": 600,
        # A pooler in transaction mode keeps neither cursors nor prepared statements for us.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
