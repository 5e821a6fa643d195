"""Reading the journal: entries in their order, for whoever may read them in this unit of work.

What a body says opens only with the key it was sealed under; an auditor sees who did what to whom
and when, not what it said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from muster.journal.entries import EntryRow
from muster.kernel.time import Instant

PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: about one person (acted on or shown in a list), from and until an instant."""

    person: UUID | None = None
    since: Instant | None = None
    until: Instant | None = None
    latest: int | None = None


def entries(wanted: Wanted) -> Iterator[EntryRow]:
    """Yield the wanted entries, the oldest first; of `latest`, the last so many."""
    conditions, values = ["true"], []
    if wanted.person is not None:
        conditions.append("(e.person_id = %s OR e.people @> ARRAY[%s])")
        values += [wanted.person, wanted.person]
    for limit, sign in ((wanted.since, ">="), (wanted.until, "<")):
        if limit is not None:
            conditions.append(f"e.at {sign} %s")
            values.append(limit)
    chosen = f"SELECT {EntryRow.COLUMNS} FROM journal_entry e WHERE {' AND '.join(conditions)}"
    if wanted.latest is not None:
        # Ids are made in the order of time, so the last ids are the last entries.
        chosen += f" ORDER BY e.id DESC LIMIT {int(wanted.latest)}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({chosen}) AS e ORDER BY id", values)
        while rows := cursor.fetchmany(PAGE):
            yield from map(EntryRow.of, rows)


def unsealed() -> tuple[int, Instant | None]:
    """Return how many entries have no place in the log yet, and when the oldest was made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(e.at) FROM journal_entry e "
            "WHERE NOT EXISTS (SELECT FROM journal_leaf l WHERE l.entry_id = e.id)"
        )
        count, oldest = cursor.fetchone()
    return count, oldest


def last_written(command: str | None = None) -> Instant | None:
    """Return when the newest entry was made, of one command where that is named."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(at) FROM journal_entry WHERE %s::text IS NULL OR command = %s",
            [command, command],
        )
        newest: Instant | None = cursor.fetchone()[0]
    return newest
