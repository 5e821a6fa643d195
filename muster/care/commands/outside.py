"""A case goes to civilian care: asked by a link or a call, accepted by name, the first visit kept.

The clinician of the force stays responsible until that visit was kept. Until then the case belongs
to them, and its handover stands late on the board like any other.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.events import CASE_MOVED, CaseMoved
from muster.care.folding import Standing
from muster.care.folding import happen as happen_to_case
from muster.care.folding import locked as locked_case
from muster.care.handing import demand, happen, heads_of, locked, tell
from muster.care.hands import hands_of
from muster.care.models import Handover
from muster.care.outsiders import (
    CALL,
    LINK,
    Who,
    answer_outside,
    ask_outside,
    end_links,
    make_link,
    use_link,
)
from muster.care.rules import cases
from muster.care.rules.handovers import Act, Clock, Event, HandoverState, refusal
from muster.kernel.ids import AccountId, PersonId, UnitId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendar_of_unit, calendars_of
from muster.people.consents import Item, agrees
from muster.people.merges import records_of
from muster.policy.queries import in_force
from muster.vault.installation import installation
from muster.vault.zones import Zone

TRANSFER, HAND_OVER, ELSEWHERE = "transfer", "hand-over", "care-elsewhere"


@command(
    key="care.send-outside-link",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician outside the force was sent a link to take a case over."),
)
def send_outside_link(
    *, person: PersonId, handover: UUID, who: Who, by: Viewer, at: Instant
) -> str:
    """Ask a clinician outside by a link; return its digits, which are kept nowhere.

    Refused without the person's consent that their care is passed on. A later link takes back the
    earlier ones.
    """
    found, state = _outside(person, handover)
    _demand_consent(person, at)
    _demand_named(who)
    asked = ask_outside(person, handover, LINK, who, by=by.account, at=at)
    _offered(found, state, asked, by, at)
    unit = UnitId(found.from_unit)
    until = calendar_of_unit(unit).due(at, in_force().path.outside_link)
    note(asked=asked)
    return make_link(person, handover, asked, unit, until=until, at=at)


@command(
    key="care.record-outside-call",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("It was recorded that a clinician outside the force took a case over in a call."),
)
def record_outside_call(
    *, person: PersonId, handover: UUID, who: Who, visit_on: date, by: Viewer, at: Instant
) -> None:
    """Record a call in which a clinician outside accepted by name, and when the first visit is."""
    found, state = _outside(person, handover)
    _demand_consent(person, at)
    _demand_named(who)
    asked = ask_outside(person, handover, CALL, who, by=by.account, at=at)
    state = _offered(found, state, asked, by, at)
    end_links(handover, at)
    _answered(found, state, asked, who, visit_on, at)
    note(asked=asked)


@command(
    key="care.accept-outside",
    permits=Permission.ANSWER_OUTSIDE,
    zone=Zone.CLINICAL,
    says=_("A clinician outside the force accepted a case by name, by a link."),
)
def accept_outside(
    *, person: PersonId, handover: UUID, who: Who, visit_on: date, by: Viewer, at: Instant
) -> None:
    """Accept by name; `by` is whoever the link stands for, and the link holds no longer."""
    found, state = _outside(person, handover)
    use_link(UUID(str(by.account)), at)
    _demand_named(who)
    _answered(found, state, UUID(str(by.account)), who, visit_on, at)
    tell(found, [AccountId(UUID(state.owner)), *heads_of(found, at)], "accepted", at)


@command(
    key="care.decline-outside",
    permits=Permission.ANSWER_OUTSIDE,
    zone=Zone.CLINICAL,
    says=_("A clinician outside the force declined a case, by a link."),
)
def decline_outside(*, person: PersonId, handover: UUID, by: Viewer, at: Instant) -> None:
    """Decline; the case's owner is told and asks somebody else. The clock runs on."""
    found, state = _outside(person, handover)
    use_link(UUID(str(by.account)), at)
    event = Event(Act.DECLINED, at, str(by.account))
    demand(refusal(state, event))
    answer_outside(person, UUID(str(by.account)), False, Who("", "", ""), None, at=at)
    happen(found, event)
    tell(found, [AccountId(UUID(state.owner))], "declined", at)


