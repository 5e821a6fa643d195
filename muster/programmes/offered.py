"""The catalogue: read from its files once, checked whole, then never changed.

catalogue()                        what comes with Muster
catalogue_from(Path("ours"))       a folder of a force's own
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from muster.kernel.problems import Problem, Refused
from muster.policy import problems as profile_kinds
from muster.policy.rules.reading import Reader
from muster.programmes import problems
from muster.programmes.rules.checks import faults
from muster.programmes.rules.programme import Catalogue, Codes, Programme, Withheld

T = TypeVar("T")
SHIPPED = Path(__file__).parent / "catalogue"
CODES, NOT_OFFERED = "codes.toml", "not-offered.toml"
# What the reader of profiles says of a profile, said of a programme's file.
_SAID_HERE = {
    profile_kinds.UNKNOWN.code: problems.UNKNOWN,
    profile_kinds.MISSING.code: problems.MISSING,
    profile_kinds.WRONG_VALUE.code: problems.WRONG_VALUE,
}


class CatalogueRefused(Refused):
    """A catalogue that will not be used; `problems` are all that is wrong with it."""

    def __init__(self, found: tuple[Problem, ...]) -> None:
        super().__init__(found[0])
        self.problems = found


@cache
def catalogue() -> Catalogue:
    """Return what is offered; read once in the life of the process."""
    return catalogue_from(SHIPPED)


def offered(key: str) -> Programme | None:
    """Return the programme of this key, None where there is none."""
    return catalogue().programmes.get(key)


def catalogue_from(folder: Path) -> Catalogue:
    """Read and check the catalogue in `folder`; `CatalogueRefused` carries every problem found."""
    found: list[Problem] = []
    codes = _read(folder / CODES, Codes, found)
    withheld = _read(folder / NOT_OFFERED, Withheld, found)
    programmes = {
        path.stem: one
        for path in sorted(folder.glob("*.toml"))
        if path.name not in (CODES, NOT_OFFERED)
        and (one := _read(path, Programme, found)) is not None
    }
    if not found and codes is not None and withheld is not None:
        read = Catalogue(MappingProxyType(programmes), codes, withheld.not_offered)
        found = list(faults(read))
        if not found:
            return read
    raise CatalogueRefused(tuple(found))


def _read(path: Path, shape: type[T], found: list[Problem]) -> T | None:
    try:
        table: dict[str, Any] = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        detail = str(error).rstrip(".")
        found.append(problems.UNREADABLE.at(file=path.name, detail=detail))
        return None
    reader = Reader()
    read = reader.read(shape, table)
    for one in reader.problems:
        found.append(_SAID_HERE[one.code].at(file=path.name, **dict(one.values)))
    return read
