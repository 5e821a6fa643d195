"""What is due for removal by the profile, table by table, and how it is removed.

A record is named by its kind, the same as in the profile's [retention]. The rule itself stands in
`policy/rules/retention.py`; here it is asked for the last day on which something due today may have
begun, and the database is asked for what began by then. Days are those of the unit where somebody
is or last was, so each time zone of the force is asked about by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from muster.access.viewers import Viewer
from muster.config import casework_ages, partner_ages
from muster.config.ages import HELD, HERE, SERVES_AGAIN, Due, Place, last_start
from muster.config.apart import (
    APART,
    CAREER_ACTIONS,
    CAREER_FILES,
    CAREERS,
    WAITING,
    careers_before,
    waiting_before,
)
from muster.config.shelves import SHELVES, Shelf
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.people.calendars import calendar_of_unit, calendars_of, unit_calendars
from muster.people.commands.erasing import erase
from muster.policy.commands import remove_expired
from muster.policy.queries import in_force
from muster.policy.rules.profile import CountedFrom, Profile
from muster.vault.work import current, unit_of_work
from muster.vault.zones import Audience

GROUND = "retention"
STAGED = "staged-imports"
AT_ONCE = 5_000


KINDS = frozenset(
    {
        *(shelf.kind for shelf in SHELVES), casework_ages.KIND, partner_ages.KIND, "identity",
        "campaign-subjects", STAGED, CAREERS,
    }
)  # fmt: skip
"""Every kind of record that is removed here."""

_START = {
    CountedFrom.RECORDED: "{recorded}",
    CountedFrom.ENDED: "{ended}",
    # Whoever is the subject of a file alone, or came from outside, has no service that ends.
    CountedFrom.SERVICE_END: (
        "CASE WHEN who.kind IN ('subject', 'newcomer') THEN {recorded} "
        "WHEN w.until < %(today)s THEN w.until END"
    ),
}


def due(by: Viewer, at: Instant, *, careers: bool = True) -> list[Due]:
    """Return what may be removed today within the viewer's units; kinds in the shelves' order.

    Ids and days of clinical records are read as a clinician's role may, and nothing else of them.
    Without `careers` the auditor's zone is left out, which the worker's login may not enter.
    """
    profile = in_force()
    found: list[Due] = []
    gone: defaultdict[str, set[UUID]] = defaultdict(set)
    with unit_of_work(by.standing()) as work, work.acting_as(Audience.ADMINISTRATOR):
        places = _places(at)
        for place in places:
            with days_of(place):
                for shelf in SHELVES:
                    with work.acting_as(shelf.reader):
                        one = _on_shelf(shelf, profile, place)
                    found += [one] if one.ids else []
                found += casework_ages.due(work, profile, place)
        found += partner_ages.due(work, profile, at)
        for one in found:
            gone[one.table] |= set(one.ids)
        for place in places:
            with days_of(place):
                found += [
                    one for kind in _PEOPLE if (one := _people(kind, profile, place, gone)).ids
                ]
    before = _day_after(STAGED, by, at)
    last = _day_after(CAREERS, by, at)
    with unit_of_work(by.standing()):
        apart = [
            Due(STAGED, table, waiting_before(table, before), frozenset())
            for table in WAITING
            if careers or table != CAREER_FILES
        ]
        if careers:
            apart.append(Due(CAREERS, CAREER_ACTIONS, careers_before(last), frozenset()))
    return [*found, *(one for one in apart if one.ids)]


def _places(at: Instant) -> list[Place]:
    units: defaultdict[str, list[UnitId]] = defaultdict(list, {"UTC": []})
    for unit, calendar in unit_calendars().items():
        units[calendar.zone].append(unit)
    return [Place(zone, Calendar(zone).local_date(at), tuple(units[zone])) for zone in units]


def place_of(person: PersonId, at: Instant) -> Place:
    """Return where a person is or last was, for a unit of work that reaches them."""
    zone = calendars_of([person])[person].zone
    return Place(zone, Calendar(zone).local_date(at), ())


@contextmanager
def days_of(place: Place) -> Iterator[None]:
    """Let the database reckon the days of instants as they are at this place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('TimeZone')")
        [before] = cursor.fetchone()
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [place.zone])
        yield
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [before])


