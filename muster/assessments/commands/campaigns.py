"""Campaigns: opened only where somebody would answer whoever they find."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments import problems
from muster.assessments.models import Campaign
from muster.instruments.packs import pack
from muster.kernel.ids import UnitId
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.duty import roles_without_duty
from muster.policy.queries import campaigns_may_open
from muster.vault.zones import Zone


@command(
    key="assessments.open-campaign",
    permits=Permission.OPEN_CAMPAIGN,
    zone=Zone.CLINICAL,
    says=_("A campaign was opened."),
)
def open_campaign(
    *,
    unit: UnitId,
    name: str,
    instruments: Sequence[str],
    closes_at: Instant,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Open a campaign for a unit and all below it, from now until `closes_at`; return its id.

    Refused while a crisis number is stale, or nobody has the duty for the unit.
    """
    if not instruments:
        raise problems.NO_SUCH_INSTRUMENT.refused()
    for instrument in instruments:
        pack(instrument)
    if closes_at <= at:
        raise problems.CAMPAIGN_BACKWARDS.refused(closes=closes_at.date())
    closed = why_closed(unit, at)
    if closed is not None:
        raise Refused(closed)
    made = Campaign(
        name=name,
        unit_id=unit,
        instruments=list(instruments),
        opens_at=at,
        closes_at=closes_at,
    )
    made.key = f"campaign:{made.id.hex}"
    made.save(force_insert=True)
    note(campaign=made.id)
    return made.id


def why_closed(unit: UnitId, at: Instant) -> Problem | None:
    """Return why no campaign may open for `unit` now, or None where it may.

    The crisis numbers must have been called lately, and every duty must be held. What is open
    already stays open: closing it would leave people who have begun alone.
    """
    stale = campaigns_may_open(at)
    if stale is not None:
        return stale
    if roles_without_duty(unit, at):
        return problems.NOBODY_ON_DUTY.at()
    return None
