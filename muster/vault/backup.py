"""Backups: the whole database in one file, and never a key.

The file is a ZIP, uncompressed outside, of two members: `database.dump`, in pg_dump's own format,
and `manifest.json`, which says what it is. Names, answers and notes in it stay sealed, and the keys
that open them are not in it: they live beside the database, and in the recovery copy.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import psycopg

from muster.kernel.faults import why
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.vault import problems
from muster.vault.address import ServerAddress
from muster.vault.programs import in_environment, programs_for

DUMP, MANIFEST = "database.dump", "manifest.json"
FOLDER, SUFFIX = "backups", ".muster"
FORMAT = 1
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `head_size` and `head_root` are the journal's last head."""

    format: int
    muster: str
    made_at: str
    node: str
    database: str
    server: int
    migrations: list[str]
    entries: int
    head_size: int
    head_root: str
    erased: int
    sha256: str = ""
    size: int = 0


def back_up(owner: ServerAddress, file: Path, *, node: str, at: Instant) -> Manifest:
    """Write a backup of the owner's database into the new `file`, readable by this account alone.

    What the manifest says and what the dump holds are one moment: both use one snapshot. Refused
    where the file stands, or pg_dump fails; then nothing is left behind.
    """
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise problems.BACKUP_STANDS.refused(file=str(file)) from error
    except OSError as error:
        raise problems.BACKUP_UNWRITABLE.refused(file=str(file), why=why(error)) from error
    try:
        with os.fdopen(handle, "w+b") as target:
            manifest = _write(owner, target, node=node, at=at)
            target.flush()
            os.fsync(target.fileno())
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return manifest


def _write(owner: ServerAddress, target: BinaryIO, *, node: str, at: Instant) -> Manifest:
    with psycopg.connect(**owner.for_psycopg()) as connection:  # type: ignore[arg-type]
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        facts = _facts(connection)
        snapshot = _one(connection, "SELECT pg_export_snapshot()")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            with archive.open(DUMP, "w", force_zip64=True) as member:
                digest, size = _dump(owner, facts["server"], snapshot, member)
            manifest = Manifest(
                format=FORMAT, muster=version("muster"), made_at=at.isoformat(), node=node,
                database=owner.database, sha256=digest, size=size, **facts,
            )  # fmt: skip
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _facts(connection: Any) -> dict[str, Any]:
    """Return what the manifest says of the database, as this snapshot sees it."""
    head = connection.execute(
        "SELECT size, root FROM journal_head ORDER BY size DESC LIMIT 1"
    ).fetchone() or (0, b"")
    applied = connection.execute("SELECT app || '.' || name FROM django_migrations").fetchall()
    return {
        "server": int(_one(connection, "SHOW server_version_num")) // 10_000,
        "migrations": sorted(name for (name,) in applied),
        "entries": _one(connection, "SELECT count(*) FROM journal_entry"),
        "head_size": head[0],
        "head_root": bytes(head[1]).hex(),
        "erased": _one(
            connection,
            "SELECT (SELECT count(*) FROM vault_erasure) "
            "+ (SELECT count(*) FROM vault_zoneerasure)",
        ),
    }


def _one(connection: Any, question: str) -> Any:
    return connection.execute(question).fetchone()[0]


def _dump(owner: ServerAddress, server: int, snapshot: str, member: Any) -> tuple[str, int]:
    """Stream pg_dump into the archive; return the SHA-256 and the size of what it wrote."""
    command = (
        str(programs_for(server) / "pg_dump"), "--format=custom", "--no-owner", "--no-privileges",
        # Most of it is sealed and does not shrink: more effort would only take longer.
        "--schema=public", "--compress=1", f"--snapshot={snapshot}", f"--dbname={owner.as_url()}",
        "--no-password",
    )  # fmt: skip
    digest, size = hashlib.sha256(), 0
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=in_environment(owner)
    ) as program:
        assert program.stdout is not None and program.stderr is not None  # noqa: PT018
        while block := program.stdout.read(_BLOCK):
            digest.update(block)
            size += len(block)
            member.write(block)
        program.stderr.read()
    if program.returncode:
        raise problems.DUMP_FAILED.refused(status=program.returncode)
    return digest.hexdigest(), size


def read_manifest(file: Path) -> Manifest:
    """Return what a backup says of itself; Refused where it is none, or is of a later kind."""
    try:
        with zipfile.ZipFile(file) as archive:
            told = json.loads(archive.read(MANIFEST))
        manifest = Manifest(**told)
    except OSError as error:
        raise problems.BACKUP_UNWRITABLE.refused(file=str(file), why=why(error)) from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise problems.NOT_A_BACKUP.refused(file=str(file)) from error
    if manifest.format != FORMAT:
        raise problems.BACKUP_TOO_NEW.refused(version=manifest.muster)
    return manifest


def kept_backups(home: Path) -> list[tuple[Path, Manifest]]:
    """Return the backups in the installation's own folder, the newest first.

    What is there and is no backup, or is still being written, is left out.
    """
    found = []
    for file in (home / FOLDER).glob(f"*{SUFFIX}"):
        try:
            found.append((file, read_manifest(file)))
        except Refused:
            continue
    return sorted(found, key=lambda one: one[1].made_at, reverse=True)


def unpack(file: Path, manifest: Manifest, folder: Path) -> Path:
    """Unpack the dump into `folder` and return it; Refused where one bit of it was changed."""
    target = folder / DUMP
    digest = hashlib.sha256()
    try:
        with (
            zipfile.ZipFile(file) as archive,
            archive.open(DUMP) as member,
            target.open("xb") as written,
        ):
            while block := member.read(_BLOCK):
                digest.update(block)
                written.write(block)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        raise problems.BACKUP_DAMAGED.refused(file=str(file)) from error
    if digest.hexdigest() != manifest.sha256:
        raise problems.BACKUP_DAMAGED.refused(file=str(file))
    return target


def programs_sql(folder: Path, dump: Path) -> subprocess.Popen[bytes]:
    """Return a running pg_restore that writes the dump as SQL, without grants and policies.

    Those name the roles of the database it was made in; they are generated anew afterwards.
    """
    program = str(folder / "pg_restore")
    listed = subprocess.run(  # noqa: S603
        (program, "--list", str(dump)), capture_output=True, text=True, check=True
    ).stdout
    wanted = [line for line in listed.splitlines() if not _is_generated(line)]
    chosen = dump.with_suffix(".list")
    chosen.write_text("\n".join(wanted) + "\n")
    return subprocess.Popen(  # noqa: S603
        (
            program, "--file=-", "--no-owner", "--no-privileges", f"--use-list={chosen}", str(dump),
        ),
        stdout=subprocess.PIPE,
    )  # fmt: skip


def _is_generated(line: str) -> bool:
    words: Sequence[str] = line.split()
    return "POLICY" in words[3:4] or words[3:5] == ["ROW", "SECURITY"] or words[3:4] == ["SCHEMA"]