def apply(by: Viewer, at: Instant) -> dict[str, int]:
    """Remove what is due; return how many rows, or people, went of each kind."""
    removed: dict[str, int] = {}
    for one in due(by, at):
        if one.table == "people_person":
            for person in one.ids:
                erase(record=PersonId(person), ground=GROUND, by=by, at=at)
            went = len(one.ids)
        elif one.table in APART:
            went = APART[one.table](before=_day_after(one.kind, by, at), by=by, at=at)
        else:
            went = sum(_in_parts(one, by, at))
        removed[one.kind] = removed.get(one.kind, 0) + went
    return removed


def _day_after(kind: str, by: Viewer, at: Instant) -> Instant:
    """Return the first instant of what is not due yet, by the days of the viewer's own unit."""
    with unit_of_work(by.standing()):
        calendar = calendar_of_unit(by.units[0]) if by.units else Calendar()
    last = last_start(kind, in_force(), calendar.local_date(at)) or date.min
    midnight = datetime.combine(last + timedelta(days=1), time.min, ZoneInfo(calendar.zone))
    return midnight.astimezone(UTC)


def _in_parts(one: Due, by: Viewer, at: Instant) -> Iterator[int]:
    for first in range(0, len(one.ids), AT_ONCE):
        ids = one.ids[first : first + AT_ONCE]
        yield remove_expired(
            kind=one.kind, records={one.table: ids}, persons=one.persons, by=by, at=at
        )


def _on_shelf(shelf: Shelf, profile: Profile, place: Place) -> Due:
    last = last_start(shelf.kind, profile, place.today)
    if last is None:
        return Due(shelf.kind, shelf.table, (), frozenset())
    after = profile.retention[shelf.kind].after
    start = _START[after].format(recorded=shelf.recorded, ended=shelf.ended)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{shelf.key}, t.person_id FROM {shelf.table} t "
            "LEFT JOIN people_person who ON who.id = t.person_id "
            "LEFT JOIN people_placement w ON w.person_id = t.person_id "
            f"WHERE {HERE} AND {start} <= %(last)s AND {shelf.besides} AND NOT {HELD} "
            f"AND NOT {SERVES_AGAIN}",
            {"last": last, **place.asked},
        )
        rows = cursor.fetchall()
    ids = tuple(dict.fromkeys(key for key, _person in rows))
    return Due(shelf.kind, shelf.table, ids, frozenset(person for _key, person in rows))


_PEOPLE = {
    "identity": "who.kind = 'personnel' AND w.until < %(today)s AND w.until <= %(last)s",
    "campaign-subjects": "who.kind = 'subject' AND w.since <= %(last)s",
    # Known for the sake of casework alone, so kept as it is.
    casework_ages.KIND: "who.kind = 'newcomer' AND w.since <= %(last)s",
}


def _people(kind: str, profile: Profile, place: Place, gone: dict[str, set[UUID]]) -> Due:
    """Return the people who may be erased whole: their time is over, and nothing of theirs stays.

    What stays is every record on a shelf that is not due itself.
    """
    last = last_start(kind, profile, place.today)
    if last is None:
        return Due(kind, "people_person", (), frozenset())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT who.id FROM people_person who "
            "LEFT JOIN people_placement w ON w.person_id = who.id "
            f"WHERE {HERE} AND who.merged_into_id IS NULL AND {_PEOPLE[kind]} AND NOT {HELD} "
            "AND NOT EXISTS (SELECT FROM people_person a JOIN policy_legalhold h "
            "  ON h.person_id = a.id WHERE a.merged_into_id = who.id) "
            f"AND NOT {SERVES_AGAIN}",
            {"last": last, **place.asked},
        )
        candidates = [row[0] for row in cursor.fetchall()]
        staying = casework_ages.staying(current(), candidates, gone)
        for shelf in SHELVES:
            with current().acting_as(shelf.reader):
                staying |= set(_staying(cursor, shelf, candidates, gone.get(shelf.table, set())))
    ids = tuple(one for one in candidates if one not in staying)
    return Due(kind, "people_person", ids, frozenset(ids))


def _staying(cursor: Any, shelf: Shelf, candidates: list[UUID], gone: set[UUID]) -> Iterator[UUID]:
    """Yield which of the candidates have a record on the shelf that does not go today."""
    cursor.execute(
        f"SELECT coalesce(who.merged_into_id, who.id), t.{shelf.key} FROM {shelf.table} t "
        "JOIN people_person who ON who.id = t.person_id "
        "WHERE coalesce(who.merged_into_id, who.id) = ANY(%s)",
        [candidates],
    )
    yield from (person for person, key in cursor.fetchall() if key not in gone)
