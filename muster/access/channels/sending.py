"""Telling accounts, inside the command that brought the news: all or nothing.

A message stands on its account's screen from the commit on. Channels outside are asked by a job
that is queued in the same transaction, so a fact never goes without its message.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from muster.access.channels.kinds import Kind
from muster.kernel.ids import AccountId, new_ids
from muster.kernel.time import Instant
from muster.vault.work import current
from muster.vault.zones import Audience

JOB, QUEUE = "access.deliver", "alerts"
NEXT_TRIES = (15, 30, 60, 120)  # seconds to wait before each next try; the last one again and again
LONGEST = timedelta(hours=24)
"""How long a message is tried that no channel takes; it stands on the screen for longer."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message on an account's screen; `step` is what its sender called the occasion."""

    message: UUID
    kind: Kind
    since: Instant
    step: str = ""


_INSERT = """
INSERT INTO access_message (id, account_id, kind, about, step, at, open)
SELECT one.id, one.account, %s, %s, %s, %s, true
FROM unnest(%s::uuid[], %s::uuid[]) AS one (id, account)
ON CONFLICT DO NOTHING RETURNING id
"""


def send(
    accounts: Collection[AccountId], kind: Kind, *, about: UUID, step: str, at: Instant
) -> int:
    """Tell each account once of this step; return how many had not been told of it yet."""
    named = list(dict.fromkeys(accounts))
    if not named:
        return 0
    with current().acting_as(Audience.PLATFORM):
        with connection.cursor() as cursor:
            cursor.execute(
                _INSERT,
                [
                    kind.value, about, step, at,
                    [str(one) for one in new_ids(len(named))], [str(one) for one in named],
                ],
            )  # fmt: skip
            new = [row[0] for row in cursor.fetchall()]
        queue_delivery(new if kind.urgent else _with_address(new))
    return len(new)


def _with_address(messages: Sequence[UUID]) -> list[UUID]:
    """Return those messages whose account has an address outside; the others need no job."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT m.id FROM access_message m "
            "JOIN access_address a ON a.account_id = m.account_id "
            "WHERE m.id = ANY(%s::uuid[]) AND a.sealed <> ''",
            [[str(one) for one in messages]],
        )
        return [row[0] for row in cursor.fetchall()]


def remind(accounts: Collection[AccountId], *, about: UUID, step: str, at: Instant) -> int:
    """Remind each account once for this step that something waits; return how many are new."""
    return send(accounts, Kind.REMINDER, about=about, step=step, at=at)


_INSERT_MANY = """
INSERT INTO access_message (id, account_id, kind, about, step, at, open)
SELECT one.id, one.account, %s, one.about, one.step, %s, true
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[]) AS one (id, account, about, step)
ON CONFLICT DO NOTHING RETURNING id, account_id
"""


def remind_many(told: Collection[tuple[AccountId, UUID, str]], *, at: Instant) -> int:
    """Remind of many things at once, each account once of each `(account, about, step)`.

    Return how many are new. Whoever is told of several gets one message outside, not one for each:
    it says that something waits, and the pages say what. A few statements, however many there are.
    """
    named = list(dict.fromkeys(told))
    if not named:
        return 0
    with current().acting_as(Audience.PLATFORM):
        with connection.cursor() as cursor:
            cursor.execute(
                _INSERT_MANY,
                [
                    Kind.REMINDER.value, at, [str(one) for one in new_ids(len(named))],
                    [str(account) for account, _about, _step in named],
                    [str(about) for _account, about, _step in named],
                    [step for _account, _about, step in named],
                ],
            )  # fmt: skip
            new = cursor.fetchall()
        first = {account: message for message, account in reversed(new)}
        queue_delivery(_with_address(list(first.values())))
    return len(new)


_UNTOLD = """
SELECT EXISTS (SELECT FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS one (account, about, step)
WHERE NOT EXISTS (SELECT FROM access_message m
  WHERE m.about = one.about AND m.step = one.step AND m.account_id = one.account))
"""


def anything_untold(told: Collection[tuple[AccountId, UUID, str]]) -> bool:
    """Would `remind_many` tell anybody anything new?"""
    if not told:
        return False
    accounts, abouts, steps = zip(*told, strict=True)
    with current().acting_as(Audience.PLATFORM), connection.cursor() as cursor:
        cursor.execute(
            _UNTOLD, [[str(one) for one in accounts], [str(one) for one in abouts], list(steps)]
        )
        return bool(cursor.fetchone()[0])


def told_since(abouts: Collection[UUID], since: Instant) -> set[tuple[AccountId, UUID]]:
    """Return who was told of which of these after `since`."""
    with current().acting_as(Audience.PLATFORM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_id, about FROM access_message "
            "WHERE about = ANY(%s::uuid[]) AND at > %s",
            [[str(one) for one in abouts], since],
        )
        return {(AccountId(account), about) for account, about in cursor.fetchall()}


def settle(about: UUID, *, at: Instant, by: AccountId | None) -> None:
    """Take everything told about this off every screen; `by` answered it, None: nobody need."""
    with current().acting_as(Audience.PLATFORM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM access_message WHERE about = %s AND open FOR UPDATE", [about]
        )
        end([row[0] for row in cursor.fetchall()], at=at, by=by)


def settle_own(account: AccountId, kind: Kind, *, at: Instant, by: AccountId | None) -> int:
    """Take an account's own messages of one kind off its screen; return how many there were."""
    with current().acting_as(Audience.PLATFORM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM access_message WHERE account_id = %s AND open AND kind = %s FOR UPDATE",
            [account, kind.value],
        )
        found = [row[0] for row in cursor.fetchall()]
        end(found, at=at, by=by)
    return len(found)


def end(messages: Sequence[UUID], *, at: Instant, by: AccountId | None) -> None:
    """Take these messages off their screens; as the platform, inside a unit of work."""
    if not messages:
        return
    ids = [str(one) for one in messages]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_message SET open = false WHERE id = ANY(%s::uuid[])", [ids])
        cursor.execute(
            "INSERT INTO access_messageend (id, message_id, at, ended_by) "
            "SELECT one.id, one.message, %s, %s "
            "FROM unnest(%s::uuid[], %s::uuid[]) AS one (id, message) ON CONFLICT DO NOTHING",
            [at, by, [str(one) for one in new_ids(len(ids))], ids],
        )


_WAITING = (
    "SELECT id, kind, at, step FROM access_message WHERE account_id = %s AND open ORDER BY at, id"
)


def waiting_for(account: AccountId) -> list[Waiting]:
    """Return what stands on an account's screen, the oldest first.

    Inside a unit of work of the platform; no person is in it, so reading leaves no entry.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [account])
        return [Waiting(row, Kind(kind), at, step) for row, kind, at, step in cursor.fetchall()]


def queue_delivery(messages: Sequence[UUID], *, tries: int = 0) -> None:
    """Queue the jobs that ask the channels outside; `tries` counts the tries there were."""
    if not messages:
        return
    wait = None if tries == 0 else NEXT_TRIES[min(tries, len(NEXT_TRIES)) - 1]
    later = None if wait is None else {"seconds": wait}
    job = app.configure_task(JOB, queue=QUEUE, schedule_in=later)
    with current().acting_as(Audience.PLATFORM):
        job.batch_defer(*({"message": str(one), "tries": tries} for one in messages))
