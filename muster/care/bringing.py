"""Cases brought in whole, with all that happened to each: many at once, inside a unit of work.

What happened is held against the path step by step, exactly as if it happened now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from muster.care import problems
from muster.care.comparing import compared_since
from muster.care.folding import Standing, columns_of
from muster.care.handing import demand
from muster.care.models import Case, CaseFact, CaseRow, Plan, Review, Session
from muster.care.rules.cases import CaseState, Event, refusal, state_of
from muster.care.rules.reviews import verdict
from muster.care.sealed import sealed_words
from muster.kernel.ids import PersonId, new_ids
from muster.kernel.time import Instant
from muster.policy.queries import in_force
from muster.policy.rules.profile import Profile
from muster.vault.bulk import insert_all
from muster.vault.keyring import data_keys
from muster.vault.work import current
from muster.vault.zones import Zone

PLAN, KEPT = "care_plan", "kept"


@dataclass(frozen=True, slots=True)
class Course:
    """A plan as it was agreed on, its kept appointments, and when it was reviewed."""

    goals: str
    programmes: tuple[str, ...]
    made_at: Instant
    review_on: date
    sessions: tuple[date, ...]
    minutes: int
    reviewed_at: Instant
    next_review: date


@dataclass(frozen=True, slots=True)
class Brought:
    """One case: whose, what opened it, and everything that happened, the opening first."""

    person: PersonId
    reason: str
    tier: str
    events: tuple[Event, ...]
    course: Course | None = None


def bring(cases: Sequence[Brought]) -> int:
    """Write these cases as they stand after what happened; return how many.

    Refused where something happened that the path does not know, or the case was not opened first.
    """
    profile, ids = in_force(), new_ids(len(cases))
    data_keys(current(), list({one.person for one in cases}), Zone.CLINICAL)
    made = [
        Case(
            id=case, person_id=one.person, opened_by=one.reason, path=profile.digest,
            tier=one.tier, opened_at=one.events[0].at,
        )
        for case, one in zip(ids, cases, strict=True)
    ]  # fmt: skip
    rows = [
        CaseRow(
            case_id=case.id, person_id=one.person,
            **columns_of(Standing(case, _stands(one.events, profile), profile)),
        )
        for case, one in zip(made, cases, strict=True)
    ]  # fmt: skip
    insert_all(made)
    insert_all(list(_facts(made, cases)))
    insert_all(rows)
    _courses(zip(ids, cases, strict=True), profile)
    return len(made)


def _stands(events: Sequence[Event], profile: Profile) -> CaseState:
    if events[0].state not in profile.case.states:
        raise problems.NOT_A_BEGINNING.refused()
    reasons = {name: tuple(codes) for name, codes in vars(profile.reasons).items()}
    for place in range(1, len(events)):
        before = state_of(profile.case, events[:place])
        demand(refusal(profile.case, before, events[place], reasons))
    return state_of(profile.case, events)


def _facts(made: Sequence[Case], cases: Sequence[Brought]) -> list[CaseFact]:
    return [
        CaseFact(
            case=case, person_id=case.person_id, act=event.act.value, at=event.at,
            done_by=event.by, hand=event.hand, step=event.step, state=event.state,
            reason=event.reason, given_to=event.to, due_at=event.due, until=event.until,
            path=event.path,
        )
        for case, one in zip(made, cases, strict=True)
        for event in one.events
    ]  # fmt: skip


def _courses(pairs: Iterable[tuple[UUID, Brought]], profile: Profile) -> None:
    """Write the plans with their appointments and reviews; a review says what the scores say."""
    plans: list[Plan] = []
    sessions: list[Session] = []
    reviews: list[Review] = []
    for case, one in pairs:
        course = one.course
        if course is None:
            continue
        owner = one.events[0].to or one.events[0].by
        common = {"person_id": one.person, "case_id": case}
        plan = Plan(
            **common, owner=owner, programmes=list(course.programmes),
            begins_on=course.made_at.date(), review_on=course.review_on, made_at=course.made_at,
            made_by=owner,
        )  # fmt: skip
        plan.sealed = sealed_words(one.person, PLAN, plan.id, course.goals)
        plans.append(plan)
        sessions += [
            Session(
                **common, on=day, became=KEPT, minutes=course.minutes,
                noted_at=course.reviewed_at, noted_by=owner,
            )
            for day in course.sessions
        ]  # fmt: skip
        found = verdict(compared_since(one.person, plan.begins_on), len(course.sessions), profile)
        reviews.append(
            Review(
                **common, held_at=course.reviewed_at, held_by=owner, course=found.course.value,
                proposed=found.proposal.value, decided=found.proposal.value, reason="",
                next_review=course.next_review,
            )
        )  # fmt: skip
    insert_all(plans)
    insert_all(sessions)
    insert_all(reviews)
