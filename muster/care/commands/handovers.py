"""A handover: opened, offered by name, accepted, and over with the first contact that was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.ahead import leavings_of, parts
from muster.care.events import CASE_MOVED, CaseMoved
from muster.care.folding import Standing
from muster.care.folding import happen as happen_to_case
from muster.care.folding import locked as locked_case
from muster.care.handing import Reason, begin, demand, end, happen, involved, locked, serves, tell
from muster.care.hands import GAINING
from muster.care.models import Handover, HandoverSide
from muster.care.rules import cases
from muster.care.rules.handovers import (
    Act,
    Event,
    HandoverState,
    look_after,
    refusal,
    to_meet,
)
from muster.care.rules.leaving import DEPLOYMENT, DISCHARGE
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit, calendars_of
from muster.people.postings import units_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.vault.zones import Zone

AT_ONCE = 500
TRANSFER, TAKEN = "transfer", "accept-transfer"


@command(
    key="care.open-handover",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A handover of a case was opened."),
    portable=True,
)
def open_handover(
    *,
    person: PersonId,
    case: UUID,
    handover: UUID,
    why: str,
    to_unit: UnitId | None,
    day: date,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Open a handover of a person's case, to a unit (None: within the present one) by `day`.

    `why` is a code of the profile's `[reasons.handover]`; who is discharged goes to civilian care.
    The case stays with whoever has it.
    """
    found, unit = locked_case(person, case), units_of([person]).get(person)
    if found is None or unit is None:
        raise NOT_FOUND.refused()
    if found.state.ended:
        raise problems.CASE_ENDED.refused()
    if day < calendars_of([person])[person].local_date(at):
        raise problems.HANDOVER_BACKWARDS.refused()
    reason = Reason(why, unit, None if why == DISCHARGE else to_unit or unit, day)
    owner = AccountId(UUID(found.state.owner))
    begin(person, case, handover, reason, owner=owner, by=by.account, at=at)
    note(handover=handover)
    return handover


@command(
    key="care.offer-handover",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A handover was offered to a clinician by name."),
    portable=True,
)
def offer_handover(
    *, person: PersonId, handover: UUID, to: AccountId, words: str, by: Viewer, at: Instant
) -> None:
    """Ask a clinician by name to take the case over; `words`, sealed, say what they should know."""
    found, state = _found(person, handover)
    event = Event(Act.OFFERED, at, str(by.account), str(to))
    demand(refusal(state, event))
    if not serves(to, UnitId(found.to_unit or found.from_unit), at):
        raise problems.NOBODY_NAMED.refused()
    happen(found, event, note=words)
    tell(found, [to], "offered", at)
    note(handover=handover)


@command(
    key="care.accept-handover",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician accepted a handover by name."),
    portable=True,
)
def accept_handover(*, person: PersonId, handover: UUID, by: Viewer, at: Instant) -> None:
    """Accept by name; whoever gives stays responsible until the first contact was kept."""
    found, state = _found(person, handover)
    calendar = calendar_of_unit(UnitId(found.to_unit or found.from_unit))
    clock = to_meet(in_force().path, calendar, at, calendar.end_of(found.day))
    event = Event(Act.ACCEPTED, at, str(by.account), due=clock.due, look=clock.look)
    demand(refusal(state, event))
    happen(found, event)
    tell(found, [AccountId(UUID(state.owner))], "accepted", at)
    note(handover=handover)


@command(
    key="care.decline-handover",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician declined a handover."),
    portable=True,
)
def decline_handover(*, person: PersonId, handover: UUID, by: Viewer, at: Instant) -> None:
    """Decline; whoever has the case is told and asks somebody else. The clock runs on."""
    found, state = _found(person, handover)
    event = Event(Act.DECLINED, at, str(by.account))
    demand(refusal(state, event))
    happen(found, event)
    tell(found, [AccountId(UUID(state.owner))], "declined", at)
    note(handover=handover)


@command(
    key="care.keep-first-contact",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("The first contact after a handover was kept; the case has a new owner."),
    portable=True,
)
def keep_first_contact(
    *, person: PersonId, handover: UUID, words: str, by: Viewer, at: Instant
) -> None:
    """Say that the first contact was kept: from this instant the case is the viewer's.

    Refused while the person is not in a unit that the viewer serves, who could not reach them.
    """
    found, state = _found(person, handover)
    event = Event(Act.KEPT, at, str(by.account))
    demand(refusal(state, event))
    if not serves(by.account, units_of([person]).get(person), at):
        raise problems.HANDOVER_EARLY.refused()
    case = locked_case(person, found.case_id)
    if case is None:
        raise NOT_FOUND.refused()
    happen(found, event, note=words)
    _take_over(case, person, by.account, at)
    tell(found, [AccountId(UUID(state.owner))], "kept", at)
    note(handover=handover)


