"""A whole installation of its own for one test module: a home, a database, and a command line.

The command line runs in one child process that hears many lines, because starting Python anew for
each would take longer than what is tested. It is the owner's process as well as the app's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from muster.vault.address import ServerAddress
from muster.vault.postgres import Embedded
from tests.database import fresh_database

OURS = (
    "DATABASE_URL", "MUSTER_OWNER_URL", "MUSTER_WORKER_URL", "MUSTER_TRIAL_URL", "MUSTER_HOME",
)  # fmt: skip

_LISTENER = """
import json, sys
from click.testing import CliRunner
from muster.config.main import muster
for line in sys.stdin:
    words, asked = json.loads(line)
    done = CliRunner().invoke(muster, words, input=asked)
    fault = done.exception
    if fault is not None and not isinstance(fault, SystemExit):
        import traceback
        traceback.print_exception(fault, file=sys.stderr)
    print(json.dumps([done.exit_code, done.stdout, done.stderr]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one line was answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


class House:
    """One installation; `superuser` may do to its database what nobody should."""

    def __init__(self, home: Path, superuser: ServerAddress | None, environment: dict[str, str]):
        self.home = home
        self._superuser = superuser
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    @property
    def superuser(self) -> ServerAddress:
        return self._superuser or Embedded(self.home).address("muster")

    def __call__(self, *words: object, asked: str | None = None) -> Answer:
        """Say a line to the installation's command line."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _LISTENER], env=self._environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        self._process.stdin.write(json.dumps([[str(word) for word in words], asked]) + "\n")
        self._process.stdin.flush()
        return Answer(*json.loads(self._process.stdout.readline()))

    def leave(self) -> None:
        """End the command line's process; the next line starts another."""
        if self._process is not None:
            self._process.communicate(timeout=60)
            self._process = None

    def as_superuser(self, statement: str, *values: object) -> list[tuple]:
        """Do what nobody should, past every trigger; return the rows it gives."""
        address = self.superuser.for_psycopg()
        with psycopg.connect(**address, autocommit=True) as admin:
            admin.execute("SET session_replication_role = replica")
            done = admin.execute(statement, values)
            return done.fetchall() if done.description else []


@contextmanager
def empty_home() -> Iterator[Path]:
    """Make a folder for a home, outside pytest's own.

    Those are shut to every other account again whenever another session starts, and under root the
    embedded server runs as an account of its own.
    """
    folder = Path(tempfile.mkdtemp(prefix="muster-house-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def house(home: Path, server: ServerAddress | None, name: str) -> Iterator[House]:
    """Make an empty house: on `server` in a database `name`, or embedded where there is none."""
    plain = {key: value for key, value in os.environ.items() if key not in OURS}
    plain |= {
        "MUSTER_HOME": str(home), "MUSTER_LANGUAGE": "en", "MUSTER_MIGRATING": "yes",
        "DJANGO_SETTINGS_MODULE": "muster.config.settings",
    }  # fmt: skip
    if server is None:
        embedded = House(home, None, plain)
        try:
            yield embedded
        finally:
            embedded.leave()
            Embedded(home).stop()
        return
    with fresh_database(server, name) as made, fresh_database(server, f"{name}t") as trial:
        plain["MUSTER_TRIAL_URL"] = trial.owner.as_url(show_password=True)
        on_server = House(home, made.superuser, {**plain, **made.as_environment()})
        try:
            yield on_server
        finally:
            on_server.leave()
