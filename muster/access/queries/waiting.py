"""What no channel outside has taken yet: for the clock that looks after it, and for the doctor."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection

from muster.access.channels.kinds import Kind
from muster.access.channels.sending import LONGEST
from muster.kernel.time import Instant
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

PATIENT = timedelta(seconds=90)
"""How long a message may wait for its job; longer means that the job was lost with its worker."""

_UNDELIVERED = """
SELECT m.id FROM access_message m
WHERE m.open AND m.kind = %(kind)s AND m.at > %(oldest)s AND m.at < %(late)s
  AND EXISTS (SELECT FROM access_address a WHERE a.account_id = m.account_id AND a.sealed <> '')
  AND NOT EXISTS (SELECT FROM access_attempt t WHERE t.message_id = m.id
    AND (t.accepted OR t.at > %(late)s))
  AND NOT EXISTS (SELECT FROM procrastinate_jobs j WHERE j.task_name = 'access.deliver'
    AND j.args->>'message' = m.id::text AND j.status = 'todo' AND j.scheduled_at > %(at)s)
ORDER BY m.at
"""
_UNREACHED = """
SELECT count(*) FROM access_message m
WHERE m.kind = %s AND m.at > %s AND m.at < %s
  AND NOT EXISTS (SELECT FROM access_attempt t WHERE t.message_id = m.id AND t.accepted)
  AND NOT EXISTS (SELECT FROM access_messageend e WHERE e.message_id = m.id)
"""


def undelivered(at: Instant) -> list[UUID]:
    """Return the alerts' messages that have an address, and neither a channel's word nor a job."""
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(
            _UNDELIVERED,
            {"kind": Kind.WAITING.value, "oldest": at - LONGEST, "late": at - PATIENT, "at": at},
        )
        return [row[0] for row in cursor.fetchall()]


def still_to_carry(message: UUID) -> bool:
    """Does a message stand on its screen that no channel outside has taken yet?"""
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM access_message m WHERE m.id = %s AND m.open AND NOT EXISTS "
            "(SELECT FROM access_attempt t WHERE t.message_id = m.id AND t.accepted))",
            [message],
        )
        return bool(cursor.fetchone()[0])


def unreached(at: Instant) -> int:
    """Return how many alerts' messages of the last day reached nobody by any channel in time.

    One that was answered reached somebody, whatever the channels said.
    """
    with unit_of_work(Standing(Audience.PLATFORM)), connection.cursor() as cursor:
        cursor.execute(_UNREACHED, [Kind.WAITING.value, at - LONGEST, at - PATIENT])
        return int(cursor.fetchone()[0])
