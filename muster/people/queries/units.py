"""The units, and the rosters that arrived; no person is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import arrivals as rosters
from muster.people.calendars import day_at, unit_calendars
from muster.people.facts import people_by_unit
from muster.people.formation import Formation
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One unit of the tree; `depth` counts from the viewer's own unit, `people` those in it."""

    unit: UnitId
    code: str
    name_en: str
    name_ru: str
    kind: str
    depth: int
    stands: bool
    zone: str
    people: int


@query(
    key="people.list-units",
    permits=Permission.READ_PERSON,
    zone=Zone.FORMATION,
    says=_("The units were listed."),
)
def units(*, by: Viewer, at: Instant) -> Shown[list[ListedUnit]]:
    """Return the units in and below the viewer's own, each followed by those below it."""
    formation = Formation.read()
    counts, calendars = people_by_unit(day_at(by.units, at)), unit_calendars()
    listed: list[ListedUnit] = []
    children: dict[UnitId | None, list[str]] = {}
    for key, unit in formation.units.items():
        children.setdefault(unit.parent_id, []).append(key)

    def walk(key: str, depth: int) -> None:
        unit = formation.units[key]
        listed.append(
            ListedUnit(
                UnitId(unit.id), unit.code, unit.name_en, unit.name_ru, unit.kind, depth,
                unit.stands, calendars[UnitId(unit.id)].zone, counts.get(UnitId(unit.id), 0),
            )
        )  # fmt: skip
        for child in sorted(children.get(unit.id, ())):
            walk(child, depth + 1)

    for root in by.units:
        if root in formation.key_of:
            walk(formation.key_of[root], 0)
    return Shown(listed)


@query(
    key="people.list-arrivals",
    permits=Permission.IMPORT_PEOPLE,
    zone=Zone.IDENTITY,
    says=_("The rosters that arrived were listed."),
)
def arrivals(*, by: Viewer, at: Instant) -> Shown[list[rosters.Arrived]]:
    """Return the rosters that arrived for the viewer's units, the latest first."""
    return Shown(rosters.listed())


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """One unit of the tree as it stood on a day; `people` are those who served in it that day."""

    unit: UnitId
    code: str
    name_en: str
    name_ru: str
    depth: int
    people: int


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stood: under the parent of this code, "" for the top, from a day to another."""

    parent: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """What a unit is called, what its clocks go by, and every place it had, in order of time."""

    unit: UnitId
    code: str
    name_en: str
    name_ru: str
    kind: str
    zone: str
    country: str
    stands: bool
    places: tuple[UnitPlace, ...]


@query(
    key="people.read-tree",
    permits=Permission.SHAPE_UNITS,
    zone=Zone.FORMATION,
    says=_("The tree of units was read as it stood on one day."),
)
def tree(*, day: date, by: Viewer, at: Instant) -> Shown[list[PlacedUnit]]:
    """Return the units that stood on `day` among the viewer's, each followed by those below it."""
    formation = Formation.read()
    parents, own = formation.tree(day).parents, formation.below(by.units)
    counts = people_by_unit(day)
    below: dict[str | None, list[str]] = {}
    for key, parent in parents.items():
        if key in own:
            # One whose parent is not the viewer's, or did not stand, is shown at the top.
            below.setdefault(parent if parent in own and parent in parents else None, []).append(
                key
            )
    listed: list[PlacedUnit] = []
    waiting = [(key, 0) for key in sorted(below.get(None, ()), reverse=True)]
    while waiting:
        key, depth = waiting.pop()
        unit = formation.units[key]
        people = counts.get(UnitId(unit.id), 0)
        listed.append(
            PlacedUnit(UnitId(unit.id), unit.code, unit.name_en, unit.name_ru, depth, people)
        )
        waiting.extend((one, depth + 1) for one in sorted(below.get(key, ()), reverse=True))
    return Shown(listed)


@query(
    key="people.read-unit",
    permits=Permission.SHAPE_UNITS,
    zone=Zone.FORMATION,
    says=_("A unit's names and its places in the tree were read."),
)
def unit_history(*, unit: UnitId, by: Viewer, at: Instant) -> Shown[UnitHistory]:
    """Return one of the viewer's units with all its places; another one is not found."""
    formation = Formation.read()
    key = formation.key_of.get(unit)
    if key is None or key not in formation.below(by.units):
        raise NOT_FOUND.refused()
    found = formation.units[key]
    places = sorted((one for one in formation.places if one.unit == key), key=lambda one: one.since)
    codes = {other: known.code for other, known in formation.units.items()}
    return Shown(
        UnitHistory(
            unit, found.code, found.name_en, found.name_ru, found.kind, found.zone, found.country,
            found.stands,
            tuple(UnitPlace(codes.get(one.parent or "", ""), one.since, one.until)
                  for one in places),
        )
    )  # fmt: skip