@command(
    key="care.keep-outside-visit",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("The first visit outside the force was kept; the case went over to civilian care."),
)
def keep_outside_visit(
    *, person: PersonId, handover: UUID, words: str, by: Viewer, at: Instant
) -> None:
    """Say that the person was seen outside: from now on others answer for their care."""
    found, state = _outside(person, handover)
    event = Event(Act.KEPT, at, state.gaining or "")
    demand(refusal(state, event))
    case = locked_case(person, found.case_id)
    if case is None:
        raise NOT_FOUND.refused()
    happen(found, event, note=words)
    _hand_over(case, person, by, at)
    end_links(handover, at)
    tell(found, heads_of(found, at), "kept", at)
    note(handover=handover)


def _outside(person: PersonId, handover: UUID) -> tuple[Handover, HandoverState]:
    found = locked(person, handover)
    if found is None:
        raise NOT_FOUND.refused()
    if found[0].to_unit is not None:
        raise problems.NOT_OUTSIDE.refused()
    return found


def _demand_consent(person: PersonId, at: Instant) -> None:
    today = calendars_of([person])[person].local_date(at)
    if not agrees(records_of(person), Item.HANDOVER, day=today):
        raise problems.NO_CONSENT_OUTSIDE.refused()


def _demand_named(who: Who) -> None:
    if not who.name.strip() or not who.number.strip():
        raise problems.OUTSIDE_UNNAMED.refused()


def _offered(
    found: Handover, state: HandoverState, asked: UUID, by: Viewer, at: Instant
) -> HandoverState:
    event = Event(Act.OFFERED, at, str(by.account), str(asked))
    demand(refusal(state, event))
    return happen(found, event)


def _answered(
    found: Handover, state: HandoverState, asked: UUID, who: Who, visit_on: date, at: Instant
) -> None:
    """Write down that somebody outside accepts; the first visit is due by the end of its day."""
    calendar = calendar_of_unit(UnitId(found.from_unit))
    if visit_on < calendar.local_date(at):
        raise problems.OUTSIDE_VISIT_PAST.refused()
    due = calendar.end_of(visit_on)
    clock = Clock(due, due)
    event = Event(Act.ACCEPTED, at, str(asked), due=clock.due, look=clock.look)
    demand(refusal(state, event))
    answer_outside(PersonId(found.person_id), asked, True, who, visit_on, at=at)
    happen(found, event)


def _hand_over(case: Standing, person: PersonId, by: Viewer, at: Instant) -> None:
    """Take the case along its path to where others have it, from wherever it stands.

    Refused where the path knows no such way, as in the middle of a crisis.
    """
    path, before = case.profile.case, case.state
    state = before
    if state.state in path.steps[TRANSFER].leaves:
        house = str(installation().node)
        state = _stepped(case, person, cases.Event(cases.Act.STEPPED, at, house, "house", TRANSFER))
    rule = path.steps[HAND_OVER]
    hand = next((one for one in hands_of(by, state) if one in rule.by), "")
    event = cases.Event(
        cases.Act.STEPPED, at, str(by.account), hand, HAND_OVER, reason=ELSEWHERE
    )  # fmt: skip
    reasons = {name: tuple(codes) for name, codes in vars(case.profile.reasons).items()}
    problem = cases.refusal(path, state, event, reasons)
    if problem is not None:
        raise Refused(problem)
    after = happen_to_case(case.case, event)
    CASE_MOVED.tell(
        CaseMoved(
            case.case.id, person, before.state, after.state, after.owner, None, at, by.account
        )
    )


def _stepped(case: Standing, person: PersonId, event: cases.Event) -> cases.CaseState:
    enters, calendar = case.profile.case.steps[event.step].enters, calendars_of([person])[person]
    due = cases.due_in(case.profile.case, enters, event.at, calendar)
    return happen_to_case(case.case, replace(event, due=due))
