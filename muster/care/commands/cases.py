"""A case: opened, moved along its path, signed, offered and accepted, paused and resumed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems, refusals
from muster.care.events import CASE_MOVED, CASE_OPENED, CaseMoved
from muster.care.folding import Standing, happen, locked
from muster.care.handing import demand, refuse_while_open
from muster.care.hands import hands_of
from muster.care.interviewing import is_held
from muster.care.models import Case, CaseRow, EvaluationAnswer
from muster.care.rules.cases import (
    Act,
    CaseState,
    Event,
    completes,
    due_after_pause,
    due_after_resuming,
    due_in,
    interview_refused,
    refusal,
)
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant, Span
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.policy.rules.findings import Tier
from muster.policy.rules.profile import Profile
from muster.vault.zones import Zone

REPORTS = "report-evaluation"
"""The step that ends a directed evaluation; where command asked for it, a report takes it."""


@command(
    key="care.open-case",
    permits=Permission.OPEN_CASE,
    zone=Zone.CLINICAL,
    says=_("A case was opened."),
    portable=True,
)
def open_case(
    *,
    person: PersonId,
    case: UUID,
    reason: str,
    begins: str,
    source: UUID | None,
    tier: str,
    owner: AccountId,
    by: Viewer,
    at: Instant,
) -> UUID:
    """Open a case that begins in the state `begins` and belongs to `owner`; twice is once.

    `reason` is a code of the profile's `[reasons.opening]`; `tier`, empty where there is none,
    gives the clock of a state in which the tier's runs. Refused where a case of the person is open.
    """
    if Case.objects.filter(id=case, person_id=person).exists():
        return case
    opened = begin(
        person, case, reason=reason, begins=begins, source=source, tier=tier, owner=owner,
        by=by.account, at=at,
    )  # fmt: skip
    note(case=opened.id, state=begins)
    return case


def begin(
    person: PersonId,
    case: UUID,
    *,
    reason: str,
    begins: str,
    source: UUID | None,
    tier: str,
    owner: AccountId,
    by: AccountId,
    at: Instant,
) -> Case:
    """Open a case inside the command under way; Refused where one of the person is open."""
    profile = in_force()
    if reason not in profile.reasons.opening:
        raise problems.REASON_NEEDED.refused()
    if begins not in profile.case.states or profile.case.states[begins].ends:
        raise problems.NOT_A_BEGINNING.refused()
    if CaseRow.objects.filter(person_id=person, ended=False).exists():
        raise problems.CASE_OPEN.refused()
    made = Case.objects.create(
        id=case, person_id=person, opened_by=reason, source_id=source, path=profile.digest,
        tier=tier, opened_at=at,
    )  # fmt: skip
    due = due_in(profile.case, begins, at, calendars_of([person])[person], _clock(profile, tier))
    event = Event(Act.OPENED, at, str(by), state=begins, to=str(owner), due=due, reason=reason)
    state = happen(made, event)
    CASE_OPENED.tell(CaseMoved(made.id, person, "", state.state, state.owner, state.due, at, by))
    return made


@command(
    key="care.take-step",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A case moved on, or was signed."),
    portable=True,
)
def take_step(
    *,
    person: PersonId,
    case: UUID,
    step: str,
    reason: str,
    words: str,
    to: AccountId | None,
    by: Viewer,
    at: Instant,
) -> str:
    """Take a step of the path, or sign it where two disciplines sign; return the state it leaves.

    `words`, which may be empty, are kept sealed beside the fact. `to` is the owner from then on.
    Refused where it would report an evaluation past the command that tells everybody of it.
    """
    if step == REPORTS and EvaluationAnswer.objects.filter(case_id=case).exists():
        raise refusals.REPORTED_ELSEWHERE.refused()
    state = step_on(person, case, step, reason=reason, words=words, to=to, by=by, at=at)
    note(case=case, state=state)
    return state


def step_on(
    person: PersonId,
    case: UUID,
    step: str,
    *,
    reason: str,
    words: str,
    to: AccountId | None,
    by: Viewer,
    at: Instant,
) -> str:
    """Take a step, or sign it, inside the command under way; return the state it leaves."""
    found = _found(person, case)
    path, state = found.profile.case, found.state
    rule = path.steps.get(step)
    if rule is None:
        raise problems.NO_SUCH_STEP.refused()
    hands = [hand for hand in hands_of(by, state) if hand in rule.by] or ["", *hands_of(by, state)]
    event = Event(
        Act.STEPPED, at, str(by.account), hands[-1], step, reason=reason,
        to=None if to is None else str(to),
    )  # fmt: skip
    if rule.signatures > 1 and not completes(path, state, event):
        event = replace(event, act=Act.SIGNED)
    _demand(found, event)
    if rule.unless_interviewed is not None:
        codes = {name: tuple(known) for name, known in vars(found.profile.reasons).items()}
        demand(interview_refused(rule, reason, is_held(case), codes))
    if event.act is Act.STEPPED:
        event = replace(event, due=_due(found, person, rule.enters, at))
    after = happen(found.case, event, note=words)
    moved = CaseMoved(
        case, person, state.state, after.state, after.owner, after.due, at, by.account
    )
    CASE_MOVED.tell(moved)
    return after.state


@command(
    key="care.offer-case",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A case was offered to another clinician."),
    portable=True,
)
def offer(*, person: PersonId, case: UUID, to: AccountId, by: Viewer, at: Instant) -> None:
    """Offer a case to somebody else; its owner stays responsible until they accept."""
    refuse_while_open(person)
    found = _found(person, case)
    event = Event(Act.OFFERED, at, str(by.account), _hand(by, found.state), to=str(to))
    _demand(found, event)
    happen(found.case, event)
    note(case=case)


@command(
    key="care.accept-case",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician accepted a case by name."),
    portable=True,
)
def accept(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> None:
    """Accept a case that was offered; from now on it is yours."""
    refuse_while_open(person)
    _answer(person, case, Act.ACCEPTED, by, at)


@command(
    key="care.decline-case",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("A clinician declined a case that was offered."),
    portable=True,
)
def decline(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> None:
    """Decline a case that was offered; it stays with whoever has it."""
    _answer(person, case, Act.DECLINED, by, at)


@command(
    key="care.pause-case",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("The clock of a case was paused, with a reason and an end."),
    portable=True,
)
def pause(
    *, person: PersonId, case: UUID, until: Instant, reason: str, by: Viewer, at: Instant
) -> None:
    """Let the clock rest until `until`, for a coded reason; the deadline moves by as much."""
    found = _found(person, case)
    due = due_after_pause(found.state, at, until)
    event = Event(
        Act.PAUSED, at, str(by.account), _hand(by, found.state), reason=reason, due=due, until=until
    )
    _demand(found, event)
    happen(found.case, event)
    note(case=case)


@command(
    key="care.resume-case",
    permits=Permission.WORK_CASE,
    zone=Zone.CLINICAL,
    says=_("The clock of a case goes on before its pause was over."),
    portable=True,
)
def resume(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> None:
    """End a pause early; what is left of it is taken back from the deadline."""
    found = _found(person, case)
    due = due_after_resuming(found.state, at)
    event = Event(Act.RESUMED, at, str(by.account), _hand(by, found.state), due=due)
    _demand(found, event)
    happen(found.case, event)
    note(case=case)


def _answer(person: PersonId, case: UUID, act: Act, by: Viewer, at: Instant) -> None:
    found = _found(person, case)
    event = Event(act, at, str(by.account), _hand(by, found.state))
    _demand(found, event)
    happen(found.case, event)
    note(case=case)


def _found(person: PersonId, case: UUID) -> Standing:
    found = locked(person, case)
    if found is None:
        raise NOT_FOUND.refused()
    return found


def _demand(found: Standing, event: Event) -> None:
    reasons = {name: tuple(codes) for name, codes in vars(found.profile.reasons).items()}
    problem = refusal(found.profile.case, found.state, event, reasons)
    if problem is not None:
        raise Refused(problem)


def _hand(by: Viewer, state: CaseState) -> str:
    return next(iter(hands_of(by, state)), "")


def _due(found: Standing, person: PersonId, state: str, at: Instant) -> Instant | None:
    calendar = calendars_of([person])[person]
    return due_in(found.profile.case, state, at, calendar, _clock(found.profile, found.case.tier))


def _clock(profile: Profile, tier: str) -> Span | None:
    return profile.tiers[Tier(tier)].clock if tier else None
