"""The alerts that wait for an answer, and those that were answered lately."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from muster.access.doors import Shown, Unjournalled, query
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.detection.alerts.climbing import TOLD
from muster.detection.models import AlertFact, AlertRow
from muster.detection.queries.calls import Call, calls_of
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.vault.work import Standing, unit_of_work
from muster.vault.zones import Audience, Zone

ANSWERED_SHOWN = timedelta(hours=12)
"""For how long an alert that was answered stays in sight: until the next shift has seen it."""


@dataclass(frozen=True, slots=True)
class ToldTo:
    """An account that was told, by its name, as which rung of the ladder, and when."""

    rung: str
    account: AccountId
    name: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Alert:
    """One person who cannot wait. `call` is all that is open about them, None once nothing is.

    `answered_by` is a name; it and `answered_at` are None while nobody has answered. `zone` is the
    time zone of the person's unit.
    """

    id: UUID
    person: PersonId
    zone: str
    since: Instant
    next_at: Instant | None
    told: tuple[ToldTo, ...]
    answered_at: Instant | None
    answered_by: str | None
    call: Call | None


@query(
    key="detection.alerts",
    permits=Permission.ANSWER_ALERT,
    zone=Zone.CLINICAL,
    says=_("The alerts were read."),
)
def open_alerts(
    *, already_shown: Unjournalled[Collection[PersonId]], by: Viewer, at: Instant
) -> Shown[list[Alert]]:
    """Return the alerts within reach: those that wait first, the oldest on top, then the others."""
    lately = Q(answered_at=None) | Q(answered_at__gt=at - ANSWERED_SHOWN)
    rows = sorted(
        AlertRow.objects.filter(lately),
        key=lambda row: (row.answered_at is not None, row.raised_at, row.alert_id),
    )
    people = list(dict.fromkeys(PersonId(row.person_id) for row in rows))
    told, calls = _told([row.alert_id for row in rows]), calls_of(people)
    calendars = calendars_of(people)
    answerers = account_names([row.answered_by for row in rows if row.answered_by])
    alerts = [
        Alert(
            id=row.alert_id,
            person=PersonId(row.person_id),
            zone=calendars[PersonId(row.person_id)].zone,
            since=row.raised_at,
            next_at=row.next_at,
            told=tuple(told[row.alert_id]),
            answered_at=row.answered_at,
            answered_by=_name(answerers, row.answered_by),
            call=calls.get(PersonId(row.person_id)),
        )
        for row in rows
    ]
    return Shown(alerts, people)


def overdue_alerts(by: Viewer, at: Instant) -> list[UUID]:
    """Return the alerts whose next look is due and that nobody has answered, for the clock.

    A unit of work of its own, and no reading of a person: the ids are opaque, and none is shown.
    """
    with unit_of_work(Standing(Audience.CLINICIAN, by.units)):
        rows = AlertRow.objects.filter(answered_at=None, next_at__lte=at).order_by("next_at")
        return list(rows.values_list("alert_id", flat=True))


def unanswered_since(by: Viewer, before: Instant) -> int:
    """Return how many alerts were raised before an instant and wait still, for `doctor`."""
    with unit_of_work(Standing(Audience.CLINICIAN, by.units)):
        return AlertRow.objects.filter(answered_at=None, raised_at__lt=before).count()


def _told(alerts: Collection[UUID]) -> dict[UUID, list[ToldTo]]:
    facts = AlertFact.objects.filter(alert_id__in=list(alerts), step=TOLD).exclude(account_id=None)
    listed = list(facts.order_by("at", "id"))
    names = account_names([one.account_id for one in listed])
    found: dict[UUID, list[ToldTo]] = defaultdict(list)
    for one in listed:
        account = AccountId(one.account_id)
        name = names.get(account, str(account))
        found[one.alert_id].append(ToldTo(one.rung, account, name, one.at))
    return found


def _name(names: dict[AccountId, str], account: UUID | None) -> str | None:
    return None if account is None else names.get(AccountId(account), str(account))
