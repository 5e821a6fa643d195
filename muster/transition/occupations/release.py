"""One release of one archive: what it lists, by key; and how two releases of it differ."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Entries = Mapping[str, Mapping[str, Any]]


class Kind(enum.StrEnum):
    """Which archive it is."""

    ESCO = "esco"
    ONET = "onet"
    MILITARY = "military"
    CROSSWALK = "esco-onet"
    WAGES = "wages"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Release:
    """A release as it was read: plain data only, so that it can be kept and compared.

    `digest` is the SHA-256 of the file; `counts` says how many of what there are, and `aside` how
    many rows of which table could not be used, as published.
    """

    kind: Kind
    version: str
    digest: str
    entries: Entries
    counts: Mapping[str, int]
    aside: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a newer release brings, drops and words otherwise; keys in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        return not (self.added or self.removed or self.changed)


def difference(old: Entries, new: Entries) -> Difference:
    """Compare two releases entry by entry."""
    both = old.keys() & new.keys()
    return Difference(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(key for key in both if old[key] != new[key])),
    )


def fields_changed(old: Entries, new: Entries, keys: Iterable[str]) -> dict[str, list[str]]:
    """Return, for each of these keys, which of its fields the newer release says otherwise."""
    return {
        key: [name for name in new[key] if old[key].get(name) != new[key][name]] for key in keys
    }
