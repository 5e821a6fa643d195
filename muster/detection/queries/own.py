"""What a person reads of the signals about themselves: the next step, never a tier."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.detection.models import Signal
from muster.detection.rules.next_steps import NextStep, next_step
from muster.detection.rules.queue import SignalState
from muster.detection.signals import state_now
from muster.kernel.ids import PersonId
from muster.kernel.time import Calendar, Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnStep:
    """What happens, or happened, because of one thing: `source_id` is the sitting's or request's.

    `since` is when it began, `due` by when somebody speaks with the person; None once kept.
    """

    source: str
    source_id: UUID
    since: Instant
    step: NextStep
    due: Instant | None


@query(
    key="detection.own-steps",
    permits=Permission.READ_OWN_STEPS,
    zone=Zone.CLINICAL,
    says=_("Somebody read what happens next for them."),
)
def own_steps(*, person: PersonId, by: Viewer, at: Instant) -> Shown[list[OwnStep]]:
    """Return what happens and happened for a person, the latest first."""
    calendar, profile = calendars_of([person])[person], in_force()
    return Shown(
        [
            _own_step(signal, state_now(signal, profile), calendar, at)
            for signal in Signal.objects.filter(person_id=person).order_by("-raised_at", "-id")
        ],
        [person],
    )


def _own_step(signal: Signal, state: SignalState, calendar: Calendar, at: Instant) -> OwnStep:
    step = next_step(
        signal.source,
        state,
        known_at=signal.answered_at or signal.raised_at,
        now=at,
        calendar=calendar,
    )
    return OwnStep(signal.source, signal.source_id, signal.raised_at, step, state.due)
