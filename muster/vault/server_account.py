"""The account the embedded PostgreSQL runs as.

PostgreSQL refuses to run as root. An ordinary user runs it as himself. Root hands it to an account
of its own, which owns the data and nothing else; where no account can be made (a read-only
`/etc`), to `postgres` or `nobody`. That account must be able to walk to the program and to the
data, so folders on the way that are shut to it get the bare right to walk through (`--x`), never
the right to be listed or read.
"""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "muster-postgres"
SUBSTITUTES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """`uid` and `gid` are None where the server runs as whoever starts it."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_this_process(cls, data: Path) -> ServerAccount:
        """Return the account for `data`; a data folder that exists keeps its owner."""
        if os.geteuid() != 0:
            return cls()
        if data.exists() and data.stat().st_uid != 0:
            owner = data.stat()
            return cls(owner.st_uid, owner.st_gid)
        return _made_or_found()

    def as_subprocess(self) -> dict[str, Any]:
        """Return what `subprocess.run` needs to become this account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": ()}

    def owns(self, folder: Path) -> bool:
        """Is `folder` a real folder, this account's own, and shut to everyone else?"""
        found = folder.lstat()
        mine = os.geteuid() if self.uid is None else self.uid
        shut = not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        return stat.S_ISDIR(found.st_mode) and found.st_uid == mine and shut

    def give(self, path: Path) -> None:
        """Make `path`, which this process has just made, the account's own and nobody else's."""
        path.chmod(0o700 if path.is_dir() else 0o600)
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def open_the_way(self, goal: Path) -> None:
        """Let the account walk through the folders above `goal` that are shut to it."""
        if self.uid is None:
            return
        for folder in goal.resolve().parents:
            found = folder.stat()
            walks = found.st_mode & stat.S_IXOTH or (
                found.st_uid == self.uid and found.st_mode & stat.S_IXUSR
            )
            if not walks:
                folder.chmod(stat.S_IMODE(found.st_mode) | stat.S_IXOTH)

    def open_package(self, package: Path) -> None:
        """Let the account read the installed server, which a strict umask may have shut.

        The libraries that it was built with stand beside the package, in `NAME.libs`.
        """
        if self.uid is None:
            return
        self.open_the_way(package)
        for folder in package.parent.glob(f"{package.name}*"):
            for path in (folder, *folder.rglob("*")):
                if not path.is_symlink():
                    _let_all_read(path)


def _let_all_read(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    wanted = mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
    if wanted != mode:
        path.chmod(wanted)


def _made_or_found() -> ServerAccount:
    """Return Muster's own account, made if need be, else the first substitute there is."""

    def found(name: str) -> ServerAccount | None:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            return None
        return ServerAccount(entry.pw_uid, entry.pw_gid)

    if not found(NAME):
        make = ("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME)
        with suppress(OSError, subprocess.CalledProcessError):  # the substitutes do as well
            subprocess.run(make, check=True, capture_output=True)  # noqa: S603
    accounts = filter(None, map(found, (NAME, *SUBSTITUTES)))
    account = next(accounts, None)
    if account is None:
        raise OSError(f"root cannot run PostgreSQL, and no account {NAME} could be made")
    return account
