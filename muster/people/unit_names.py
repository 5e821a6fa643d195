"""What units are called, for pages that show no more of them; for use inside a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from muster.kernel.ids import UnitId
from muster.people.models import Unit


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's code and its name in each language of the house; a name may be empty."""

    code: str
    en: str
    ru: str

    def said_in(self, language: str) -> str:
        """Return the name in `language`, or the code of a unit that has none."""
        return (self.ru if language == "ru" else self.en) or self.code


def unit_names(units: Collection[UnitId]) -> dict[UnitId, UnitName]:
    """Return what these units are called, those stood down too; unknown ids are left out."""
    found = Unit.objects.filter(id__in=set(units)).values_list("id", "code", "name_en", "name_ru")
    return {UnitId(unit): UnitName(code, en, ru) for unit, code, en, ru in found}


def children_of(unit: UnitId) -> list[UnitId]:
    """Return the standing units directly below one, in the order of their codes."""
    found = Unit.objects.filter(parent_id=unit, stands=True).order_by("key")
    return [UnitId(one) for one in found.values_list("id", flat=True)]


def units_in_order(roots: Collection[UnitId]) -> list[tuple[UnitId, UnitName, int]]:
    """Return the standing units in and below `roots`, each followed by those below it.

    The number says how deep a unit lies, 0 for a root.
    """
    rows = Unit.objects.filter(stands=True).order_by("key")
    every = {row.id: row for row in rows}
    below: dict[UUID | None, list[UUID]] = defaultdict(list)
    for row in every.values():
        below[row.parent_id].append(row.id)
    found: list[tuple[UnitId, UnitName, int]] = []

    def walk(unit: UUID, depth: int) -> None:
        row = every[unit]
        found.append((UnitId(unit), UnitName(row.code, row.name_en, row.name_ru), depth))
        for child in below[unit]:
            walk(child, depth + 1)

    for root in roots:
        if root in every:
            walk(root, 0)
    return found


def units_of_kinds(kinds: Collection[str]) -> list[UnitId]:
    """Return the standing units of these kinds, such as "brigade"."""
    found = Unit.objects.filter(kind__in=list(kinds), stands=True)
    return [UnitId(one) for one in found.values_list("id", flat=True)]
