"""Many rows at once: staged by COPY, then written under row-level security.

COPY is refused on tables with row-level security, so rows are copied into a temporary table that
the audience itself makes, and `INSERT … SELECT` carries them over, policies and triggers and all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.db import connection

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
