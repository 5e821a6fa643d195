"""The calendars that clocks go by: a unit's time zone and country, its own or the one above it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache

import holidays
from django.db import connection

from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.people.models import Unit
from muster.vault.trips import Filled, Statement
from muster.vault.work import current
from muster.vault.zones import Audience

_ABOVE = """
WITH RECURSIVE above AS (
  SELECT id, parent_id, zone, country FROM people_unit WHERE id = ANY(%s::uuid[])
  UNION
  SELECT unit.id, unit.parent_id, unit.zone, unit.country
  FROM people_unit unit JOIN above ON unit.id = above.parent_id
)
SELECT id, parent_id, zone, country FROM above
"""
_PLACED = Statement("""
WITH RECURSIVE placed AS MATERIALIZED (
  SELECT person_id, unit_id FROM people_placement WHERE person_id = ANY($1::uuid[])
), above AS (
  SELECT id, parent_id, zone, country FROM people_unit
  WHERE id = ANY(ARRAY(SELECT DISTINCT unit_id FROM placed))
  UNION
  SELECT unit.id, unit.parent_id, unit.zone, unit.country
  FROM people_unit unit JOIN above ON unit.id = above.parent_id
)
SELECT true, person_id, unit_id, '', '' FROM placed
UNION ALL SELECT false, id, parent_id, zone, country FROM above
""")


def calendars_of(people: Sequence[PersonId]) -> dict[PersonId, Calendar]:
    """Return each person's calendar, by the unit they are or last were in; UTC where unknown.

    For use inside a unit of work that reaches these people.
    """
    everywhere = Calendar()
    rows = current().ask(_PLACED, list(people))
    placed = [(person, unit) for is_person, person, unit, _zone, _country in rows if is_person]
    said = {row[1]: row[2:] for row in rows if not row[0]}
    by_unit = {unit: _calendar(*_inherited(unit, said)) for _person, unit in placed if unit in said}
    found = dict.fromkeys(people, everywhere)
    found.update((person, by_unit.get(unit, everywhere)) for person, unit in placed)
    return found


def calendars_of_placed(people: Sequence[PersonId]) -> dict[PersonId, Calendar]:
    """Return the same for whoever does not read where people are placed, within the same units."""
    with current().acting_as(Audience.ADMINISTRATOR):
        return calendars_of(people)


def calendar_asked(person: PersonId) -> Filled:
    """Return what `calendars_of` asks of one person, to be asked ahead."""
    return _PLACED.of([person])


def calendar_of_unit(unit: UnitId) -> Calendar:
    """Return one unit's calendar; UTC where the unit is not known."""
    return calendars_of_units({unit}).get(unit, Calendar())


def day_at(units: Sequence[UnitId], at: Instant) -> date:
    """Return what day it is in the first of the units; in UTC where there is none."""
    return calendar_of_unit(units[0]).local_date(at) if units else at.date()


def unit_calendars() -> dict[UnitId, Calendar]:
    """Return every unit's calendar; what a unit does not say of itself, the one above it says."""
    said = {
        unit: (parent, zone, country)
        for unit, parent, zone, country in Unit.objects.values_list(
            "id", "parent_id", "zone", "country"
        )
    }
    return {UnitId(unit): _calendar(*_inherited(unit, said)) for unit in said}


def calendars_of_units(units: Collection[UnitId]) -> dict[UnitId, Calendar]:
    """Return the calendars of a few units, reading them and those above them alone."""
    if not units:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [[str(one) for one in units]])
        said = {unit: (parent, zone, country) for unit, parent, zone, country in cursor.fetchall()}
    return {unit: _calendar(*_inherited(unit, said)) for unit in units if unit in said}


def _inherited(
    unit: UnitId, said: Mapping[UnitId, tuple[UnitId | None, str, str]]
) -> tuple[str, str]:
    zone = country = ""
    seen: set[UnitId] = set()
    above: UnitId | None = unit
    while above in said and above not in seen and not (zone and country):
        seen.add(above)
        above, own_zone, own_country = said[above]
        zone, country = zone or own_zone, country or own_country
    return zone, country


@cache
def _calendar(zone: str, country: str) -> Calendar:
    if not country:
        return Calendar(zone or "UTC")
    weekend = frozenset(holidays.country_holidays(country).weekend)
    return Calendar(zone or "UTC", country, weekend)
