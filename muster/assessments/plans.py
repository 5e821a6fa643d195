"""The plan of the year as it stands, with what was changed by hand; for use in a unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from muster.assessments.crews import Standing
from muster.assessments.models import PlanNeed, PlanPart, YearPlan
from muster.assessments.needs import Falling
from muster.assessments.rules.planning import Crew, Need, Placed, plan_year
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant


@dataclass(frozen=True, slots=True)
class Part:
    """So much of one need, given to one team in one week of the plan, counted from 0."""

    team: UUID
    week: int
    sittings: int
    interviews: int


@dataclass(frozen=True, slots=True)
class Told:
    """A plan as it stands: what it is for, and the parts that count; `by_hand` names the needs
    whose parts somebody changed. `revisions` is the last revision of each need.
    """

    id: UUID
    unit: UnitId
    year: int
    made_at: Instant
    needs: tuple[Falling, ...]
    parts: Mapping[str, tuple[Part, ...]]
    by_hand: frozenset[str]
    revisions: Mapping[str, int]

    def load(self) -> dict[tuple[UUID, int], tuple[int, int]]:
        """Return each team's sittings and interviews by week."""
        found: dict[tuple[UUID, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
        for part in (part for parts in self.parts.values() for part in parts):
            sittings, interviews = found[part.team, part.week]
            found[part.team, part.week] = (sittings + part.sittings, interviews + part.interviews)
        return dict(found)

    def short(self, need: Falling) -> tuple[int, int]:
        """Return how many sittings and interviews of a need are given to nobody."""
        parts = self.parts.get(need.key, ())
        return (
            need.sittings - sum(part.sittings for part in parts),
            need.interviews - sum(part.interviews for part in parts),
        )


def plan_of(units: Collection[UnitId], year: int) -> Told | None:
    """Return the latest plan of these units for a year, None where none was made."""
    made = YearPlan.objects.filter(unit_id__in=list(units), year=year).order_by("-id").first()
    return None if made is None else _told(made)


def _told(made: YearPlan) -> Told:
    needs = tuple(
        Falling(
            one.key, UnitId(one.unit_id), one.source, one.name, one.first_week, one.last_week,
            one.sittings, one.interviews, tuple(one.able),
        )
        for one in PlanNeed.objects.filter(plan_id=made.id).order_by("key")
    )  # fmt: skip
    rows: dict[str, dict[int, list[PlanPart]]] = defaultdict(lambda: defaultdict(list))
    for one in PlanPart.objects.filter(plan_id=made.id).order_by("week", "id"):
        rows[one.need][one.revision].append(one)
    revisions = {need: max(by_revision) for need, by_revision in rows.items()}
    return Told(
        made.id,
        UnitId(made.unit_id),
        made.year,
        made.made_at,
        needs,
        {need: _parts(rows[need][last]) for need, last in revisions.items()},
        frozenset(need for need, last in revisions.items() if last),
        revisions,
    )


def _parts(rows: Iterable[PlanPart]) -> tuple[Part, ...]:
    return tuple(
        Part(one.team_id, one.week, one.sittings, one.interviews)
        for one in rows
        if one.team_id is not None
    )


def planned(
    needs: Sequence[Falling],
    teams: Sequence[Standing],
    year: int,
    kept: Mapping[str, Sequence[Part]],
) -> tuple[Placed, ...]:
    """Plan a year; what was `kept` from an earlier plan by hand stays where it is."""
    crews = [_without(one.crew(year), kept) for one in teams]
    open_needs = [
        Need(
            one.key, one.unit.hex, one.first_week, one.last_week, one.sittings, one.interviews,
            frozenset(one.able),
        )
        for one in needs
        if one.key not in kept
    ]  # fmt: skip
    return plan_year(open_needs, crews).placed


def _without(crew: Crew, kept: Mapping[str, Sequence[Part]]) -> Crew:
    """Return the team with only the capacity that the kept parts leave."""
    sittings, interviews = list(crew.sittings), list(crew.interviews)
    for part in (part for parts in kept.values() for part in parts if part.team.hex == crew.key):
        if part.week < len(sittings):
            sittings[part.week] = max(sittings[part.week] - part.sittings, 0)
            interviews[part.week] = max(interviews[part.week] - part.interviews, 0)
    return Crew(crew.key, crew.serves, crew.able, sittings, interviews)
