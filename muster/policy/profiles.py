"""The force profiles: read from their files once, checked whole, then never changed.

profile()                          the generic profile
profile("us")                      one that is shipped beside it
profile_from(Path("our.toml"))     a force's own, which may say `extends = "generic"`
profile_written(content(name))     the same from one text, as an adopted version is kept
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from muster.kernel.problems import Problem, Refused
from muster.policy import problems as kinds
from muster.policy.rules.checks import check
from muster.policy.rules.profile import Profile
from muster.policy.rules.reading import Reader, merged

SHIPPED = Path(__file__).parent / "profiles"


class ProfileRefused(Refused):
    """A profile that will not be used; `problems` are all that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0])
        self.problems = problems


def shipped() -> tuple[str, ...]:
    """Return the keys of the profiles that come with Muster."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


@cache
def profile(name: str = "generic") -> Profile:
    """Return the profile of this key, or of this file where `name` ends in ".toml".

    Read once in the life of the process. `ProfileRefused` when there is none, or it is not sound.
    """
    return profile_from(Path(name) if name.endswith(".toml") else _file(name))


def profile_from(path: Path) -> Profile:
    """Read and check the profile in `path`; `ProfileRefused` carries every problem found."""
    return _checked(_table(path, ()))


def content(name: str) -> str:
    """Return the whole profile that `name` names as one text: JSON, laid over what it extends."""
    return _plain(_table(Path(name) if name.endswith(".toml") else _file(name), ()))


def digest_of(text: str) -> str:
    """Return the digest of a profile from its `content`."""
    return hashlib.sha256(text.encode()).hexdigest()


def profile_written(text: str) -> Profile:
    """Read and check a profile from its `content`; its digest is that of the file it came from."""
    return _checked(json.loads(text))


def _checked(table: dict[str, Any]) -> Profile:
    reader = Reader()
    read = reader.read(Profile, table)
    problems = tuple(reader.problems) if read is None else tuple(check(read))
    if read is None or problems:
        raise ProfileRefused(problems)
    return replace(read, digest=digest_of(_plain(table)))


def _table(path: Path, inner: tuple[str, ...]) -> dict[str, Any]:
    """Return the file's table laid over the one it extends."""
    try:
        own = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        detail = str(error).rstrip(".")
        raise ProfileRefused((kinds.UNREADABLE.at(file=path.name, detail=detail),)) from error
    if "key" not in own:  # it would pass for the profile it extends
        raise ProfileRefused((kinds.MISSING.at(table=path.name, key="key"),))
    below = own.get("extends")
    if not isinstance(below, str):
        return own
    if below in (*inner, own.get("key")):
        raise ProfileRefused((kinds.LOOP.at(key=below),))
    return merged(_table(_file(below), (*inner, str(own.get("key")))), own)


def _file(key: str) -> Path:
    if key not in shipped():
        known = ", ".join(shipped())
        raise ProfileRefused((kinds.NO_SUCH_PROFILE.at(key=key, known=known),))
    return SHIPPED / f"{key}.toml"


def _plain(table: dict[str, Any]) -> str:
    """Return a merged table as JSON, the same for the same content in any order."""
    return json.dumps(table, sort_keys=True, ensure_ascii=False, default=str)
