"""Backups, restores and upgrades: their steps, in the order that keeps everything safe."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import connections, transaction

from muster.access.accounts import house
from muster.access.commands.housekeeping import record_backup, record_restore, record_upgrade
from muster.access.viewers import Viewer
from muster.config.database import owner_address, uses_embedded
from muster.config.installing import demand_owner, make_keys, prepare_embedded
from muster.journal.epochs import Epoch, begin_epoch
from muster.journal.verifying import Verdict, verify
from muster.kernel.time import Instant, now
from muster.vault import problems
from muster.vault.backup import FOLDER, Manifest, back_up, read_manifest, unpack
from muster.vault.erasure import erased_here, remember, remembered, repeat
from muster.vault.installation import installation
from muster.vault.login import OWNER_ALIAS
from muster.vault.migrating import (
    migrate,
    refuse_to_go_back,
    unknown_to_this_code,
    unmigrated,
)
from muster.vault.restoring import erased_in, holds_anything, restore
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `safety` is the backup of what was replaced, `ended` the epoch it ended.

    `erased_again` counts the people whom the backup still held and who stay erased.
    """

    manifest: Manifest
    safety: Path | None
    erased_again: int
    ended: Epoch | None
    verdict: Verdict


def make_backup(file: Path, *, by: Viewer, at: Instant) -> Manifest:
    """Write a backup and enter it in the journal."""
    demand_owner()
    here = installation()
    owner = owner_address(here.home, os.environ)
    manifest = back_up(owner, file, node=str(here.node), at=at)
    record_backup(file=file.name, checksum=manifest.sha256, by=by, at=now())
    return manifest


def restore_backup(file: Path, *, replace: bool, at: Instant) -> Restored:
    """Restore a backup, erase again whoever was erased, and prove the journal.

    Refused, with nothing changed, where the backup is damaged, of another node or of a later
    version, or where the database is not empty and `replace` was not said.
    """
    here = installation()
    manifest = acceptable(file)
    demand_owner()
    if uses_embedded(os.environ):
        prepare_embedded(here.home)
    owner = owner_address(here.home, os.environ)
    safety = _make_room(replace=replace, at=at)
    erased = [*remembered(here.home), *erased_in(owner)]
    with tempfile.TemporaryDirectory(prefix="restore-", dir=here.home) as folder:
        dump = unpack(file, manifest, Path(folder))
        connections.close_all()
        restore(owner, dump, erased)
    migrate()
    with transaction.atomic(using=OWNER_ALIAS), connections[OWNER_ALIAS].cursor() as cursor:
        repeat(cursor, erased)
        now_erased = erased_here(cursor)
    remember(here.home, now_erased)
    with unit_of_work(Standing(Audience.AUDITOR)):
        ended = begin_epoch(here.home, at)
        verdict = verify()
    again = len(now_erased) - manifest.erased
    record_restore(
        file=file.name, made_at=manifest.made_at, erased_again=again,
        entries_lost=ended.lost if ended else 0, by=house(), at=now(),
    )  # fmt: skip
    return Restored(manifest, safety, again, ended, verdict)


def upgrade(*, version: str, at: Instant) -> tuple[Path | None, list[str]]:
    """Make a backup, then migrate; return where the backup is and what was brought in.

    Where nothing is to be migrated no backup is made, and grants and policies are renewed.
    """
    demand_owner()
    refuse_to_go_back()
    if uses_embedded(os.environ):
        prepare_embedded(installation().home)  # a version may bring a new role
    waiting = unmigrated()
    made = None
    if waiting:
        made = backup_file(f"before-{version}", at)
        back_up(
            owner_address(installation().home, os.environ), made,
            node=str(installation().node), at=at,
        )  # fmt: skip
    migrate()
    make_keys()
    if waiting:
        record_upgrade(version=version, migrations=waiting, by=house(), at=now())
    return made, waiting


def acceptable(file: Path) -> Manifest:
    """Return what a backup says of itself; Refused where it could not be restored here."""
    manifest = read_manifest(file)
    if unknown_to_this_code(manifest.migrations):
        raise problems.BACKUP_TOO_NEW.refused(version=manifest.muster)
    folder = installation().key_folder
    if not folder.exists():
        raise problems.KEYS_MISSING.refused(folder=str(folder.folder))
    if manifest.node != str(installation().node):
        raise problems.BACKUP_OF_ANOTHER_NODE.refused()
    return manifest


def _make_room(*, replace: bool, at: Instant) -> Path | None:
    """Make a safety backup of what is to be replaced; Refused where that was not said."""
    here = installation()
    owner = owner_address(here.home, os.environ)
    if not holds_anything(owner):
        return None
    if not replace:
        raise problems.DATABASE_NOT_EMPTY.refused()
    safety = backup_file("before-restore", at)
    back_up(owner, safety, node=str(here.node), at=at)
    return safety


def backup_file(why: str, at: Instant) -> Path:
    """Return the path of a new backup in the installation's own folder of them."""
    folder = installation().home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{why}-{at:%Y%m%dT%H%M%S.%f}.muster"
