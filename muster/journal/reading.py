"""Reading the journal: entries in their order, for whoever may read them in this unit of work.

What a body says opens only with the key it was sealed under; an auditor sees who did what to whom
and when, not what it said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from muster.journal.entries import EntryRow
from muster.journal.rules.traces import Trace
from muster.kernel.time import Instant

PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: about one person (acted on or shown in a list), from and until an instant.

    Of the collections, an empty one wants nothing in particular.
    """

    person: UUID | None = None
    since: Instant | None = None
    until: Instant | None = None
    latest: int | None = None
    kinds: Collection[str] = ()
    actors: Collection[UUID] = ()
    roles: Collection[str] = ()
    purposes: Collection[str] = ()
    commands: Collection[str] = ()
    ids: Collection[UUID] = ()


_TRACE = "e.id, e.kind, e.command, e.actor, e.role, e.purpose, e.person_id, e.people, e.at, e.zone"


def entries(wanted: Wanted) -> Iterator[EntryRow]:
    """Yield the wanted entries, the oldest first; of `latest`, the last so many."""
    where, values = _where(wanted)
    chosen = f"SELECT {EntryRow.COLUMNS} FROM journal_entry e WHERE {where}"
    if wanted.latest is not None:
        # Ids are made in the order of time, so the last ids are the last entries.
        chosen += f" ORDER BY e.id DESC LIMIT {int(wanted.latest)}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({chosen}) AS e ORDER BY id", values)
        while rows := cursor.fetchmany(PAGE):
            yield from map(EntryRow.of, rows)


def traces(wanted: Wanted) -> Iterator[Trace]:
    """Yield the wanted entries without what they said, the oldest first."""
    where, values = _where(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_TRACE} FROM journal_entry e WHERE {where} ORDER BY e.at, e.id", values
        )
        while rows := cursor.fetchmany(PAGE):
            yield from map(_trace, rows)


def traces_before(wanted: Wanted, mark: UUID | None, most: int) -> list[Trace]:
    """Return the latest wanted entries, the newest first, at most `most` of them.

    `mark` is the last entry of the page before; those that follow it are returned.
    """
    where, values = _where(wanted)
    if mark is not None:
        where += " AND (e.at, e.id) < (SELECT m.at, m.id FROM journal_entry m WHERE m.id = %s)"
        values.append(mark)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_TRACE} FROM journal_entry e WHERE {where} "
            f"ORDER BY e.at DESC, e.id DESC LIMIT {int(most)}",
            values,
        )
        return [_trace(row) for row in cursor.fetchall()]


def _where(wanted: Wanted) -> tuple[str, list[Any]]:
    """Return the condition that `wanted` stands for, in SQL, and its parameters."""
    conditions: list[str] = ["true"]
    values: list[Any] = []
    if wanted.person is not None:
        conditions.append("(e.person_id = %s OR e.people @> ARRAY[%s])")
        values += [wanted.person, wanted.person]
    for limit, sign in ((wanted.since, ">="), (wanted.until, "<")):
        if limit is not None:
            conditions.append(f"e.at {sign} %s")
            values.append(limit)
    for column in ("kind", "role", "purpose", "command"):
        among = getattr(wanted, f"{column}s")
        if among:
            conditions.append(f"e.{column} = ANY(%s)")
            values.append(list(among))
    for column, named in (("actor", wanted.actors), ("id", wanted.ids)):
        if named:
            conditions.append(f"e.{column} = ANY(%s::uuid[])")
            values.append([str(one) for one in named])
    return " AND ".join(conditions), values


def _trace(row: Any) -> Trace:
    people = None if row[7] is None else tuple(row[7])
    return Trace(*row[:7], people, *row[8:])


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
