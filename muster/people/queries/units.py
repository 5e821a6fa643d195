"""The units, and the rosters that arrived; no person is shown."""

from __future__ import annotations

from dataclasses import dataclass

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people import arrivals as rosters
from muster.people.calendars import unit_calendars
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
    counts, calendars = people_by_unit(at.date()), unit_calendars()
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
