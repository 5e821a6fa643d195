"""The worker's jobs, as an administrator sees them: what waits, what failed, what comes by itself.

A job carries opaque ids alone, and none is shown. For use inside a unit of work of the platform.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

from muster.kernel.time import Instant

QUIET = timedelta(minutes=2)
"""A worker tells every few seconds that it lives; after so long without a word it does not."""
MOST = 50

_WAITING = """
SELECT queue_name, task_name, status::text, count(*), min(coalesce(j.scheduled_at, e.at))
FROM procrastinate_jobs j
LEFT JOIN LATERAL (SELECT min(at) AS at FROM procrastinate_events WHERE job_id = j.id) e ON true
WHERE status IN ('todo', 'doing') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_FAILED = """
SELECT j.id, j.queue_name, j.task_name, j.attempts, max(e.at) FROM procrastinate_jobs j
LEFT JOIN procrastinate_events e ON e.job_id = j.id
WHERE j.status IN ('failed', 'aborted') GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC LIMIT %s
"""
_PERIODIC = """
SELECT p.task_name, max(p.defer_timestamp),
       (SELECT j.status::text FROM procrastinate_jobs j JOIN procrastinate_periodic_defers l
          ON l.job_id = j.id WHERE l.task_name = p.task_name ORDER BY l.id DESC LIMIT 1)
FROM procrastinate_periodic_defers p GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many jobs of one kind wait or are being done, and since when the oldest."""

    queue: str
    task: str
    being_done: bool
    count: int
    since: Instant | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that nobody tries again by itself."""

    id: int
    queue: str
    task: str
    attempts: int
    at: Instant | None


@dataclass(frozen=True, slots=True)
class Periodic:
    """A job that comes by itself: when it last came, and how it ended; "" where it is forgotten."""

    task: str
    last: Instant | None
    status: str


def last_sign_of_a_worker() -> Instant | None:
    """Return when a worker last said that it lives; None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        beat: Instant | None = cursor.fetchone()[0]
    return beat


def a_worker_works(at: Instant) -> bool:
    """Has a worker said lately that it lives?"""
    beat = last_sign_of_a_worker()
    return beat is not None and at - beat <= QUIET


def waiting() -> list[Waiting]:
    """Return what waits and what is being done, by queue and kind."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return [
            Waiting(queue, task, status == "doing", count, since)
            for queue, task, status, count, since in cursor.fetchall()
        ]


def failed() -> list[Failed]:
    """Return the latest jobs that failed for good, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, [MOST])
        return [Failed(*row) for row in cursor.fetchall()]


def periodic() -> list[Periodic]:
    """Return the jobs that come by themselves."""
    with connection.cursor() as cursor:
        cursor.execute(_PERIODIC)
        return [
            Periodic(
                task, None if last is None else datetime.fromtimestamp(last, UTC), status or ""
            )
            for task, last, status in cursor.fetchall()
        ]


def try_again(job: int, at: Instant) -> bool:
    """Put a failed job back among those that wait; False where it is none that failed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT procrastinate_retry_job_v2(id, %s, NULL, NULL, NULL) FROM procrastinate_jobs "
            "WHERE id = %s AND status IN ('failed', 'aborted')",
            [at, job],
        )
        return bool(cursor.fetchall())
