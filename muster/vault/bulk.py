"""Many rows at once: staged by COPY or sent as one text, then written under row-level security.

COPY is refused on tables with row-level security, so rows are copied into a temporary table that
the audience itself makes, and `INSERT … SELECT` carries them over, policies and triggers and all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import msgspec
from django.db import connection
from django.db.models import AutoField, Model

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Staged:
    """A temporary table that holds staged rows until the transaction ends."""

    name: str
    columns: tuple[str, ...]

    def into(self, table: str, *, on_conflict: str = "") -> int:
        """Write every staged row into `table`, same column names; return how many were added."""
        listed = ", ".join(f'"{column}"' for column in self.columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f'INSERT INTO "{table}" ({listed}) SELECT {listed} FROM "{self.name}" {on_conflict}'
            )
            return int(cursor.rowcount)


def stage(name: str, columns: dict[str, str], blocks: Iterable[bytes]) -> Staged:
    """Copy `blocks` of CSV text (no header, empty unquoted field = NULL) into a temporary table.

    `columns` maps each name to its SQL type. The names come from code, never from a file.
    """
    listed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE TEMPORARY TABLE "{name}" ({listed}) ON COMMIT DROP')
        # Django's cursor does not know COPY; the driver's own does.
        raw: Any = cursor.cursor
        with raw.copy(f'COPY "{name}" FROM STDIN (FORMAT csv)') as copy:
            for block in blocks:
                copy.write(block)
    return Staged(name, tuple(columns))


def csv_blocks(rows: Iterable[Sequence[str]]) -> Iterable[bytes]:
    """Yield rows of already quoted or safe fields (ids, numbers, hexadecimal) as CSV blocks."""
    buffer = BytesIO()
    for row in rows:
        buffer.write(",".join(row).encode())
        buffer.write(b"\n")
        if buffer.tell() >= _BLOCK:
            yield buffer.getvalue()
            buffer = BytesIO()
    if buffer.tell():
        yield buffer.getvalue()


_AT_ONCE = 2_000


def insert_all(rows: Sequence[Model]) -> None:
    """Write new rows of one table, thousands as easily as ten; no signals, no conflicts.

    They travel as one JSON text that PostgreSQL reads into the table's own row type, which spares
    what the ORM does for every value of every row. An id that the table gives itself is left to it.
    """
    if not rows:
        return
    kept = [one for one in rows[0]._meta.concrete_fields if not isinstance(one, AutoField)]
    table = rows[0]._meta.db_table
    listed = ", ".join(f'"{one.column}"' for one in kept)
    names = [(one.column, one.attname) for one in kept]
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            said = [
                {column: _said(getattr(one, name)) for column, name in names}
                for one in rows[start : start + _AT_ONCE]
            ]
            cursor.execute(
                f'INSERT INTO "{table}" ({listed}) '
                f'SELECT {listed} FROM jsonb_populate_recordset(NULL::"{table}", %s::jsonb)',
                [msgspec.json.encode(said).decode()],
            )


def _said(value: object) -> object:
    """Return a value as JSON says it for PostgreSQL; bytes as its hexadecimal notation."""
    return f"\\x{value.hex()}" if isinstance(value, bytes | memoryview) else value
