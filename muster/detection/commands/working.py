"""Every write of the room: what a clinician does about whoever is to be called.

A clinician works on a person, not on a form: each command holds for all open signals of the person.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from muster.access.doors import Unjournalled, command, note
from muster.access.permissions import Permission
from muster.access.queries.colleagues import account_names
from muster.access.viewers import Viewer
from muster.detection import problems
from muster.detection.alerts.opening import answer
from muster.detection.ending import end_many
from muster.detection.events import CALLED, CLOSED, Called, Closed
from muster.detection.folding import fold
from muster.detection.models import QueueRow, Signal
from muster.detection.rules.queue import Event, Raised, SignalState, Step, refusal
from muster.detection.signals import happen, state_now
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Problem, Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.vault.zones import Zone


@command(
    key="detection.take",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("A clinician took it on to call somebody."),
    portable=True,
)
def take(*, person: PersonId, by: Viewer, at: Instant) -> int:
    """Take on to call this person; return how many open signals that answers.

    Whoever takes somebody about whom an alert goes out has answered it.
    """
    taken = _happen_to(person, Event(Step.TAKEN, at, str(by.account)))
    answer(person, at=at, by=by.account)
    return taken


@command(
    key="detection.assign",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("Somebody to be called was assigned to a clinician."),
    portable=True,
)
def assign(*, person: PersonId, to: AccountId, by: Viewer, at: Instant) -> int:
    """Hand the calling of this person to another clinician."""
    return _happen_to(person, Event(Step.ASSIGNED, at, str(by.account), to=str(to)))


@command(
    key="detection.not-reached",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("Somebody was called and not reached."),
    portable=True,
)
def not_reached(*, person: PersonId, reason: str, by: Viewer, at: Instant) -> int:
    """Record a call that did not reach the person, with the profile's code of why."""
    done = _happen_to(person, Event(Step.NOT_REACHED, at, str(by.account), reason=reason))
    CALLED.tell(Called(person, reason, at, by.account))
    return done


@command(
    key="detection.reached",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("A clinician spoke with somebody who was to be called."),
    portable=True,
)
def reached(*, person: PersonId, by: Viewer, at: Instant) -> int:
    """Record that a clinician has spoken with the person; nobody need be alarmed any more."""
    spoken = _happen_to(person, Event(Step.REACHED, at, str(by.account)))
    answer(person, at=at, by=by.account)
    CALLED.tell(Called(person, "", at, by.account))
    return spoken


@command(
    key="detection.retier",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("A clinician moved somebody to another tier, and said why."),
    portable=True,
)
def retier(*, person: PersonId, tier: Tier, reason: str, by: Viewer, at: Instant) -> int:
    """Override the tier; the profile's code says why. A clinician judges, never the machine."""
    event = Event(Step.RETIERED, at, str(by.account), reason=reason, tier=tier)
    return _happen_to(person, event)


@command(
    key="detection.close",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("A signal was closed, with its outcome."),
    portable=True,
)
def close(*, person: PersonId, reason: str, by: Viewer, at: Instant) -> int:
    """Close what is open about the person with an outcome, or a coded reason for no care."""
    rows = QueueRow.objects.filter(person_id=person, ended=False).select_related("signal")
    open_now = list(rows.order_by("rank", "signal_id"))
    gravest = min((row.rank for row in open_now), default=Tier.NONE.rank)
    sources = tuple((row.signal.source, row.signal.source_id) for row in open_now)
    done = _happen_to(person, Event(Step.CLOSED, at, str(by.account), reason=reason))
    tier = next(one for one in Tier if one.rank == gravest)
    CLOSED.tell(Closed(person, reason, tier, by.account, at, sources))
    return done


@command(
    key="detection.close-many",
    permits=Permission.WORK_QUEUE,
    zone=Zone.CLINICAL,
    says=_("What was open about many people was closed with one outcome."),
)
def close_many(
    *, persons: Unjournalled[Collection[PersonId]], reason: str, by: Viewer, at: Instant
) -> int:
    """Close what is open about many people at once, such as results that were dealt with before
    Muster came; return how many signals that ends.

    Nobody red is closed before somebody has spoken with them; they stay in the queue.
    """
    reasons = in_force().reasons
    known = (*reasons.outcome, *reasons.exit)
    if reason not in known:
        raise problems.UNKNOWN_REASON.refused(reason=reason, known=", ".join(known))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT signal_id, person_id FROM detection_queuerow WHERE person_id = ANY(%s) "
            "AND NOT ended AND raised_at <= %s AND (rank > %s OR due_at IS NULL) "
            "ORDER BY signal_id FOR UPDATE",
            [list(persons), at, Tier.RED.rank],
        )
        rows = cursor.fetchall()
    signals, people = [row[0] for row in rows], [row[1] for row in rows]
    end_many(signals, people, Event(Step.CLOSED, at, str(by.account), reason=reason))
    fold(people)
    note(signals=len(signals), reason=reason, people=list(dict.fromkeys(people)))
    return len(signals)


def _happen_to(person: PersonId, event: Event) -> int:
    """Let something happen to every open signal of the person; refused if none will have it.

    The rows are locked first, so of two clinicians who take one person at once the second sees
    what the first did.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT signal_id FROM detection_queuerow WHERE person_id = %s AND NOT ended "
            "ORDER BY signal_id FOR UPDATE",
            [person],
        )
        open_now: list[UUID] = [row[0] for row in cursor.fetchall()]
    if not open_now:
        raise problems.NOT_OPEN.refused()
    profile, done, last = in_force(), 0, None
    for row in QueueRow.objects.filter(signal_id__in=open_now).select_related("signal"):
        signal = row.signal
        state = state_now(signal, profile)
        raised = Raised(Tier(signal.tier), signal.raised_at, signal.due_at)
        last = refusal(raised, state, event, profile)
        if last is None and event.step is Step.TAKEN and state.owner not in (None, event.by):
            last = _taken(signal, state)
        if last is None:
            happen(signal, event)
            done += 1
    if last is not None and not done:
        raise Refused(last)
    fold([person])
    note(signals=done)
    return done


def _taken(signal: Signal, state: SignalState) -> Problem:
    """Say who has the person, and since when by the clock of the person's unit."""
    person, owner = PersonId(signal.person_id), AccountId(UUID(state.owner))
    zone = ZoneInfo(calendars_of([person])[person].zone)
    since = (state.owned_since or state.raised_at).astimezone(zone)
    who = account_names([owner]).get(owner, str(owner))
    return problems.TAKEN_BY_ANOTHER.at(who=who, when=since)
