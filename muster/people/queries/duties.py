"""Who has the duty, now and later; no patient is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.duty import NEEDED, Duty, DutyRole, turns_between
from muster.people.facts import people_by_unit
from muster.people.formation import Formation
from muster.people.models import DutyTurn
from muster.people.rules.cover import Cover, Hole, Shift, covers, holes
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class ListedDuty:
    """A turn of duty and the code of its unit."""

    duty: Duty
    unit_code: str


@query(
    key="people.list-duties",
    permits=Permission.KEEP_ROSTER,
    zone=Zone.FORMATION,
    says=_("The duties were listed."),
)
def duties(*, by: Viewer, at: Instant) -> Shown[list[ListedDuty]]:
    """Return the turns within the viewer's units that are not over, the earliest first."""
    formation = Formation.read()
    own = {formation.units[key].id: formation.units[key].code for key in formation.below(by.units)}
    void = DutyTurn.objects.filter(cancels_id__isnull=False).values("cancels_id")
    turns = DutyTurn.objects.filter(ends__gt=at, cancels_id=None, unit_id__in=own).exclude(
        id__in=void
    )
    return Shown(
        [
            ListedDuty(
                Duty(
                    one.id, UnitId(one.unit_id), DutyRole(one.role), AccountId(one.account_id),
                    one.starts, one.ends,
                ),
                own[one.unit_id],
            )
            for one in turns.order_by("starts", "id")
        ]
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole in the rosters of these units, named by their codes; see `rules/cover.py`."""

    role: DutyRole
    since: Instant
    until: Instant
    doubled: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """Who has the duty between two instants, and where somebody with people in it has nobody."""

    turns: tuple[ListedDuty, ...]
    gaps: tuple[Gap, ...]


@query(
    key="people.read-duty-plan",
    permits=Permission.KEEP_ROSTER,
    zone=Zone.FORMATION,
    says=_("The plan of duties was read."),
)
def duty_plan(*, since: Instant, until: Instant, by: Viewer, at: Instant) -> Shown[DutyPlan]:
    """Return the turns within the viewer's units between two instants, and the holes in them.

    A turn of a unit further up covers too, so those above the viewer's own are looked at as well.
    """
    formation = Formation.read()
    own = {UnitId(formation.units[key].id) for key in formation.below(by.units)}
    turns = turns_between(since, until)
    codes = {UnitId(unit.id): unit.code for unit in formation.units.values()}
    listed = tuple(ListedDuty(one, codes[one.unit]) for one in turns if one.unit in own)
    shifts = _shifts(turns)
    found: dict[Hole, list[str]] = {}
    peopled = {*people_by_unit(since.date()), *people_by_unit(until.date())}
    for unit in sorted(peopled, key=lambda one: codes.get(one, "")):
        if unit in own:
            chain = _chain(formation, unit)
            for hole in holes(chain, shifts, [one.value for one in NEEDED], since, until):
                found.setdefault(hole, []).append(codes[unit])
    gaps = tuple(
        Gap(DutyRole(hole.role), hole.since, hole.until, hole.doubled, tuple(units))
        for hole, units in sorted(found.items(), key=lambda one: (one[0].since, one[0].role))
    )
    return Shown(DutyPlan(listed, gaps))


@query(
    key="people.read-duty-calendar",
    permits=Permission.KEEP_ROSTER,
    zone=Zone.FORMATION,
    says=_("Who has the duty for a unit was read, day by day."),
)
def duty_calendar(
    *, unit: UnitId, since: Instant, until: Instant, by: Viewer, at: Instant
) -> Shown[list[Cover]]:
    """Return who has each duty of one of the viewer's units between two instants."""
    formation = Formation.read()
    key = formation.key_of.get(unit)
    if key is None or key not in formation.below(by.units):
        raise NOT_FOUND.refused()
    roles = [one.value for one in DutyRole]
    shifts = _shifts(turns_between(since, until))
    return Shown(covers(_chain(formation, unit), shifts, roles, since, until))


def _shifts(turns: Iterable[Duty]) -> list[Shift]:
    """Return turns as the rule takes them; of two for the same, the one given later counts."""
    return [
        Shift(one.unit, one.role.value, one.account, one.starts, one.ends, place)
        for place, one in enumerate(sorted(turns, key=lambda one: one.id))
    ]


def _chain(formation: Formation, unit: UnitId) -> list[UUID]:
    """Return a unit and all above it, the nearest first."""
    chain: list[UUID] = []
    above: UUID | None = unit
    while above in formation.key_of and above not in chain:
        chain.append(above)
        above = formation.units[formation.key_of[above]].parent_id
    return chain
