"""Which releases of occupations and skills stand in the catalogue, what they list, how they differ.

No person is in any of it, so reading leaves no entry. Call these inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from muster.kernel.time import Instant
from muster.transition.models import archives as tables
from muster.transition.models.archives import ArchiveRelease, Listed
from muster.transition.occupations.release import (
    Difference,
    Entries,
    Kind,
    Release,
    difference,
    fields_changed,
)
from muster.transition.occupations.rows import COLUMNS, Table, entries_of

TABLES: Mapping[Table, type[Listed]] = {
    Table.OCCUPATIONS: tables.ListedOccupation,
    Table.SKILLS: tables.ListedSkill,
    Table.TITLES: tables.ListedTitle,
    Table.DUTIES: tables.ListedDuty,
    Table.LINKS: tables.ListedLink,
    Table.WEIGHTS: tables.ListedWeight,
    Table.WAGES: tables.ListedWage,
}
_TITLED = (Table.OCCUPATIONS, Table.SKILLS, Table.WAGES, Table.TITLES)


@dataclass(frozen=True, slots=True)
class Stands:
    """A release as it stands; `differs` is None where none of its kind came before it.

    `fields` says which fields of each changed key are said otherwise.
    """

    id: UUID
    kind: Kind
    version: str
    digest: str
    terms: str
    counts: Mapping[str, int]
    aside: Mapping[str, int]
    differs: Difference | None
    fields: Mapping[str, list[str]]
    rows_of: UUID
    at: Instant


@dataclass(frozen=True, slots=True)
class Looked:
    """A release beside the one in force, before anything is written.

    `former` is None where there is none; `same` says that it is the very file that is in force.
    """

    former: Stands | None
    same: bool
    differs: Difference | None
    fields: Mapping[str, list[str]]


def releases(kind: Kind | None = None) -> list[Stands]:
    """Return every release that was brought in, of one kind or all, the newest first."""
    rows = ArchiveRelease.objects.order_by("-at", "-id")
    return [_stands(one) for one in (rows if kind is None else rows.filter(kind=kind))]


def in_force() -> dict[Kind, Stands]:
    """Return the release in force of each kind that has one."""
    last: dict[Kind, Stands] = {}
    for one in releases():
        last.setdefault(one.kind, one)
    return {kind: last[kind] for kind in Kind if kind in last}


def release_in_force(kind: Kind) -> Stands | None:
    return next(iter(releases(kind)), None)


def entries_in_force(kind: Kind) -> Entries:
    """Return what the release in force lists, exactly as it was read; empty where there is none."""
    found = release_in_force(kind)
    return {} if found is None else entries_listed(found.kind, found.rows_of)


def entries_listed(kind: Kind, rows_of: UUID) -> Entries:
    """Return what these rows of a release list, exactly as it was read from its archive."""
    rows = {
        table: model.objects.filter(release_id=rows_of)
        .order_by("place")
        .values_list(*COLUMNS[table])
        .iterator(chunk_size=20_000)
        for table, model in TABLES.items()
    }
    return entries_of(kind, rows)


def look_at(release: Release) -> Looked:
    """Hold a release that was read beside the one of its kind that is in force."""
    former = release_in_force(release.kind)
    if former is None:
        return Looked(None, False, None, {})
    if former.digest == release.digest:
        return Looked(former, True, Difference((), (), ()), {})
    old = entries_listed(former.kind, former.rows_of)
    found = difference(old, release.entries)
    return Looked(former, False, found, fields_changed(old, release.entries, found.changed))


def titles_of(release: Stands, keys: Collection[str]) -> dict[str, str]:
    """Return what a release calls these keys; one that it does not name is left out."""
    found: dict[str, str] = {}
    for table in _TITLED:
        rows = TABLES[table].objects.filter(release_id=release.rows_of, key__in=keys)
        for key, title in rows.order_by("place").values_list("key", "title"):
            found.setdefault(key, title)
    return found


def _stands(row: ArchiveRelease) -> Stands:
    told = row.difference
    differs = (
        Difference(tuple(told["added"]), tuple(told["removed"]), tuple(told["changed"]))
        if told
        else None
    )
    return Stands(
        row.id, Kind(row.kind), row.version, row.digest, row.terms, row.counts, row.aside, differs,
        told.get("changed", {}), row.rows_of, row.at,
    )  # fmt: skip


def as_told(looked: Looked) -> dict[str, Any]:
    """Return a difference as it is kept with its release; empty where nothing came before."""
    if looked.differs is None:
        return {}
    return {
        "added": list(looked.differs.added), "removed": list(looked.differs.removed),
        "changed": dict(looked.fields),
    }  # fmt: skip


def sharing(release: Release) -> UUID | None:
    """Return the release whose rows list the very same, None where there is none."""
    rows: Iterable[UUID] = ArchiveRelease.objects.filter(
        kind=release.kind, digest=release.digest
    ).values_list("rows_of", flat=True)
    return next(iter(rows), None)
