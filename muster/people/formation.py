"""The units as they are known: read from facts, written as facts, inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db import connection

from muster.kernel.ids import UnitId, new_id
from muster.people.models import Post, Unit, UnitTurn
from muster.people.rules.names import unit_code
from muster.people.rules.roster import ListedUnit
from muster.people.rules.tree import Change, Place, Tree, places_of, tree_on
from muster.people.rules.unit_plan import KnownUnit, UnitPlan
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience

_ABOVE = """
WITH RECURSIVE above AS (
  SELECT id, parent_id, 0 AS steps FROM people_unit WHERE id = %s
  UNION ALL
  SELECT u.id, u.parent_id, steps + 1 FROM people_unit u JOIN above ON u.id = above.parent_id
  WHERE steps < 32
)
SELECT id FROM above ORDER BY steps
"""


@dataclass(frozen=True)
class Formation:
    """Every unit, by the form of its code, and every place it ever had."""

    units: Mapping[str, Unit]
    places: tuple[Place, ...]

    @classmethod
    def read(cls) -> Formation:
        """Read all units and their facts."""
        units = {unit.key: unit for unit in Unit.objects.order_by("key")}
        key_of = {unit.id: unit.key for unit in units.values()}
        changes = [
            Change(
                key_of[turn.unit_id], turn.since, key_of.get(turn.parent_id), turn.stands,
                turn.withdrawn,
            )
            for turn in UnitTurn.objects.order_by("id")
            if turn.unit_id in key_of
        ]  # fmt: skip
        return cls(units, tuple(places_of(changes)))

    @cached_property
    def key_of(self) -> Mapping[UUID, str]:
        """The form of each unit's code, by the unit's id."""
        return {unit.id: unit.key for unit in self.units.values()}

    def known(self) -> dict[str, KnownUnit]:
        """Return the units as the rules know them."""
        history: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            history[place.unit].append(place)
        return {
            key: KnownUnit(
                key, unit.code, unit.name_en, unit.name_ru, unit.kind, unit.zone, unit.country,
                tuple(history[key]),
            )
            for key, unit in self.units.items()
        }  # fmt: skip

    def tree(self, day: date) -> Tree:
        """Return the tree as it stood on `day`."""
        return tree_on(day, self.places)

    def below(self, roots: Iterable[UnitId]) -> set[str]:
        """Return the units in and below `roots`, those stood down too, by the form of their codes.

        It walks today's parents, as the database's row-level security does.
        """
        key_of = self.key_of
        parents = {
            key: key_of.get(unit.parent_id) if unit.parent_id else None
            for key, unit in self.units.items()
        }
        tree = Tree(parents)
        return {key for root in roots if root in key_of for key in tree.below(key_of[root])}

    def listed(self, roots: Iterable[UnitId], day: date) -> dict[str, ListedUnit]:
        """Return the standing units in and below `roots`, as a roster may name them."""
        standing = self.tree(day).parents
        return {
            key: ListedUnit(UnitId(self.units[key].id), self.units[key].code)
            for key in self.below(roots)
            if key in standing
        }


def unit_by_code(code: str) -> Unit | None:
    """Return the unit that is written `code`, however it is written."""
    return Unit.objects.filter(key=unit_code(code)).first()


def root_units() -> tuple[UnitId, ...]:
    """Return the units that stand under no other, as a job of the installation may read them."""
    with unit_of_work(Standing(Audience.PLATFORM)):
        roots = Unit.objects.filter(parent_id=None, stands=True).values_list("id", flat=True)
        return tuple(UnitId(one) for one in roots)


def top_units() -> list[UnitId]:
    """Return the same inside a unit of work of any audience."""
    roots = Unit.objects.filter(parent_id=None, stands=True).values_list("id", flat=True)
    return [UnitId(one) for one in roots]


def units_below(roots: Iterable[UnitId]) -> list[UnitId]:
    """Return the ids of the units in and below `roots`, as row-level security walks them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT muster_units_below(%s::uuid[])", [[str(one) for one in roots]])
        return [UnitId(row[0]) for row in cursor.fetchall()]


def units_above(unit: UnitId) -> list[UnitId]:
    """Return the ids of `unit` and of those that it stands under, the nearest first."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [unit])
        return [UnitId(row[0]) for row in cursor.fetchall()]


def children_of(unit: UnitId) -> list[UnitId]:
    """Return the ids of the units that stand right under `unit`, in the order of their codes."""
    below = Unit.objects.filter(parent_id=unit, stands=True).order_by("key")
    return [UnitId(one) for one in below.values_list("id", flat=True)]


def everybody_is_below(roots: Iterable[UnitId]) -> bool:
    """Is there no unit outside of `roots`, so that nobody need ask who stands where?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT muster_everywhere(%s::uuid[])", [[str(one) for one in roots]])
        return bool(cursor.fetchone()[0])


def carry_out(plan: UnitPlan, known: Mapping[str, Unit], *, today: date) -> None:
    """Write what a list of units changes, and bring today's tree up to date."""
    made = [_unit(unit) for unit in plan.new]
    Unit.objects.bulk_create(made)
    units = {**known, **{unit.key: unit for unit in made}}
    for said in plan.described:
        unit = units[said.key]
        unit.name_en, unit.name_ru, unit.kind = said.name_en, said.name_ru, said.kind
        unit.zone, unit.country = said.zone, said.country
    described = [units[said.key] for said in plan.described]
    Unit.objects.bulk_update(described, ["name_en", "name_ru", "kind", "zone", "country"])
    UnitTurn.objects.bulk_create(
        UnitTurn(
            unit_id=units[change.unit].id,
            since=change.since,
            parent_id=None if change.parent is None else units[change.parent].id,
            stands=change.stands,
            withdrawn=change.withdrawn,
        )
        for change in plan.changes
    )
    settle_units(today)


def settle_units(today: date) -> int:
    """Bring every unit's parent up to today's facts; return how many were behind."""
    formation = Formation.read()
    parents = formation.tree(today).parents
    late = []
    for key, unit in formation.units.items():
        parent = parents.get(key)
        parent_id = None if parent is None else formation.units[parent].id
        stands = key in parents
        if (unit.parent_id, unit.stands) != (parent_id if stands else unit.parent_id, stands):
            # A unit that was stood down keeps its last parent: whoever was left in it stays seen.
            unit.parent_id, unit.stands = parent_id if stands else unit.parent_id, stands
            late.append(unit)
    Unit.objects.bulk_update(late, ["parent_id", "stands"])
    return len(late)


def posts_named(titles: Iterable[tuple[UnitId, str]]) -> dict[tuple[UUID, str], UUID]:
    """Return the post of each title in each unit, made at need; an empty title is no post."""
    wanted = {(unit, title) for unit, title in titles if title}
    if not wanted:
        return {}
    units = {unit for unit, _title in wanted}

    def known() -> dict[tuple[UUID, str], UUID]:
        posts = Post.objects.filter(unit_id__in=units)
        return {
            (unit, title): post for unit, title, post in posts.values_list("unit_id", "title", "id")
        }

    missing = wanted - known().keys()
    Post.objects.bulk_create(
        (Post(unit_id=unit, title=title) for unit, title in sorted(missing, key=str)),
        ignore_conflicts=True,
    )
    return {key: post for key, post in known().items() if key in wanted}


def _unit(said: KnownUnit) -> Unit:
    return Unit(
        id=new_id(), key=said.key, code=said.code, name_en=said.name_en, name_ru=said.name_ru,
        kind=said.kind, zone=said.zone, country=said.country,
    )  # fmt: skip
