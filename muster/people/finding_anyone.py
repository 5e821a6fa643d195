"""Whose a service number is, wherever they serve: for the doors that may ask that, and journal it.

For use inside a command; the database answers no audience but the one each is for.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.people import sealed
from muster.people.rules.names import service_number


def person_numbered(number: str) -> PersonId | None:
    """Return who has this service number, as a clinician's emergency asks; None: nobody has."""
    return _asked("SELECT people_person_numbered(%s::uuid)", number)


def person_led(number: str) -> PersonId | None:
    """Return who has this service number in or below the commander's own units, else None."""
    return _asked("SELECT people_person_led(%s::uuid)", number)


def is_within(person: PersonId, units: Collection[UnitId]) -> bool:
    """Is the person placed in or below these units?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT muster_person_within(%s, %s::uuid[])", [person, [str(one) for one in units]]
        )
        return bool(cursor.fetchone()[0])


def _asked(statement: str, number: str) -> PersonId | None:
    key = service_number(number)
    if not isinstance(key, str):
        return None
    with connection.cursor() as cursor:
        cursor.execute(statement, [sealed.number_key(key)])
        row = cursor.fetchone()
    found: UUID | None = row[0] if row else None
    return None if found is None else PersonId(found)
