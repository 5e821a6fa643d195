"""Who begins, ends or changes something in a span of days; for use inside a unit of work."""

from __future__ import annotations

from datetime import date

from django.db import connection

from muster.kernel.ids import PersonId

_BETWEEN = """
SELECT person_id FROM people_posting WHERE since BETWEEN %(first)s AND %(last)s
UNION SELECT person_id FROM people_serviceevent WHERE since BETWEEN %(first)s AND %(last)s
"""


def turns_between(first: date, last: date) -> set[PersonId]:
    """Return who has a turn of posting, or an event of service, that begins on one of these days.

    It may have been taken back since: whoever asks looks at each of these people once more.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BETWEEN, {"first": first, "last": last})
        return {PersonId(person) for (person,) in cursor.fetchall()}
