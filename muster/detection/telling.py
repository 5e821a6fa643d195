"""What others tell about somebody, as a signal: a change that was noticed, a physician's referral.

For rooms above, inside their unit of work: nothing is judged here, the findings are given.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from muster.detection.alerts.opening import alarm
from muster.detection.rules.facts import Came
from muster.detection.rules.moment import alarming
from muster.detection.rules.reasons import Reason
from muster.detection.rules.tiers import verdict
from muster.detection.signals import Found, raise_signals
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Finding

OBSERVED, REFERRED = "observed", "referral"


def raise_told(
    person: PersonId,
    source: str,
    source_id: UUID,
    findings: Collection[Finding],
    *,
    told_at: Instant,
    at: Instant,
    by: AccountId,
) -> None:
    """Queue a person for what was told of them at `told_at`, and alarm where it cannot wait."""
    profile, calendar = in_force(), calendars_of([person])[person]
    day = calendar.local_date(told_at)
    judged = verdict([Reason.of(one, on=day) for one in findings], profile)
    found = Found(person, source, source_id, "", judged, told_at, calendar)
    raise_signals([found], at=at, by=by)
    if alarming(judged, Came.LIVE):
        alarm(person, source_id, judged.tier, profile, at=at, by=by)
