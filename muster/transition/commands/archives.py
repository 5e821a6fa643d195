"""An archive of occupations is brought in: a release with all that it lists, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import new_id
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.transition.models.archives import ArchiveRelease
from muster.transition.occupations.problems import NO_TERMS, TERMS_TOO_LONG, VERSION_TOO_LONG
from muster.transition.occupations.release import Kind, Release
from muster.transition.occupations.rows import COLUMNS, Row, Table, rows_of
from muster.transition.queries.archives import TABLES, Looked, as_told, look_at, sharing
from muster.vault.bulk import csv_blocks, stage
from muster.vault.zones import Zone

LONGEST_TERMS, LONGEST_VERSION = 300, 40
_KINDS = {"zone": "int4", "value": "float8"}
_NUMBERS = "int8"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of it; `new` is False where the very same file is in force already."""

    new: bool
    looked: Looked


@command(
    key="transition.import-archive",
    permits=Permission.BRING_OCCUPATIONS,
    zone=Zone.CATALOGUE,
    says=_("A release of an archive of occupations was brought in."),
)
def import_archive(
    *, release: Unjournalled[Release], terms: str, by: Viewer, at: Instant
) -> BroughtIn:
    """Put a release that was read in force; the file that is in force already changes nothing.

    Refused where a national list comes without its publisher's terms. An earlier release that
    comes again is in force again, and its rows are not written a second time.
    """
    checked(release, terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s))", [f"muster archive {release.kind}"]
        )
    looked = look_at(release)
    note(
        kind=release.kind, version=release.version, digest=release.digest, new=not looked.same,
        counts=dict(release.counts),
    )  # fmt: skip
    if looked.same:
        return BroughtIn(False, looked)
    key, shared = new_id(), sharing(release)
    ArchiveRelease.objects.create(
        id=key, kind=release.kind, version=release.version, digest=release.digest, terms=terms,
        counts=dict(release.counts), aside=dict(release.aside), difference=as_told(looked),
        rows_of=shared or key, at=at, added_by=by.account,
    )  # fmt: skip
    if shared is None:
        _write(release, key)
    return BroughtIn(True, looked)


def checked(release: Release, terms: str) -> None:
    """Refused where a national list has no terms, or what was entered is too long to be shown."""
    if release.kind is Kind.NATIONAL and not terms.strip():
        raise NO_TERMS.refused()
    if len(terms) > LONGEST_TERMS:
        raise TERMS_TOO_LONG.refused(most=LONGEST_TERMS)
    if len(release.version) > LONGEST_VERSION:
        raise VERSION_TOO_LONG.refused(most=LONGEST_VERSION)


def _write(release: Release, key: UUID) -> None:
    """Write the release's rows, table by table."""
    sorted_out: dict[Table, list[Row]] = {}
    for table, row in rows_of(release.kind, release.entries):
        sorted_out.setdefault(table, []).append(row)
    for table, rows in sorted_out.items():
        _write_table(table, rows, key)


def _write_table(table: Table, rows: Sequence[Row], key: UUID) -> None:
    model = TABLES[table]
    columns = {"id": "uuid", "release_id": "uuid", "place": "int4"} | {
        name: _KINDS.get(name, _NUMBERS if name.startswith(("annual", "employ")) else "text")
        for name in COLUMNS[table]
    }
    staged = stage(f"staged_{table}", columns, csv_blocks(_fields(rows, key)))
    staged.into(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {staged.name}")


def _fields(rows: Iterable[Row], key: UUID) -> Iterator[list[str]]:
    """Yield the rows as COPY reads them: what is quoted is a text, and nothing at all is NULL."""
    for place, row in enumerate(rows):
        yield [new_id().hex, key.hex, str(place), *map(_field, row)]


def _field(value: str | float | None) -> str:
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return "" if value is None else repr(value)