@command(
    key="care.call-handover-off",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A handover was called off; the case stays with whoever has it."),
    portable=True,
)
def call_handover_off(
    *, person: PersonId, handover: UUID, words: str, by: Viewer, at: Instant
) -> None:
    """End a handover that is not needed: the move was taken back, or the clinician stays.

    Refused where the person is in a unit that the case's owner does not serve, or while it is on
    record that they go to one, or leave.
    """
    found, state = _found(person, handover)
    demand(refusal(state, Event(Act.ENDED, at, str(by.account))))
    if _needed(found, AccountId(UUID(state.owner)), at):
        raise problems.HANDOVER_NEEDED.refused()
    end(found, by=by.account, at=at, note=words)
    tell(found, involved(found, state, at), "ended", at)
    note(handover=handover)


@command(
    key="care.note-late-handovers",
    permits=Permission.NOTE_LATE,
    zone=Zone.CLINICAL,
    says=_("Handovers that nobody had moved on were told to those who answer for them."),
)
def note_late_handovers(*, by: Viewer, at: Instant) -> int:
    """Tell of every handover on which nobody acted in time; return how many.

    First before the deadline, so that it can still be held, then when it has passed. The owner is
    told, whoever was asked or accepted, and the heads of service; the message says nothing else.
    """
    rows = HandoverSide.objects.filter(ended=False, look_at__lt=at).order_by("look_at")
    late = list(rows[:AT_ONCE])
    for row in late:
        found = locked(PersonId(row.person_id), row.handover_id)
        if found is not None and found[1].look is not None and found[1].look < at:
            _was_late(*found, by=by, at=at)
    note(late=len(late), people=[PersonId(row.person_id) for row in late])
    return len(late)


def any_late_handover(at: Instant) -> bool:
    """Is there a handover within reach of which somebody has to be told? Inside a unit of work."""
    return HandoverSide.objects.filter(ended=False, look_at__lt=at).exists()


def _was_late(found: Handover, state: HandoverState, *, by: Viewer, at: Instant) -> None:
    event = Event(Act.WAS_LATE, at, str(by.account), look=look_after(state, at))
    happen(found, event)
    tell(found, involved(found, state, at), "late", at)


def _needed(found: Handover, owner: AccountId, at: Instant) -> bool:
    """Does the person stand where the owner does not serve, or go there by what is on record?"""
    person = PersonId(found.person_id)
    if not serves(owner, units_of([person]).get(person), at):
        return True
    (coming,) = leavings_of([person], at)
    return any(one.why == found.why != DEPLOYMENT and parts(one, owner, at) for one in coming)


def _found(person: PersonId, handover: UUID) -> tuple[Handover, HandoverState]:
    found = locked(person, handover)
    if found is None:
        raise NOT_FOUND.refused()
    return found


def _take_over(case: Standing, person: PersonId, to: AccountId, at: Instant) -> None:
    """Give the case its new owner by the steps of its path, or by name where it knows none here.

    Whoever hands over in the middle of a crisis leaves the case in the crisis.
    """
    path, before = case.profile.case, case.state
    state, offered = before, cases.Event(cases.Act.OFFERED, at, before.owner, to=str(to))
    if before.state != path.steps[TRANSFER].enters and before.state in path.steps[TRANSFER].leaves:
        state = _stepped(
            case, person, cases.Event(cases.Act.STEPPED, at, str(to), "house", TRANSFER)
        )
    happen_to_case(case.case, offered)
    if state.state in path.steps[TAKEN].leaves:
        taken = cases.Event(cases.Act.STEPPED, at, str(to), GAINING, TAKEN, to=str(to))
        state = _stepped(case, person, taken)
    happen_to_case(case.case, cases.Event(cases.Act.ACCEPTED, at, str(to), GAINING))
    if state.state != before.state:
        CASE_MOVED.tell(
            CaseMoved(case.case.id, person, before.state, state.state, str(to), state.due, at, to)
        )


def _stepped(case: Standing, person: PersonId, event: cases.Event) -> cases.CaseState:
    enters, calendar = case.profile.case.steps[event.step].enters, calendars_of([person])[person]
    tier = case.profile.tiers[Tier(case.case.tier)].clock if case.case.tier else None
    due = cases.due_in(case.profile.case, enters, event.at, calendar, tier)
    return happen_to_case(case.case, replace(event, due=due))
