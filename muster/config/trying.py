"""A backup on trial: restored beside the house, proven there, and thrown away again.

A backup is only as good as its last restore. The trial goes the same way as a real one, erasing
again whoever was erased, and touches nothing of what the house holds.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from muster.config.database import EMBEDDED_DATABASE, uses_embedded
from muster.config.keeping import acceptable
from muster.config.problems import NO_PLACE_FOR_TRIALS, TRIAL_NOT_EMPTY
from muster.journal.verifying import Progress, Verdict, unheard, verify
from muster.kernel.problems import Refused
from muster.vault.address import ServerAddress
from muster.vault.backup import Manifest, unpack
from muster.vault.erasure import erased_here, remembered
from muster.vault.installation import installation
from muster.vault.login import OWNER_ALIAS
from muster.vault.postgres import Embedded
from muster.vault.restoring import holds_anything, restore
from muster.vault.schema.roles import Roles
from muster.vault.work import wrapping


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial showed. `seconds` is how long restoring took, without the proof.

    `keys_fit`: a data key of the backup opens with this node's key; None where it holds none.
    """

    manifest: Manifest
    verdict: Verdict
    erased_again: int
    keys_fit: bool | None
    seconds: float

    @property
    def holds(self) -> bool:
        """Could the house be brought back from this backup, whole and proven?"""
        whole = self.verdict.entries == self.manifest.entries
        return self.verdict.holds and whole and self.keys_fit is not False


def try_backup(file: Path, progress: Progress = unheard) -> Tried:
    """Restore a backup into a scratch database, prove its journal, and drop it.

    Refused where the backup could not be restored here, or there is no place for a trial.
    """
    here = installation()
    manifest = acceptable(file)
    with _scratch(here.home) as owner:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="trial-", dir=here.home) as folder:
            restore(owner, unpack(file, manifest, Path(folder)), remembered(here.home))
        seconds = time.monotonic() - begun
        with _asking(owner):
            verdict = verify(outside=False, progress=progress, using=OWNER_ALIAS)
            with connections[OWNER_ALIAS].cursor() as cursor:
                again = len(erased_here(cursor)) - manifest.erased
                cursor.execute("SELECT person_id, zone, wrapped FROM vault_datakey LIMIT 1")
                fit = _opens(cursor.fetchone())
    return Tried(manifest, verdict, again, fit, round(seconds, 1))


@contextmanager
def _scratch(home: Path) -> Iterator[ServerAddress]:
    """Yield the owner's address in an empty database that is dropped, or emptied, afterwards."""
    named = os.environ.get("MUSTER_TRIAL_URL")
    if named:
        yield from _lent(ServerAddress.from_url(named))
        return
    if not uses_embedded(os.environ):
        raise NO_PLACE_FOR_TRIALS.refused()
    superuser = Embedded(home).start()
    made, owner = f"{EMBEDDED_DATABASE}_trial_{os.getpid()}", Roles(EMBEDDED_DATABASE).owner
    name = sql.Identifier(made)
    with psycopg.connect(**superuser.for_psycopg(), autocommit=True) as admin:  # type: ignore[arg-type]
        admin.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(owner)))
        try:
            yield superuser.in_database(f"{EMBEDDED_DATABASE}_trial_{os.getpid()}").with_login(
                owner
            )
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _lent(trial: ServerAddress) -> Iterator[ServerAddress]:
    """Yield a database that stands for trials, and empty it afterwards.

    Refused where it holds anything: restoring empties what it restores into.
    """
    if holds_anything(trial):
        raise TRIAL_NOT_EMPTY.refused(database=trial.database)
    try:
        yield trial
    finally:
        with psycopg.connect(**trial.for_psycopg(), autocommit=True) as owner:  # type: ignore[arg-type]
            owner.execute("SET client_min_messages = warning")
            owner.execute("DROP SCHEMA public CASCADE")
            owner.execute("CREATE SCHEMA public")


@contextmanager
def _asking(owner: ServerAddress) -> Iterator[None]:
    """Let the owner's connection of this process lead to the scratch database for a while."""
    connection = connections[OWNER_ALIAS]
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(owner.for_django())
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)


def _opens(row: tuple[object, ...] | None) -> bool | None:
    if row is None:
        return None
    person, zone, wrapped = row
    try:
        wrapping().unwrap(wrapped, person=person, zone=zone)  # type: ignore[arg-type]
    except Refused:
        return False
    return True
