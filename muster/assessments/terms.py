"""A campaign's terms as they are read and written; for use inside a unit of work."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from muster.assessments.models import CampaignTurn, Terms
from muster.assessments.rules.stages import Stages
from muster.assessments.rules.who import Who
from muster.assessments.rules.windows import Dated
from muster.kernel.ids import UnitId
from muster.kernel.time import Instant
from muster.people.serving import units_above

OPENED, CLOSED = "opened", "closed"


@dataclass(frozen=True, slots=True)
class Ordered:
    """A campaign: who is asked what, and when. `opened` and `closed` are None until they happen.

    Windows are those of the profile's `calendar`, or where that is "" the stated `windows`.
    """

    id: UUID
    name: str
    units: tuple[UnitId, ...]
    who: Who
    stages: Stages
    calendar: str
    windows: tuple[Dated, ...]
    closes_on: date | None
    in_room: bool
    whole_unit: bool
    prepared: Instant
    opened: Instant | None = None
    closed: Instant | None = None

    def is_open(self, at: Instant) -> bool:
        """Is something asked under these terms at `at`?"""
        return self.opened is not None and self.opened <= at and not self._ended(at)

    def _ended(self, at: Instant) -> bool:
        return self.closed is not None and self.closed <= at


def plain(value: object) -> Any:
    """Return `who`, `stages` or windows as they are stored: lists, mappings, texts."""
    return msgspec.to_builtins(value)


def open_campaigns(at: Instant) -> list[Ordered]:
    """Return every campaign that is open at `at`, in the order of their ids."""
    turns = CampaignTurn.objects.filter(at__lte=at)
    closed = turns.filter(state=CLOSED).values("campaign_id")
    opened = turns.filter(state=OPENED).exclude(campaign_id__in=closed).values("campaign_id")
    found = _ordered(Terms.objects.filter(id__in=opened).order_by("id"))
    return [one for one in found if one.is_open(at)]


def campaigns_touching(units: Iterable[UnitId]) -> list[Ordered]:
    """Return every campaign for any of these units, the latest first."""
    found = Terms.objects.filter(units__overlap=list(units)).order_by("-id")
    return _ordered(found)


def terms_of(campaign: UUID) -> Ordered | None:
    """Return one campaign, None where there is none that was prepared by that id."""
    return next(iter(_ordered(Terms.objects.filter(id=campaign))), None)


_stages: dict[UUID, Stages] = {}  # a campaign's terms are written once


def stages_of(campaign: UUID) -> Stages | None:
    """Return what one campaign asks in which order, None where none was prepared by that id."""
    known = _stages.get(campaign)
    if known is None:
        row = Terms.objects.filter(id=campaign).values_list("stages", flat=True).first()
        if row is None:
            return None
        known = _stages[campaign] = msgspec.convert(row, Stages)
    return known


def terms_for(campaign: UUID, units: Collection[UnitId]) -> Ordered | None:
    """Return one campaign that asks in any of `units`, None where none of that id does.

    Whether there is another that asks elsewhere is not looked at: nobody shall be able to tell.
    """
    above = units_above(units)
    reach = {one for path in above.values() for one in path}
    found = Terms.objects.filter(id=campaign, units__overlap=list(reach))
    return next(iter(_ordered(found)), None)


def terms_within(campaign: UUID, units: Collection[UnitId]) -> Ordered | None:
    """Return one campaign all of whose units are among `units`, None where none of that id is."""
    found = Terms.objects.filter(id=campaign, units__contained_by=list(units))
    return next(iter(_ordered(found)), None)


def _ordered(rows: Iterable[Terms]) -> list[Ordered]:
    listed = list(rows)
    turns = CampaignTurn.objects.filter(campaign_id__in=[row.id for row in listed])
    at = {(one.campaign_id, one.state): one.at for one in turns}
    return [
        Ordered(
            row.id,
            row.name,
            tuple(UnitId(one) for one in row.units),
            msgspec.convert(row.who, Who),
            msgspec.convert(row.stages, Stages),
            row.calendar,
            msgspec.convert(row.windows, tuple[Dated, ...]),
            row.closes_on,
            row.in_room,
            row.whole_unit,
            row.prepared_at,
            at.get((row.id, OPENED)),
            at.get((row.id, CLOSED)),
        )
        for row in listed
    ]
