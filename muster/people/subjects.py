"""People who are nobody in personnel: subjects of a campaign, and newcomers.

A subject is known by a file's rows alone. A newcomer never served here and came to an office for
help into work: placed with that office, without a post, a number or a name that anybody looks up.

For use inside another room's command: the unit of work is theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.people import problems
from muster.people.calendars import calendar_of_unit
from muster.vault.bulk import csv_blocks, stage
from muster.vault.work import current
from muster.vault.zones import Audience

SUBJECT, PERSONNEL, NEWCOMER = "subject", "personnel", "newcomer"


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


_PLACE_OUTSIDE = """
INSERT INTO people_placement (person_id, unit_id, since, outside) VALUES (%s, %s, %s, true)
ON CONFLICT DO NOTHING
"""
_MAKE_NEWCOMER = "INSERT INTO people_person (id, kind, sex) VALUES (%s, %s, '')"
_KIND = "SELECT kind FROM people_person WHERE id = ANY(%s::uuid[])"


def register_newcomer(person: PersonId, *, unit: UnitId, at: Instant) -> bool:
    """Make a record for somebody from outside, placed with the office of `unit`; False: it is one.

    Whoever helps into work may not write who people are, so it is written as those who may, within
    the same units.
    """
    day = calendar_of_unit(unit).local_date(at)
    with current().acting_as(Audience.ADMINISTRATOR), connection.cursor() as cursor:
        cursor.execute(_PLACE_OUTSIDE, [person, unit, day])
        if cursor.rowcount == 0:
            return False
        cursor.execute(_MAKE_NEWCOMER, [person, NEWCOMER])
    return True


def refuse_newcomers(*people: PersonId) -> None:
    """Refused where one of these never served here: personnel has nothing to write of them."""
    with connection.cursor() as cursor:
        cursor.execute(_KIND, [[str(one) for one in people]])
        kinds = {kind for (kind,) in cursor.fetchall()}
    if NEWCOMER in kinds:
        raise problems.NEVER_SERVED.refused()
