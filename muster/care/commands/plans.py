"""A plan is made, its sessions are noted, and it is reviewed by what the scores say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from muster.access.doors import command, note
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.care import problems
from muster.care.comparing import compared_since
from muster.care.folding import locked
from muster.care.hands import hands_of
from muster.care.models import CaseRow, Plan, Review, SafetyPlanMade, Session
from muster.care.remeasuring import ask_before, measures_offered
from muster.care.reviewing import go_on, look
from muster.care.rules.cases import Act, Event
from muster.care.rules.reviews import Proposal, Verdict, verdict
from muster.care.rules.safety import SafetyPlan, faults
from muster.care.sealed import sealed_safety_plan, sealed_words
from muster.kernel.ids import PersonId
from muster.kernel.problems import Refused
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.people.calendars import calendars_of
from muster.policy.queries import in_force
from muster.vault.zones import Zone

PLAN, SESSION, REVIEW = "care_plan", "care_session", "care_review"
KEPT = "kept"
MOVED = "moved"


@command(
    key="care.make-plan",
    permits=Permission.KEEP_PLAN,
    zone=Zone.CLINICAL,
    says=_("A plan was made, or made anew."),
    portable=True,
)
def make_plan(
    *,
    person: PersonId,
    case: UUID,
    plan: UUID,
    goals: str,
    programmes: Sequence[str],
    review_on: date,
    measures: Sequence[str] = (),
    by: Viewer,
    at: Instant,
) -> UUID:
    """Keep what was agreed on; a later plan takes the earlier one's place, and its course goes on.

    `measures` are asked of the person again in the days before each review. Refused where the first
    review lies in the past or later than the profile allows.
    """
    _demand_open(person, case)
    if not set(measures) <= set(measures_offered()):
        raise problems.NO_MEASURE.refused()
    today = _today(person, at)
    _demand_review(review_on, today)
    earlier = Plan.objects.filter(case_id=case).order_by("made_at", "id").first()
    begins = today if earlier is None else earlier.begins_on
    made, new = Plan.objects.get_or_create(
        id=plan,
        defaults={
            "person_id": person, "case_id": case, "owner": by.account,
            "programmes": list(programmes), "measures": list(measures), "begins_on": begins,
            "review_on": review_on, "made_at": at, "made_by": by.account,
            "sealed": sealed_words(person, PLAN, plan, goals),
        },
    )  # fmt: skip
    if new:
        ask_before(made, review_on, by=by, at=at)
    note(plan=plan)
    return plan


@command(
    key="care.note-session",
    permits=Permission.KEEP_PLAN,
    zone=Zone.CLINICAL,
    says=_("It was noted what became of an appointment."),
    portable=True,
)
def note_session(
    *,
    person: PersonId,
    case: UUID,
    session: UUID,
    on: date,
    became: str,
    minutes: int | None,
    words: str,
    by: Viewer,
    at: Instant,
) -> None:
    """Note one appointment: "kept", "moved", or the profile's code of why nobody came."""
    _demand_open(person, case)
    if became not in (KEPT, MOVED, *in_force().reasons.exit):
        raise problems.REASON_NEEDED.refused()
    sealed = sealed_words(person, SESSION, session, words) if words else None
    Session.objects.get_or_create(
        id=session,
        defaults={
            "person_id": person, "case_id": case, "on": on, "became": became, "minutes": minutes,
            "noted_at": at, "noted_by": by.account, "words": sealed,
        },
    )  # fmt: skip
    look([person], at=at)
    note(session=session)


@command(
    key="care.hold-review",
    permits=Permission.KEEP_PLAN,
    zone=Zone.CLINICAL,
    says=_("A plan was reviewed: what the scores said, and what was decided."),
    portable=True,
)
def hold_review(
    *,
    person: PersonId,
    case: UUID,
    review: UUID,
    decided: Proposal,
    reason: str,
    next_review: date,
    words: str,
    by: Viewer,
    at: Instant,
) -> Verdict:
    """Review a plan. Deciding otherwise than the scores propose asks for a coded reason."""
    _demand_open(person, case)
    plan = _plan(case)
    found = verdict_for(person, plan)
    if decided is not found.proposal and reason not in in_force().reasons.override:
        raise problems.REASON_NEEDED.refused()
    _demand_review(next_review, _today(person, at))
    _held, new = Review.objects.get_or_create(
        id=review,
        defaults={
            "person_id": person, "case_id": case, "held_at": at, "held_by": by.account,
            "course": found.course.value, "proposed": found.proposal.value,
            "decided": decided.value, "reason": reason, "next_review": next_review,
            "words": sealed_words(person, REVIEW, review, words) if words else None,
        },
    )  # fmt: skip
    if new:
        ask_before(plan, next_review, by=by, at=at)
    _go_on(person, case, next_review, by, at)
    note(review=review)
    return found


@command(
    key="care.make-safety-plan",
    permits=Permission.KEEP_PLAN,
    zone=Zone.CLINICAL,
    says=_("A safety plan was made with a person."),
    portable=True,
)
def make_safety_plan(
    *, person: PersonId, plan: UUID, says: SafetyPlan, by: Viewer, at: Instant
) -> UUID:
    """Keep a safety plan; the latest counts, earlier ones stay.

    Refused where a part has no words, or where nobody of the person's own, or no professional, is
    named with a number.
    """
    problem = next(faults(says), None)
    if problem is not None:
        raise Refused(problem)
    SafetyPlanMade.objects.get_or_create(
        id=plan,
        defaults={
            "person_id": person, "made_at": at, "made_by": by.account,
            "sealed": sealed_safety_plan(person, plan, says),
        },
    )  # fmt: skip
    note(plan=plan)
    return plan


def _go_on(person: PersonId, case: UUID, next_review: date, by: Viewer, at: Instant) -> None:
    found = locked(person, case)
    if found is not None:
        hand = next(iter(hands_of(by, found.state)), "")
        go_on(found, person, hand, next_review, Event(Act.DATED, at, str(by.account)))


def verdict_for(person: PersonId, plan: Plan) -> Verdict:
    """Return what the scores since the course began say, inside a unit of work."""
    sessions = Session.objects.filter(case_id=plan.case_id, became=KEPT).count()
    return verdict(compared_since(person, plan.begins_on), sessions, in_force())


def _demand_open(person: PersonId, case: UUID) -> None:
    if not CaseRow.objects.filter(case_id=case, person_id=person, ended=False).exists():
        raise NOT_FOUND.refused()


def _plan(case: UUID) -> Plan:
    found = Plan.objects.filter(case_id=case).order_by("-made_at", "-id").first()
    if found is None:
        raise problems.NO_PLAN.refused()
    return found


def _today(person: PersonId, at: Instant) -> date:
    return calendars_of([person])[person].local_date(at)


def _demand_review(day: date, today: date) -> None:
    latest = today + timedelta(days=in_force().path.review_latest.count)
    if not today <= day <= latest:
        raise problems.REVIEW_IN_THE_PAST.refused(latest=latest)
