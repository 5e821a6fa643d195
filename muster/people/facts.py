"""What is counted: numbers by unit, never a person; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.people.calendars import day_at
from muster.people.duty import DutyRole, roles_without_duty
from muster.people.formation import top_units
from muster.people.subjects import PERSONNEL

_COUNTS = """
SELECT w.unit_id, count(*) FROM people_placement w JOIN people_person p ON p.id = w.person_id
WHERE p.kind = %s AND p.merged_into_id IS NULL AND w.since <= %s
  AND (w.until IS NULL OR w.until >= %s)
GROUP BY w.unit_id
"""
_BEHIND = """
WITH due AS (
  SELECT DISTINCT ON (person_id, since) person_id, since, unit_id, withdrawn
  FROM people_posting ORDER BY person_id, since, id DESC
), last AS (
  SELECT DISTINCT ON (person_id) person_id, since, unit_id FROM due
  WHERE NOT withdrawn AND unit_id IS NOT NULL AND since <= %s ORDER BY person_id, since DESC
)
SELECT count(*) FROM last JOIN people_placement w USING (person_id)
WHERE w.unit_id <> last.unit_id OR w.since <> last.since
"""


def people_by_unit(day: date) -> dict[UnitId, int]:
    """Return how many personnel serve in each unit itself on `day`; empty units are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [PERSONNEL, day, day])
        return {UnitId(unit): count for unit, count in cursor.fetchall()}


def placements_behind(day: date) -> int:
    """Return how many placements differ from what the postings say of `day`; 0 in good order."""
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [day])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def units_without_duty(at: Instant) -> dict[UnitId, Collection[DutyRole]]:
    """Return the units with people in them that nobody has the duty for at `at`, and which."""
    return {
        unit: missing
        for unit in people_by_unit(day_at(top_units(), at))
        if (missing := roles_without_duty(unit, at))
    }
