"""PostgreSQL's own programs, of the version that a server speaks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from muster.vault.address import ServerAddress
from muster.vault.postgres import installed_versions
from muster.vault.server_problems import NO_PROGRAMS

_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def programs_for(major: int) -> Path:
    """Return the folder of `pg_dump`, `pg_restore` and `psql` of this major version.

    Other versions do not do: an older `pg_dump` refuses, and what a newer one writes an older
    server may not understand. Refused where there is none.
    """
    for folder in _folders():
        if _major(folder) == major:
            return folder
    raise NO_PROGRAMS.refused(version=major)


def in_environment(address: ServerAddress) -> dict[str, str]:
    """Return the environment of a program that connects to `address`; the password is only here."""
    calm = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    secret = {"PGPASSWORD": address.password} if address.password else {}
    return {**calm, **secret, "LC_ALL": "C"}


def _folders() -> Iterator[Path]:
    found = shutil.which("pg_dump")
    if found:
        yield Path(found).resolve().parent
    for place in _PLACES:
        yield from sorted(Path("/").glob(place.lstrip("/")), reverse=True)
    yield from installed_versions().values()


@cache
def _major(folder: Path) -> int | None:
    try:
        said = subprocess.run(  # noqa: S603
            (str(folder / "pg_dump"), "--version"), capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    match = _VERSION.search(said)
    return int(match[1]) if match else None
