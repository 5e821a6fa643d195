"""Campaigns, and how far they are: counts by unit, and nobody's name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments.commands.campaigns import (
    Asking,
    Foreseen,
    count_asked,
    foreseen,
    why_closed,
)
from muster.assessments.due import standings_of
from muster.assessments.rules.windows import Standing
from muster.assessments.terms import Ordered, campaigns_touching, terms_for
from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.postings import units_of
from muster.people.serving import people_of, units_below
from muster.people.unit_names import UnitName, unit_names
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign as it stands in a list, with the names of its units."""

    ordered: Ordered
    units: tuple[UnitName, ...]


@dataclass(slots=True)
class Count:
    """How many people of one unit are asked in one window, and how the window stands for them."""

    unit: UnitName
    by_standing: Counter[Standing] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """How many are asked; whoever left, or went out again, is not."""
        return sum(self.by_standing.values()) - self.by_standing[Standing.LAPSED]

    @property
    def done(self) -> int:
        return self.by_standing[Standing.DONE] + self.by_standing[Standing.DONE_LATE]


@dataclass(frozen=True, slots=True)
class Progress:
    """One campaign with its counts: by the window's name, then by unit.

    `why_closed` says what keeps a prepared campaign from being opened now; `meant` for how many
    people it is, as units and filters are today, 0 once it was opened; `waiting` how many of them
    have something to answer today, or would have if it were open.
    """

    ordered: Ordered
    units: tuple[UnitName, ...]
    counts: Mapping[str, tuple[Count, ...]]
    why_closed: tuple[Problem, ...]
    meant: int
    waiting: int


@query(
    key="assessments.list-campaigns",
    permits=Permission.READ_CAMPAIGN,
    zone=Zone.PLANNING,
    says=_("The campaigns were listed."),
)
def campaigns(*, by: Viewer, at: Instant) -> Shown[list[Listed]]:
    """Return the campaigns that ask anybody of the viewer's units, the latest first."""
    found = campaigns_touching(units_below(by.units))
    names = unit_names({unit for one in found for unit in one.units})
    return Shown([Listed(one, _named(one, names)) for one in found])


@query(
    key="assessments.read-campaign",
    permits=Permission.READ_CAMPAIGN,
    zone=Zone.CLINICAL,
    says=_("It was read how far a campaign is, as counts."),
)
def campaign(*, campaign: UUID, by: Viewer, at: Instant) -> Shown[Progress]:
    """Return a campaign and how it stands, for the viewer's units; Refused where there is none."""
    own = units_below(by.units)
    ordered = terms_for(campaign, own)
    if ordered is None:
        raise NOT_FOUND.refused()
    people = people_of(ordered.units, at)
    unit_of = units_of(people)
    names = unit_names({*unit_of.values(), *ordered.units})
    counts: dict[str, dict[UnitId, Count]] = defaultdict(dict)
    stands = standings_of(people, at, [ordered])
    for person, listed in stands.items():
        unit = unit_of[person]
        for stood in listed:
            window = counts[stood.window.partition(":")[0]]
            window.setdefault(unit, Count(names[unit])).by_standing[stood.standing] += 1
    by_window = {
        window: tuple(sorted(found.values(), key=lambda one: one.unit.code))
        for window, found in sorted(counts.items())
    }
    prepared = ordered.opened is None
    return Shown(
        Progress(
            ordered, _named(ordered, names), by_window,
            why_closed=tuple(why_closed(ordered, at)) if prepared else (),
            meant=count_asked(ordered, at) if prepared else 0,
            waiting=sum(any(one.standing.is_due for one in each) for each in stands.values()),
        )
    )  # fmt: skip


@query(
    key="assessments.foresee-campaign",
    permits=Permission.OPEN_CAMPAIGN,
    zone=Zone.CLINICAL,
    says=_("It was counted how many people a campaign would ask."),
)
def foresee(*, asking: Asking, by: Viewer, at: Instant) -> Shown[Foreseen]:
    """Return what a campaign would be, before it is prepared; Refused as preparing it would be."""
    return Shown(foreseen(asking, by, at))


def _named(ordered: Ordered, names: Mapping[UnitId, UnitName]) -> tuple[UnitName, ...]:
    return tuple(names[unit] for unit in ordered.units if unit in names)
