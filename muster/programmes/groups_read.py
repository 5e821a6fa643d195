"""Groups as pages and proposals read them; inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of_units
from muster.people.unit_names import unit_names
from muster.programmes.models import Group, GroupEnd
from muster.programmes.seats import taken_in


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: where, for whom, from when, and how many may still be booked."""

    group: UUID
    programme: str
    unit: UnitId
    unit_code: str
    place: str
    video: bool
    language: str
    only: str
    capacity: int
    bookable: int
    taken: int
    starts: Instant
    zone: str

    @property
    def free(self) -> int:
        return max(self.bookable - self.taken, 0)


def standing_groups(
    *, units: Collection[UnitId] | None = None, programme: str = "", after: Instant | None = None
) -> list[GroupLine]:
    """Return the groups that were not called off, by their first day.

    Those of `units`, None: of all; of `programme`, "": of all; that begin `after`, None: ever.
    """
    rows = Group.objects.exclude(id__in=GroupEnd.objects.values("group_id"))
    if units is not None:
        rows = rows.filter(unit_id__in=list(units))
    if programme:
        rows = rows.filter(programme=programme)
    if after is not None:
        rows = rows.filter(starts__gt=after)
    return lines_of(list(rows.order_by("starts", "id")))


def lines_of(rows: Sequence[Group]) -> list[GroupLine]:
    """Return these groups as lines."""
    units = {UnitId(one.unit_id) for one in rows}
    names, calendars = unit_names(units), calendars_of_units(units)
    taken = taken_in([one.id for one in rows])
    return [
        GroupLine(
            one.id, one.programme, UnitId(one.unit_id), names[UnitId(one.unit_id)].code, one.place,
            one.video, one.language, one.only, one.capacity, one.bookable, taken.get(one.id, 0),
            one.starts, calendars[UnitId(one.unit_id)].zone,
        )
        for one in rows
    ]  # fmt: skip
