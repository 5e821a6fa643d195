"""What is done about an alert: answered by somebody, handed on, or carried on by the clock."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.detection import problems
from muster.detection.alerts.climbing import climb
from muster.detection.alerts.opening import answer
from muster.detection.folding import fold
from muster.detection.models import Alert, AlertRow, QueueRow, Signal
from muster.detection.rules.queue import Event, Step
from muster.detection.signals import happen
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone

RECENT = timedelta(hours=12)
"""For how long somebody who comes too late is told who answered."""


@command(
    key="detection.answer-alert",
    permits=Permission.ANSWER_ALERT,
    zone=Zone.CLINICAL,
    says=_("Somebody on duty answered an alert and has it in hand."),
)
def acknowledge(*, person: PersonId, by: Viewer, at: Instant) -> int:
    """Answer every open alert about a person; return how many there were.

    The ladder stops and every screen falls quiet. What nobody had taken on is the viewer's now, and
    stays in the queue until somebody has spoken with the person. Refused where another was first,
    who and when being said, or where there is no alert.
    """
    taken = _take(person, Event(Step.TAKEN, at, str(by.account)))
    count = answer(person, at=at, by=by.account)
    if not count:
        raise _too_late(person, at)
    note(alerts=count, signals=taken)
    return count


@command(
    key="detection.hand-on-alert",
    permits=Permission.CARRY_ALERT,
    zone=Zone.CLINICAL,
    says=_("An alert was handed on to the next on the ladder before its time."),
)
def hand_on(*, person: PersonId, by: Viewer, at: Instant) -> int:
    """Tell the next on the ladder of a person's open alerts at once; return how many were told.

    Refused where no alert about the person waits.
    """
    rows = AlertRow.objects.filter(person_id=person, answered_at=None).select_related("alert")
    alerts = [row.alert for row in rows.order_by("alert_id")]
    if not alerts:
        raise _too_late(person, at)
    told = sum(climb(one, in_force(), at=at, by=by.account, sooner=1) for one in alerts)
    note(told=told)
    return told


@command(
    key="detection.carry-alert",
    permits=Permission.CARRY_ALERT,
    zone=Zone.CLINICAL,
    says=_("An alert that nobody had answered in time was carried on up the ladder."),
)
def carry(*, alert: UUID, by: Viewer, at: Instant) -> int:
    """Look at an alert and tell whoever is due by now; return how many were told.

    Looking twice tells nobody twice. An alert that is gone, with its person, is none.
    """
    found = Alert.objects.filter(id=alert).first()
    if found is None:
        return 0
    told = climb(found, in_force(), at=at, by=by.account)
    note(told=told, people=[found.person_id])
    return told


def _take(person: PersonId, event: Event) -> int:
    """Take on whatever is open about the person and nobody's; return how many signals.

    The queue's rows are locked before the alerts, as they are where news comes in.
    """
    rows = QueueRow.objects.select_for_update().filter(person_id=person, ended=False, owner=None)
    signals = Signal.objects.in_bulk([row.signal_id for row in rows.order_by("signal_id")])
    for signal in signals.values():
        happen(signal, event)
    fold([person])
    return len(signals)


def _too_late(person: PersonId, at: Instant) -> Refused:
    """Return why there is nothing to answer: somebody was first, or there was no alert."""
    last = (
        AlertRow.objects.filter(person_id=person, answered_at__gt=at - RECENT)
        .order_by("answered_at")
        .last()
    )
    if last is None:
        return problems.NO_ALERT.refused()
    owner = AccountId(last.answered_by)
    who = account_names([owner]).get(owner, str(owner))
    zone = ZoneInfo(calendars_of([person])[person].zone)
    return problems.ALERT_ANSWERED.refused(who=who, when=last.answered_at.astimezone(zone))
