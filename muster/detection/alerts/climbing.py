"""One look at an alert that nobody has answered: whoever is due is told, once.

The facts, the messages on screens and the jobs that carry them outside are of one transaction.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from muster.access.channels import Kind, send
from muster.access.notices import tell_now
from muster.access.permissions import Permission
from muster.access.queries.colleagues import colleagues
from muster.detection.models import Alert, AlertFact, AlertRow
from muster.detection.rules.ladder import EVERYONE, Call, Plan, Step, Told, plan
from muster.kernel.ids import AccountId, UnitId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.duty import DutyRole, on_duty
from muster.people.formation import top_units, units_above
from muster.policy.rules.profile import Profile
from muster.vault.work import current
from muster.vault.zones import Audience

JOB, QUEUE = "detection.carry-alert", "alerts"
TOLD, ANSWERED = "told", "answered"
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)  # any instant: a ladder counts elapsed minutes

NOBODY_ON_DUTY = _(
    "An alert came for a unit for which nobody who may answer it is duty clinician. It went on to "
    "the next on the ladder at once."
)
NOBODY_ANSWERED = _(
    "An alert went up the whole ladder without an answer. Everybody who may answer it has been "
    "told; find out why nobody on duty did."
)


def climb(alert: Alert, profile: Profile, *, at: Instant, by: AccountId, sooner: int = 0) -> int:
    """Tell whoever is due now, and queue the next look; return how many accounts are newly told."""
    one_at_a_time(alert)
    if AlertRow.objects.filter(alert=alert, answered_at__isnull=False).exists():
        return 0
    found, duties = _planned(alert, profile, at, sooner)
    count = sum(_tell(alert, call, at, by) for call in found.calls)
    next_at = None if found.next_after is None else alert.raised_at + found.next_after
    AlertRow.objects.filter(alert=alert).update(next_at=next_at)
    if next_at is not None:
        look_again(alert, next_at)
    if found.calls and DutyRole.CLINICIAN.value not in duties:
        tell_now(NOBODY_ON_DUTY, about="duty-rosters", at=at)
    if any(call.rung == EVERYONE for call in found.calls):
        tell_now(NOBODY_ANSWERED, about="alerts", at=at)
    return count


def look_again(alert: Alert, when: Instant) -> None:
    """Queue the next look, in the same transaction. The job names the alert by its opaque id."""
    with current().acting_as(Audience.PLATFORM):
        job = app.configure_task(JOB, queue=QUEUE, schedule_at=when)
        job.defer(alert=str(alert.id))


def one_at_a_time(alert: Alert) -> None:
    """Wait for whoever is just looking at this alert, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('detection.alert ' || %s, 0))",
            [str(alert.id)],
        )


def _planned(
    alert: Alert, profile: Profile, at: Instant, sooner: int
) -> tuple[Plan, dict[str, str]]:
    """Return the plan of this look, and who has which duty and may answer."""
    above = top_units() if alert.unit_id is None else units_above(UnitId(alert.unit_id))
    able = [one.account for one in colleagues(Permission.ANSWER_ALERT, above, at)]
    turns = on_duty(UnitId(alert.unit_id), at) if alert.unit_id is not None else {}
    duties = {role.value: str(one.account) for role, one in turns.items() if one.account in able}
    told = AlertFact.objects.filter(alert=alert, step=TOLD)
    found = plan(
        ladder_of(profile),
        duties,
        [str(one) for one in able],
        [Told(one.rung, str(one.account_id) if one.account_id else None) for one in told],
        at - alert.raised_at,
        sooner=sooner,
    )
    return found, duties


def ladder_of(profile: Profile) -> list[Step]:
    """Return the profile's ladder by duties: a "duty-clinician" is who has the clinician's duty."""
    return [
        Step(rung.role.removeprefix("duty-"), Calendar().due(_BEGINNING, rung.after) - _BEGINNING)
        for rung in profile.crisis.ladder
    ]


def _tell(alert: Alert, call: Call, at: Instant, by: AccountId) -> int:
    accounts: list[UUID | None] = [UUID(one) for one in call.accounts]
    AlertFact.objects.bulk_create(
        AlertFact(
            alert=alert, person_id=alert.person_id, step=TOLD, rung=call.rung, account_id=one,
            at=at, done_by=by,
        )
        for one in accounts or [None]
    )  # fmt: skip
    named = [AccountId(one) for one in accounts if one is not None]
    return send(named, Kind.WAITING, about=alert.id, step=call.rung, at=at)
