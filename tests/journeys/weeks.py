"""Weeks pass in a journey: what stands in the clinical rooms becomes so many days older.

No journey can wait for them, and the service's own clock is the machine's. So the days go the
other way: everything that was written about care, answers and calls is as long ago as if it had
been waited for, and the next page is read today.
"""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from tests.database import TestDatabase

ROOMS = ("assessments", "care", "detection")
_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND split_part(table_name, '_', 1) = ANY(%s)
AND data_type IN ('date', 'timestamp with time zone')
"""


def days_pass(house: TestDatabase, days: int) -> None:
    """Let everything in the clinical rooms become so many days older."""
    with psycopg.connect(**house.superuser.for_psycopg(), autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        for table, column in admin.execute(_COLUMNS, [list(ROOMS)]).fetchall():
            admin.execute(
                sql.SQL("UPDATE {0} SET {1} = {1} - make_interval(days => %s)").format(
                    sql.Identifier(table), sql.Identifier(column)
                ),
                [days],
            )
        terms = admin.execute("SELECT id, windows FROM assessments_terms").fetchall()
        for campaign, windows in terms:
            older = [{key: _earlier(day, days) for key, day in one.items()} for one in windows]
            admin.execute(
                "UPDATE assessments_terms SET windows = %s WHERE id = %s", [Jsonb(older), campaign]
            )


def _earlier(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
