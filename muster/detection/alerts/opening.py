"""An alert is opened where something was found that cannot wait, and ends with an answer."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from muster.access.channels import settle
from muster.detection.alerts.climbing import ANSWERED, climb, one_at_a_time
from muster.detection.events import ALARMED, IN_HAND, Alarmed, InHand
from muster.detection.models import Alert, AlertFact, AlertRow
from muster.detection.rules.ladder import Standing, needed
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Calendar, Instant
from muster.people.postings import units_of
from muster.policy.rules.findings import Tier
from muster.policy.rules.profile import Profile


def alarm(
    person: PersonId, source: UUID, tier: Tier, profile: Profile, *, at: Instant, by: AccountId
) -> bool:
    """Open an alert about a person and tell the duty clinician; False where one covers it.

    Of two at the same moment the second finds the first.
    """
    _one_person_at_a_time(person)
    ALARMED.tell(Alarmed(person, source, tier, at, by))
    rows = AlertRow.objects.filter(person_id=person).select_related("alert")
    standing = [Standing(row.rank, str(row.alert.source_id), row.answered_at) for row in rows]
    voice = Calendar().due(at, profile.crisis.voice) - at
    if not needed(standing, rank=tier.rank, source=str(source), at=at, voice=voice):
        return False
    alert = Alert.objects.create(
        person_id=person,
        unit_id=units_of([person]).get(person),
        source_id=source,
        rank=tier.rank,
        raised_at=at,
    )
    AlertRow.objects.create(alert=alert, person_id=person, rank=alert.rank, raised_at=at)
    climb(alert, profile, at=at, by=by)
    return True


def answer(person: PersonId, *, at: Instant, by: AccountId) -> int:
    """End every open alert about a person: somebody has it in hand; return how many there were."""
    _one_person_at_a_time(person)
    rows = AlertRow.objects.filter(person_id=person, answered_at=None).select_related("alert")
    alerts = [row.alert for row in rows.order_by("alert_id")]
    for one in alerts:
        one_at_a_time(one)
    AlertFact.objects.bulk_create(
        AlertFact(alert=one, person_id=person, step=ANSWERED, account_id=by, at=at, done_by=by)
        for one in alerts
    )
    AlertRow.objects.filter(alert__in=alerts).update(answered_at=at, answered_by=by, next_at=None)
    for one in alerts:
        settle(one.id, at=at, by=by)
    if alerts:
        IN_HAND.tell(InHand(person, at, by))
    return len(alerts)


def _one_person_at_a_time(person: PersonId) -> None:
    """Wait for whoever is just writing alerts about this person, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('detection.alarm ' || %s, 0))",
            [str(person)],
        )
