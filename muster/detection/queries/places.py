"""The morning's list in its order, one stretch after the other, as far as a page needs it.

Each stretch is one scan of an index of its own that begins where the last page ended, so page 60 of
a long list costs what page one costs. Inside a unit of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from muster.access.viewers import Viewer
from muster.detection.rules.morning import Place, Section, Wanted, Whose
from muster.kernel.ids import PersonId, UnitId
from muster.kernel.time import Instant
from muster.people.formation import everybody_is_below, units_below

# By which condition a stretch is known, and the clock that orders it: queue.place_in_queue in SQL.
_STRETCHES = {
    Section.RED: ("due_at IS NOT NULL AND rank = 0", "due_at"),
    Section.OVERDUE: ("due_at IS NOT NULL AND rank > 0 AND due_at < %(begun)s", "due_at"),
    Section.AHEAD: ("due_at IS NOT NULL AND rank > 0 AND due_at >= %(begun)s", "call_by"),
    Section.SPOKEN_WITH: ("due_at IS NULL", "since"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """The part of a query that keeps to what is wanted, and its values."""

    sql: str
    values: dict[str, Any]


def condition(wanted: Wanted, by: Viewer) -> Condition:
    """Return the condition for `wanted`; it names the units, so that the list starts from them.

    Whoever covers everybody names none: the order of the whole list is then the quicker way.
    """
    parts, values = ["NOT ended"], dict[str, Any]()
    units = _units(wanted, by)
    if units is not None:
        parts.append("unit_id = ANY(%(units)s::uuid[])")
        values["units"] = units
    if wanted.tier is not None:
        parts.append("rank = %(rank)s")
        values["rank"] = wanted.tier.rank
    if wanted.whose is Whose.MINE:
        parts.append("owner = %(owner)s")
        values["owner"] = by.account
    elif wanted.whose is Whose.NOBODYS:
        parts.append("owner IS NULL")
    if wanted.overdue:
        parts.append("due_at < %(begun)s")
    if wanted.outcome:
        parts.append(_STRETCHES[Section.SPOKEN_WITH][0])
    if wanted.instrument:
        parts.append("%(instrument)s = ANY(instruments)")
        values["instrument"] = wanted.instrument
    return Condition(" AND ".join(parts), values)


def _units(wanted: Wanted, by: Viewer) -> list[UnitId] | None:
    if wanted.unit is not None:
        return units_below((wanted.unit,))
    return None if everybody_is_below(by.units) else units_below(by.units)


def places(
    kept: Condition, *, after: Place | None, limit: int, at: Instant
) -> tuple[list[Place], bool]:
    """Return up to `limit` places that follow `after`, and whether more follow them."""
    begun = at if after is None else after.begun
    found: list[Place] = []
    for section in Section:
        if after is not None and section < after.section:
            continue
        start = after if after is not None and section is after.section else None
        found += _stretch(section, kept, start, limit + 1 - len(found), begun)
        if len(found) > limit:
            break
    return found[:limit], len(found) > limit


def _stretch(
    section: Section, kept: Condition, after: Place | None, limit: int, begun: Instant
) -> list[Place]:
    known_by, clock = _STRETCHES[section]
    # Stored times are whole microseconds, as the places are: equal means equal.
    later = f"AND ({clock}, since, person_id) > (%(clock)s, %(since)s, %(last)s)" if after else ""
    start: dict[str, Any] = (
        {"clock": after.clock, "since": after.since, "last": after.person} if after else {}
    )
    rows = _rows(
        f"SELECT {clock}, since, person_id FROM detection_queueperson "
        f"WHERE {kept.sql} AND {known_by} {later} "
        f"ORDER BY {clock}, since, person_id LIMIT %(limit)s",
        {**kept.values, **start, "begun": begun, "limit": limit},
    )
    return [Place(begun, section, at, since, PersonId(who)) for at, since, who in rows]


MOST = 5000
"""Beyond this many nobody counts on: a reader is told “more than 5000”."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand where, each counted up to MOST + 1.

    `overdue` counts the red ones that are late too, as the filter does and as each line says of
    itself; `waiting` is everybody whom somebody is still to call, `spoken_with` whose outcome alone
    is missing.
    """

    red: int
    overdue: int
    waiting: int
    spoken_with: int


def counts(kept: Condition, at: Instant) -> Counts:
    """Count what is wanted, in one statement that stops counting at MOST + 1 of each."""
    conditions = (
        _STRETCHES[Section.RED][0],
        "due_at < %(begun)s",
        "due_at IS NOT NULL",
        _STRETCHES[Section.SPOKEN_WITH][0],
    )
    counted = ", ".join(
        "(SELECT count(*) FROM (SELECT FROM detection_queueperson "
        f"WHERE {kept.sql} AND {one} LIMIT {MOST + 1}) AS c)"
        for one in conditions
    )
    [row] = _rows(f"SELECT {counted}", {**kept.values, "begun": at})
    return Counts(*row)


def newer(kept: Condition, *, than: Instant, at: Instant) -> int:
    """Return for how many something was raised after `than`, counted up to MOST + 1."""
    [[found]] = _rows(
        "SELECT count(*) FROM (SELECT FROM detection_queueperson "
        f"WHERE {kept.sql} AND latest > %(than)s LIMIT {MOST + 1}) AS c",
        {**kept.values, "than": than, "begun": at},
    )
    return int(found)


def by_unit(at: Instant) -> list[tuple[UnitId, int, int, int, int]]:
    """Return for each unit how many are red, overdue, still to be called, and nobody's."""
    return [
        (UnitId(unit), red, overdue, waiting, free)
        for unit, red, overdue, waiting, free in _rows(
            "SELECT unit_id, count(*) FILTER (WHERE due_at IS NOT NULL AND rank = 0), "
            "count(*) FILTER (WHERE due_at < %(begun)s), "
            "count(*) FILTER (WHERE due_at IS NOT NULL), "
            "count(*) FILTER (WHERE due_at IS NOT NULL AND owner IS NULL) "
            "FROM detection_queueperson WHERE NOT ended AND unit_id IS NOT NULL GROUP BY unit_id",
            {"begun": at},
        )
    ]


def _rows(statement: str, values: dict[str, Any]) -> Sequence[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
