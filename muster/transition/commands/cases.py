"""Opening a case and moving it on, from before discharge until work has lasted."""

from __future__ import annotations

from uuid import UUID

from muster.access.doors import Unjournalled, command
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit, calendars_of
from muster.people.packets import packet_of
from muster.transition import problems
from muster.transition.colleagues import caseworkers
from muster.transition.faring import due_after_check
from muster.transition.rules.track import (
    ACCEPTS,
    PLACES,
    Act,
    Event,
)
from muster.transition.tracking import Standing, happen, locked, opened
from muster.vault.zones import Zone

FROM_PACKET, BY_ONESELF, BROUGHT = "packet", "self", "brought"


@command(
    key="transition.open-own-case",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody opened their own case for work after service."),
    portable=True,
)
def open_own_case(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> None:
    """Open one's own case; whoever looks after the unit sees that it waits for a caseworker."""
    calendar = calendars_of([person])[person]
    opened(person, case, BY_ONESELF, by=by.account, calendar=calendar, at=at)


@command(
    key="transition.open-case",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A case for work after service was opened from a packet that somebody had given."),
    portable=True,
)
def open_case(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> None:
    """Open a case for somebody who gave a packet, and take it; Refused without one."""
    calendar = calendar_of_unit(by.units[0])
    if packet_of(person, day=calendar.local_date(at)) is None:
        raise problems.NO_PACKET.refused()
    opened(person, case, FROM_PACKET, by=by.account, calendar=calendar, at=at)
    _step(locked(person), ACCEPTS, at=at, by=by, to=by.account)


@command(
    key="transition.take-step",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A case for work after service was moved on."),
    portable=True,
)
def take_step(
    *,
    person: PersonId,
    step: str,
    reason: str,
    words: Unjournalled[str],
    by: Viewer,
    at: Instant,
) -> str:
    """Take a step of the track; return the state it leads to. Who accepts a case has it."""
    found = locked(person)
    to = by.account if step in (ACCEPTS, "reopen") else None
    return _step(found, step, at=at, by=by, to=to, reason=reason, words=words).state.state


@command(
    key="transition.end-own-case",
    permits=Permission.OWN_TRACK,
    zone=Zone.TRANSITION,
    says=_("Somebody ended their own case for work after service."),
    portable=True,
)
def end_own_case(*, person: PersonId, by: Viewer, at: Instant) -> None:
    """End one's own case, at any time and without a reason."""
    _step(locked(person), "end", at=at, by=by, reason="persons-wish")


def _step(
    found: Standing,
    step: str,
    *,
    at: Instant,
    by: Viewer,
    to: AccountId | None = None,
    reason: str = "",
    words: str = "",
) -> Standing:
    rule = found.track.path.steps.get(step)
    if rule is None:
        raise problems.STEP_NOT_HERE.refused()
    needed = rule.reasons is not None
    if needed:
        known = getattr(found.profile.reasons, rule.reasons or "")
        if reason and reason not in known:
            raise problems.NOT_A_CODE.refused(code=reason, known=", ".join(known))
    clock = found.track.path.states[rule.enters].clock
    if step == PLACES:
        clock = found.track.follow_along[0]
    event = Event(
        Act.STEPPED, at, by.account, step, rule.enters, reason if needed else "", to,
        found.due(at, clock),
    )  # fmt: skip
    return happen(found, event, note=words, needed=needed and not reason)


@command(
    key="transition.give-case",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("A case for work after service was given to another caseworker."),
    portable=True,
)
def give_case(*, person: PersonId, to: AccountId, by: Viewer, at: Instant) -> None:
    """Give a case to a colleague, as cover or for balance."""
    found = locked(person)
    if to not in {one.account for one in caseworkers(found.unit, at)}:
        raise problems.NOT_A_CASEWORKER.refused()
    happen(found, Event(Act.GIVEN, at, by.account, to=to))


@command(
    key="transition.note-contact",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("It was noted whether a caseworker reached somebody."),
    portable=True,
)
def note_contact(
    *, person: PersonId, reached: bool, words: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Note that somebody was reached, or that one tried."""
    act = Act.REACHED if reached else Act.NOT_REACHED
    happen(locked(person), Event(act, at, by.account), note=words)


@command(
    key="transition.hold-check",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("It was noted how somebody fares in work or training."),
    portable=True,
)
def hold_check(
    *, person: PersonId, found: str, words: Unjournalled[str], by: Viewer, at: Instant
) -> None:
    """Note what a check of the follow-along found; the next one's day is the new clock."""
    case = locked(person)
    if found not in case.track.checks:
        raise problems.NOT_A_CODE.refused(code=found, known=", ".join(case.track.checks))
    due = due_after_check(case, at)
    happen(case, Event(Act.CHECKED, at, by.account, kind=found, due=due), note=words)


@command(
    key="transition.hold-conference",
    permits=Permission.WORK_TRACK,
    zone=Zone.TRANSITION,
    says=_("Everybody who helps somebody with work after service held a conference."),
    portable=True,
)
def hold_conference(*, person: PersonId, words: Unjournalled[str], by: Viewer, at: Instant) -> None:
    """Note that the monthly conference of whoever helps was held, with the person."""
    happen(locked(person), Event(Act.CONFERRED, at, by.account), note=words)
