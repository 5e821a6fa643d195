"""Who serves where at an instant, and what may be asked of them by: for use inside a unit of work.

It is what campaigns choose people by: their unit and those above it, sex, post, rank, the day they
came, what they lived through. Nobody's health is in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of_units
from muster.people.details import details_of
from muster.people.postings import histories_of
from muster.people.rules.moves import Stay, on_day, same_unit_since
from muster.people.service import Exposure, exposures_of
from muster.people.subjects import PERSONNEL

_SERVING = """
SELECT w.person_id, w.unit_id, w.since, w.until, p.sex, coalesce(o.title, '')
FROM people_placement w JOIN people_person p ON p.id = w.person_id
LEFT JOIN people_post o ON o.id = w.post_id
WHERE p.kind = %s AND p.merged_into_id IS NULL AND w.person_id = ANY(%s::uuid[])
"""
_BELOW = """
WITH RECURSIVE below AS (
  SELECT unnest(%s::uuid[]) AS id
  UNION
  SELECT child.id FROM people_unit child JOIN below ON child.parent_id = below.id
)
"""
_PEOPLE_OF = f"""{_BELOW}
SELECT w.person_id, w.unit_id, w.since, w.until
FROM people_placement w JOIN below ON below.id = w.unit_id
JOIN people_person p ON p.id = w.person_id
WHERE p.kind = %s AND p.merged_into_id IS NULL
ORDER BY w.unit_id, w.person_id
"""
_ABOVE = """
WITH RECURSIVE above AS (
  SELECT id AS start, id, parent_id, 0 AS steps FROM people_unit WHERE id = ANY(%s::uuid[])
  UNION ALL
  SELECT above.start, u.id, u.parent_id, steps + 1
  FROM people_unit u JOIN above ON u.id = above.parent_id WHERE steps < 32
)
SELECT start, id FROM above ORDER BY start, steps
"""
_RECORDS = """
WITH RECURSIVE down AS (
  SELECT unnest(%s::uuid[]) AS start, unnest(%s::uuid[]) AS id
  UNION
  SELECT down.start, p.id FROM people_person p JOIN down ON p.merged_into_id = down.id
)
SELECT start, id FROM down WHERE start <> id
"""


@dataclass(frozen=True, slots=True)
class Serving:
    """One person who serves, as campaigns see them; "" and None: not known.

    `above` is the unit and all above it, the nearest first; `joined` the first day of the unbroken
    stay in the unit, whatever the posts there. `records` are all of this person's ids, this first.
    """

    person: PersonId
    unit: UnitId
    above: tuple[UnitId, ...]
    sex: str
    post: str
    rank: str
    joined: date
    exposures: tuple[Exposure, ...]
    records: tuple[PersonId, ...]


def people_of(units: Collection[UnitId], at: Instant) -> list[PersonId]:
    """Return the personnel within reach who serve in or below these units at `at`, by unit."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE_OF, [[str(one) for one in units], PERSONNEL])
        rows = cursor.fetchall()
    today = _today({unit for _person, unit, _since, _until in rows}, at)
    return [
        PersonId(person)
        for person, unit, since, until in rows
        if _covers(since, until, today[unit])
    ]


def serving(
    people: Collection[PersonId], at: Instant, *, ranks: bool = False, lives: bool = True
) -> dict[PersonId, Serving]:
    """Return those of these people who serve at `at`; who has left, or was absorbed, is left out.

    Ranks stand sealed with the names, so they are opened only where they are asked for. Without
    `lives` no exposures are read, and `joined` is the first day of the present post.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SERVING, [PERSONNEL, [str(one) for one in people]])
        every = {PersonId(row[0]): row[1:] for row in cursor.fetchall()}
    units = {row[0] for row in every.values()}
    today, above = _today(units, at), units_above(units)
    rows = {person: row for person, row in every.items() if _covers(row[1], row[2], today[row[0]])}
    records = _records(rows.keys())
    stays = histories_of(rows.keys()) if lives else {}
    every_record = [one for found in records.values() for one in found]
    lived = exposures_of(every_record) if lives else {}
    details = details_of(rows.keys()) if ranks else {}
    return {
        person: Serving(
            person,
            unit,
            above[unit],
            sex,
            post,
            details[person].rank if person in details else "",
            _joined(stays.get(person, ()), today[unit], since),
            tuple(one for record in records[person] for one in lived.get(record, ())),
            records[person],
        )
        for person, (unit, since, _until, sex, post) in rows.items()
    }


def units_above(units: Collection[UnitId]) -> Mapping[UnitId, tuple[UnitId, ...]]:
    """Return each of these units with all above it, the nearest first."""
    found: dict[UnitId, list[UnitId]] = {unit: [] for unit in units}
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [[str(one) for one in units]])
        for start, unit in cursor.fetchall():
            found[start].append(UnitId(unit))
    return {unit: tuple(path) or (unit,) for unit, path in found.items()}


def units_below(units: Collection[UnitId]) -> list[UnitId]:
    """Return these units and all below them."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_BELOW} SELECT id FROM below", [[str(one) for one in units]])
        return [UnitId(row[0]) for row in cursor.fetchall()]


def _records(people: Collection[PersonId]) -> dict[PersonId, tuple[PersonId, ...]]:
    """Return every record of each of these people, the one that was kept first."""
    absorbed: dict[UUID, list[PersonId]] = defaultdict(list)
    ids = [str(one) for one in people]
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, [ids, ids])
        for start, record in cursor.fetchall():
            absorbed[start].append(PersonId(record))
    return {person: (person, *sorted(absorbed.get(person, ()))) for person in people}


def _today(units: Collection[UnitId], at: Instant) -> Mapping[UnitId, date]:
    """Return each unit's own day at `at`."""
    return {unit: found.local_date(at) for unit, found in calendars_of_units(units).items()}


def _covers(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or until >= day)


def _joined(stays: Sequence[Stay], day: date, placed: date) -> date:
    stay = on_day(stays, day)
    return placed if stay is None else same_unit_since(stays, stay)
