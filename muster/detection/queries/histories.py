"""What was raised about a person, and what was done about each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.assessments.reaching import Reached, reachable_of
from muster.detection.models import Signal, SignalFact
from muster.detection.queries.calls import Call, calls_of
from muster.detection.rules.queue import Event, Raised, SignalState, state_of
from muster.detection.rules.reasons import Reason
from muster.detection.signals import event_of, reasons_of
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class Story:
    """One signal from when it was raised: why, in what, what happened to it, where it stands.

    `source` is "sitting", "critical", "help" or "missed"; `source_id` is the sitting's id where
    there is one. `events` stand in the order of time.
    """

    signal: UUID
    source: str
    source_id: UUID
    instrument: str
    raised: Raised
    reasons: tuple[Reason, ...]
    events: tuple[Event, ...]
    state: SignalState


@dataclass(frozen=True, slots=True)
class About:
    """All that this room knows of one person: every signal, the latest first; `call`, what is open,
    None where nothing is; `reach`, how they said they can be called, None where they never said."""

    stories: list[Story]
    call: Call | None
    reach: Reached | None


@query(
    key="detection.signals",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("It was read what was raised about a person, and what was done about it."),
)
def about(*, person: PersonId, by: Viewer, at: Instant) -> Shown[About]:
    """Return what was raised about the person, what is open, and how they are reached."""
    return Shown(_about(person), [person])


@query(
    key="detection.summary",
    permits=Permission.READ_QUEUE,
    zone=Zone.CLINICAL,
    says=_("A summary of a person's record was made to be printed."),
)
def for_paper(*, person: PersonId, by: Viewer, at: Instant) -> Shown[About]:
    """Return the same for a document that leaves the screen; that it was made is an entry."""
    return Shown(_about(person), [person])


def _about(person: PersonId) -> About:
    call = calls_of([person]).get(person)
    reach = call.reach if call is not None else reachable_of([person]).get(person)
    return About(_stories(person), call, reach)


def _stories(person: PersonId) -> list[Story]:
    raised = list(Signal.objects.filter(person_id=person).order_by("-raised_at", "-id"))
    reasons, profile = reasons_of(raised), in_force()
    calendar = calendars_of([person])[person]
    events: dict[UUID, list[Event]] = defaultdict(list)
    for fact in SignalFact.objects.filter(signal_id__in=[one.id for one in raised]).order_by(
        "at", "id"
    ):
        events[fact.signal_id].append(event_of(fact))
    stories = []
    for one in raised:
        as_raised = Raised(Tier(one.tier), one.raised_at, one.due_at)
        state = state_of(as_raised, events[one.id], profile, calendar)
        stories.append(
            Story(
                one.id, one.source, one.source_id, one.instrument, as_raised, reasons[one.id],
                tuple(events[one.id]), state,
            )
        )  # fmt: skip
    return stories
