"""A person's plan, sessions, reviews and safety plan, as clinicians and the person read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.problems import NOT_FOUND
from muster.access.viewers import Viewer
from muster.assessments.again import Again, again_for
from muster.assessments.queries import last_scores
from muster.care.commands.plans import PLAN, REVIEW, SESSION, verdict_for
from muster.care.models import Case, Plan, Review, SafetyPlanMade, Session
from muster.care.remeasuring import measures_offered
from muster.care.rules.reviews import Verdict
from muster.care.rules.safety import SafetyPlan
from muster.care.sealed import opened_safety_plan, opened_words
from muster.kernel.ids import PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class SessionRead:
    """One appointment and what became of it."""

    on: date
    became: str
    minutes: int | None
    by: UUID
    words: str


@dataclass(frozen=True, slots=True)
class ReviewRead:
    """One review: what the scores said, what was proposed, what was decided and why."""

    held_at: datetime
    by: UUID
    course: str
    proposed: str
    decided: str
    reason: str
    next_review: date
    words: str


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A case's plan as it stands, with its sessions, its reviews, and what the scores say now.

    `asked` is what the person is asked again before the next review, None where it is nothing.
    """

    goals: str
    programmes: tuple[str, ...]
    measures: tuple[str, ...]
    asked: Again | None
    owner: UUID
    begins_on: date
    review_on: date
    sessions: tuple[SessionRead, ...]
    reviews: tuple[ReviewRead, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Measure:
    """A questionnaire by which a plan can be measured; `answered`: the person did so before."""

    key: str
    answered: bool


@query(
    key="care.plan-measures",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("It was read by which questionnaires a person's plan can be measured."),
)
def measures_for(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> Shown[list[Measure]]:
    """Return the questionnaires by which this person's plan can be measured."""
    if not Case.objects.filter(id=case, person_id=person).exists():
        raise NOT_FOUND.refused()
    known = {one.instrument for one in last_scores([person], leaving_out=()).get(person, [])}
    return Shown([Measure(key, key in known) for key in measures_offered()], [person])


@query(
    key="care.plan",
    permits=Permission.READ_CASE,
    zone=Zone.CLINICAL,
    says=_("A person's plan was read."),
)
def plan_of(*, person: PersonId, case: UUID, by: Viewer, at: Instant) -> Shown[PlanRead | None]:
    """Return the plan of a case as it stands, None where there is none yet."""
    if not Case.objects.filter(id=case, person_id=person).exists():
        raise NOT_FOUND.refused()
    plan = Plan.objects.filter(case_id=case, person_id=person).order_by("-made_at", "-id").first()
    if plan is None:
        return Shown(None, [person])
    sessions = tuple(
        SessionRead(
            row.on, row.became, row.minutes, row.noted_by,
            opened_words(person, SESSION, row.id, row.words),
        )
        for row in Session.objects.filter(case_id=case).order_by("-on", "-id")
    )  # fmt: skip
    reviews = tuple(
        ReviewRead(
            row.held_at, row.held_by, row.course, row.proposed, row.decided, row.reason,
            row.next_review, opened_words(person, REVIEW, row.id, row.words),
        )
        for row in Review.objects.filter(case_id=case).order_by("-held_at", "-id")
    )  # fmt: skip
    return Shown(
        PlanRead(
            opened_words(person, PLAN, plan.id, plan.sealed), tuple(plan.programmes),
            tuple(plan.measures), again_for(person, case, at), plan.owner, plan.begins_on,
            reviews[0].next_review if reviews else plan.review_on, sessions,
            reviews, verdict_for(person, plan),
        ),
        [person],
    )  # fmt: skip


@query(
    key="care.safety-plan",
    permits=Permission.READ_SAFETY_PLAN,
    zone=Zone.CLINICAL,
    says=_("A person's safety plan was read."),
)
def safety_plan_of(
    *, person: PersonId, by: Viewer, at: Instant
) -> Shown[tuple[SafetyPlan, datetime] | None]:
    """Return the latest safety plan and when it was made, None where there is none."""
    row = SafetyPlanMade.objects.filter(person_id=person).order_by("-made_at", "-id").first()
    if row is None:
        return Shown(None, [person])
    return Shown((opened_safety_plan(person, row.id, bytes(row.sealed)), row.made_at), [person])
