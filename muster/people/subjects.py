"""Subjects of a campaign: people known by a file's rows alone, who are nobody in personnel.

For use inside another room's command: the unit of work is theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.people.calendars import calendar_of_unit
from muster.vault.bulk import csv_blocks, stage

SUBJECT, PERSONNEL = "subject", "personnel"


def register_subjects(people: Sequence[PersonId], *, unit: UnitId, at: Instant) -> None:
    """Make a record for each of these new ids, placed in `unit`, with nothing else known of it."""
    if not people:
        return
    stage("staged_subject", {"id": "uuid"}, csv_blocks((one.hex,) for one in people))
    register_staged("staged_subject", "id", unit=unit, at=at)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE staged_subject")


def register_staged(table: str, column: str, *, unit: UnitId, at: Instant) -> None:
    """Make a record for each new id in a column of a staged table, placed in `unit`."""
    day = calendar_of_unit(unit).local_date(at)
    with connection.cursor() as cursor:
        # The placement comes first: the person's own row is within reach only once it stands.
        cursor.execute(
            "INSERT INTO people_placement (person_id, unit_id, since) "
            f'SELECT "{column}", %s, %s FROM "{table}"',
            [unit, day],
        )
        cursor.execute(
            f'INSERT INTO people_person (id, kind, sex) SELECT "{column}", %s, \'\' FROM "{table}"',
            [SUBJECT],
        )
