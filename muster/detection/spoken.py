"""What happens to somebody outside the list of calls, and settles what is open on it.

For rooms above, inside their unit of work: in a crisis a clinician speaks with the person, and care
goes on, on pages of its own. Then nobody else is to call, and nobody reads that a call is on its
way.
"""

from __future__ import annotations

from muster.detection.alerts.opening import answer
from muster.detection.folding import fold
from muster.detection.models import QueueRow
from muster.detection.rules.queue import Event, Raised, Step, refusal
from muster.detection.signals import happen, state_now
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier

IN_CARE = "case-opened"
"""The profile's outcome of a call after which somebody has a case."""


def was_spoken_with(person: PersonId, *, at: Instant, by: AccountId) -> None:
    """Say of everything open about a person that a clinician has spoken with them."""
    _settle(person, [Event(Step.REACHED, at, str(by))], raised_until=at)
    answer(person, at=at, by=by)


def is_in_care(person: PersonId, *, met: Instant, at: Instant, by: AccountId) -> None:
    """Close what was open about a person when somebody met them, and has a case for them.

    What was raised after they `met` is nobody's yet, however late the meeting is put on record: a
    call for help that nobody has heard stays where it is.
    """
    _settle(
        person,
        [Event(Step.REACHED, at, str(by)), Event(Step.CLOSED, at, str(by), reason=IN_CARE)],
        raised_until=met,
    )


def _settle(person: PersonId, events: list[Event], *, raised_until: Instant) -> None:
    """Let these things happen to every open signal so old, as far as each will have them."""
    profile = in_force()
    rows = QueueRow.objects.select_for_update(of=("self",)).filter(
        person_id=person, ended=False, signal__raised_at__lte=raised_until
    )
    for row in rows.select_related("signal").order_by("signal_id"):
        signal = row.signal
        raised = Raised(Tier(signal.tier), signal.raised_at, signal.due_at)
        for event in events:
            if refusal(raised, state_now(signal, profile), event, profile) is None:
                happen(signal, event)
    fold([person])
