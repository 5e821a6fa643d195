"""A person's own care as they read it: who has it, where it stands, what was agreed and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from muster.access.doors import Shown, query
from muster.access.permissions import Permission
from muster.access.viewers import Viewer
from muster.care.commands.plans import PLAN
from muster.care.models import CaseRow, Plan, Review, Session
from muster.care.sealed import opened_words
from muster.kernel.ids import AccountId, PersonId
from muster.kernel.time import Instant
from muster.kernel.words import _
from muster.vault.zones import Zone


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """What was agreed, in the person's own words, and when it is looked at again.

    `measures` are the questionnaires that they are asked again before that day.
    """

    goals: str
    programmes: tuple[str, ...]
    review_on: date
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCare:
    """An open case without anybody's notes, scores or tier; `state` is a key of the path.

    `met` are the appointments noted so far, the latest first, each with its code.
    """

    state: str
    since: datetime
    owner: AccountId
    due: datetime | None
    paused_until: datetime | None
    plan: OwnPlan | None
    met: tuple[tuple[date, str], ...]


@query(
    key="care.own-care",
    permits=Permission.READ_OWN_RECORD,
    zone=Zone.CLINICAL,
    says=_("Somebody read where their own care stands."),
)
def own_care(*, person: PersonId, by: Viewer, at: Instant) -> Shown[OwnCare | None]:
    """Return the person's open case as they may read it, None where none is open."""
    row = CaseRow.objects.filter(person_id=person, ended=False).first()
    if row is None:
        return Shown(None, [person])
    met = Session.objects.filter(case_id=row.case_id, person_id=person).order_by("-on", "-id")
    return Shown(
        OwnCare(
            row.state, row.since, AccountId(row.owner), row.due_at, row.paused_until,
            _plan(person, row), tuple(met.values_list("on", "became")),
        ),
        [person],
    )  # fmt: skip


def _plan(person: PersonId, row: CaseRow) -> OwnPlan | None:
    plans = Plan.objects.filter(case_id=row.case_id, person_id=person)
    plan = plans.order_by("-made_at", "-id").first()
    if plan is None:
        return None
    latest = Review.objects.filter(case_id=row.case_id).order_by("-held_at", "-id").first()
    return OwnPlan(
        opened_words(person, PLAN, plan.id, plan.sealed), tuple(plan.programmes),
        latest.next_review if latest else plan.review_on, tuple(plan.measures),
    )  # fmt: skip
